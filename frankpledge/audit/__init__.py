"""Memory: who did what, when and why."""
