"""When a thing may be done, as tables."""
