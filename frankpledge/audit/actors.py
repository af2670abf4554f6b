"""Who acts. Every action names its actor."""

import os
import pwd
from dataclasses import dataclass
from enum import StrEnum

# As long as an entry keeps it.
LONGEST_ACTOR = 200


class ActorKind(StrEnum):
    """How somebody came in."""

    COMMAND = "command"
    PERSON = "person"
    SYSTEM = "system"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that acts: how it came in, who it says it is, and for whom.

    `organisation` is the slug of the body it acts for, "" for none. `user_id` is a person's, `token_id` a
    key's. `is_verified` says that a person proved a second factor in this session. `in_place_of` names the
    colleague for whom they stand in. What they may do is not here: it is read anew each time.
    """

    kind: ActorKind
    name: str
    user_id: int | None = None
    token_id: int | None = None
    organisation: str = ""
    is_verified: bool = False
    in_place_of: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.said_name}"[:LONGEST_ACTOR]

    @property
    def said_name(self) -> str:
        """Who it is, and for whom they stand in."""
        return f"{self.name}, for {self.in_place_of}" if self.in_place_of else self.name


def at_command_line(name: str) -> Actor:
    """The operating system's account that runs a command."""
    return Actor(kind=ActorKind.COMMAND, name=name)


def whoever_runs_this() -> Actor:
    """The account that this process runs as, by name if the system knows one."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = str(os.getuid())
    return at_command_line(name)


PUBLIC = Actor(kind=ActorKind.PUBLIC, name="a reader without an account")
