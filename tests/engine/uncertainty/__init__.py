"""What is not known: distributions, correlation, and draws."""
