"""When something may be done here, and with which power."""
