"""Who acts. Every action names its actor."""

import os
import pwd
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


def whoever_runs_this() -> Actor:
    """The account that this process runs as, by name if the system knows one."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = str(os.getuid())
    return at_command_line(name)


PUBLIC = Actor("public", "a reader without an account")
