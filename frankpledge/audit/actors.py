"""Who acts. Every action names its actor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts: `kind` is how it came in, `name` who it says it is.

    Kinds so far: `command` (a person at the command line of this copy) and `public` (a reader without an
    account).
    """

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


def at_command_line(name: str) -> Actor:
    """The operating system's account that runs a command."""
    return Actor("command", name)


PUBLIC = Actor("public", "a reader without an account")
