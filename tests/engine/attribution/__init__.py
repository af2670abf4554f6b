"""Whether it was the collaboration."""
