"""Refusals that only a page can make: what was wrong with the address or with what was asked of it."""

from frankpledge.errors import FrankpledgeError, Invalid


class BadAddress(Invalid):
    """The address asks for something that does not make sense. Answered 400, with what to write instead."""


class NotAcceptable(FrankpledgeError):
    """The page exists, but not in the form that the reader asked for. Answered 406."""


class TooMany(FrankpledgeError):
    """The same reader asked too often. Answered 429.

    `wait_seconds` is how long to wait before trying again.
    """

    def __init__(self, message: str, *, wait_seconds: int) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds
