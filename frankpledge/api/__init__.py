"""The door for other systems: the same reads and actions as the pages, as JSON under `/api/v1/`."""
