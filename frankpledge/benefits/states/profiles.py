"""What may become of a profile, from where, and with which power.

    draft --agree--> agreed --close--> closed
      |                 |
      '----- drop ------'----> dropped

Both of the first two may be written in: an agreed one keeps its sign-offs of the version that was signed.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from frankpledge.benefits.models import ProfileState
from frankpledge.errors import Invalid
from frankpledge.people.models import Power


class Move(StrEnum):
    """What may be done."""

    WRITE = "write"
    AGREE = "agree"
    CLOSE = "close"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: from these states to `after`; None is where it was."""

    before: tuple[ProfileState, ...]
    after: ProfileState | None
    power: Power


OPEN = (ProfileState.DRAFT, ProfileState.AGREED)
RULES: dict[Move, Rule] = {
    Move.WRITE: Rule(OPEN, None, Power.PROPOSE_CHANGE),
    Move.AGREE: Rule((ProfileState.DRAFT,), ProfileState.AGREED, Power.DECIDE_CHANGE),
    Move.CLOSE: Rule((ProfileState.AGREED,), ProfileState.CLOSED, Power.DECIDE_CHANGE),
    Move.DROP: Rule(OPEN, ProfileState.DROPPED, Power.DECIDE_CHANGE),
}


def may(move: Move, state: str) -> bool:
    """Whether `move` can be made from `state`."""
    return state in RULES[move].before


def check(move: Move, state: str) -> None:
    """Raises Invalid from the wrong state."""
    if not may(move, state):
        raise Invalid(_("This benefit was closed or dropped: it stays as it is."))
