"""The handful of ways an action or a read may refuse. Doors translate them once."""


class FrankpledgeError(Exception):
    """A refusal that a person can act on; its text says what to do."""


class NotFound(FrankpledgeError):
    """There is no such thing, or the reader may not know that there is. A door answers 404."""


class NotAllowed(FrankpledgeError):
    """The reader may see it but not do this. A door answers 403."""


class Stale(FrankpledgeError):
    """It was changed since it was read. A door answers 409 and shows both versions."""


class Invalid(FrankpledgeError):
    """What was given cannot be accepted. A door answers 422 or the error summary.

    `fields` maps the name of a field to what is wrong with it; "" is the whole. `subject` is the key of the
    one that was refused, where several were given.
    """

    def __init__(self, message: str, fields: dict[str, str] | None = None, *, subject: str = "") -> None:
        super().__init__(message)
        self.fields = fields or {"": message}
        self.subject = subject
