"""Why Frankpledge could not start."""

from frankpledge.errors import FrankpledgeError


class CannotStart(FrankpledgeError):
    """Something on this machine stops it; the text says what, and what to do."""


class AlreadyRunning(CannotStart):
    """Another process holds the data folder."""
