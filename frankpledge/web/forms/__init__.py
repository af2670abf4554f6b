"""What readers send, read and checked, one file per noun."""
