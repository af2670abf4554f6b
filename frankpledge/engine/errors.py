"""What the engine refuses: each error says which input is wrong, what was given, and what is allowed."""

from frankpledge.errors import Invalid


class EngineError(Invalid):
    """An input that a method cannot use. `name` is the input, `allowed` what it may be.

    >>> str(OutOfRange("deadweight", 1.5, "a share from 0 to 1"))
    'deadweight is 1.5; allowed: a share from 0 to 1.'
    """

    def __init__(self, name: str, given: object, allowed: str) -> None:
        message = f"{name} is {given}; allowed: {allowed}."
        super().__init__(message, {name: message})
        self.name = name
        self.given = given
        self.allowed = allowed


class NotFinite(EngineError):
    """A number that is NaN or infinite."""


class OutOfRange(EngineError):
    """A number outside what the method allows: a negative year, a share above one."""


class Empty(EngineError):
    """Nothing where at least one thing is needed."""


class WrongLength(EngineError):
    """Two inputs that must be of one length and are not."""


class WrongKind(EngineError):
    """Not the kind of thing that is needed: a fraction of a penny, a word where a number stands."""


class Unknown(EngineError):
    """A name that nothing given answers to: a party, a schedule, a row of a pack."""


class Contradiction(EngineError):
    """Inputs that cannot all be right: bounds the wrong way round, shares that do not add to one."""


class Disabled(EngineError):
    """A value that ships without being verified, and so cannot be used. Says why."""


class TooFew(EngineError):
    """Too few observations, draws or parties for the method to say anything. Says how many it needs."""


class NoAnswer(EngineError):
    """The calculation has no answer, or did not reach one, where the caller needs one."""
