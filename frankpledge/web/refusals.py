"""Refusals that only a page can make: what was wrong with the address or with what was asked of it."""

from frankpledge.errors import FrankpledgeError, Invalid


class BadAddress(Invalid):
    """The address asks for something that does not make sense. Answered 400, with what to write instead."""


class NotAcceptable(FrankpledgeError):
    """The page exists, but not in the form that the reader asked for. Answered 406."""
