"""The method at work: what a collaboration costs and brings, planned, tracked and answered for."""
