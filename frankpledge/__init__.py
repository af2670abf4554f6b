"""Frankpledge: the national register of police collaborations, and the method for tracking their worth."""

__version__ = "0.1.0"
