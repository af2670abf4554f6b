"""What may become of a reorganisation, and from where.

    (new) --begin--> draft --plan--> planned --apply (on its day or later)--> applied
                      |  ^             |
                      |  |--take back--|
                      |--discard--> discarded

Only who decides for the whole register may do any of it. Applied, it stays: what is wrong then is put right
by changes to the records, or by another reorganisation.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.register.models import Reorganisation, ReorganisationState


class Move(StrEnum):
    """What may be done."""

    BEGIN = "begin"
    SAVE = "save"
    PLAN = "plan"
    TAKE_BACK = "take_back"
    DISCARD = "discard"
    APPLY = "apply"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: from this state (None is before it was begun) to `after`; None stays there."""

    before: ReorganisationState | None
    after: ReorganisationState | None


RULES: dict[Move, Rule] = {
    Move.BEGIN: Rule(None, ReorganisationState.DRAFT),
    Move.SAVE: Rule(ReorganisationState.DRAFT, None),
    Move.PLAN: Rule(ReorganisationState.DRAFT, ReorganisationState.PLANNED),
    Move.TAKE_BACK: Rule(ReorganisationState.PLANNED, ReorganisationState.DRAFT),
    Move.DISCARD: Rule(ReorganisationState.DRAFT, ReorganisationState.DISCARDED),
    Move.APPLY: Rule(ReorganisationState.PLANNED, ReorganisationState.APPLIED),
}


def may(move: Move, state: ReorganisationState | None) -> bool:
    """Whether `move` may be made from `state`."""
    return RULES[move].before == state


def may_apply(reorganisation: Reorganisation, today: datetime.date) -> bool:
    """Whether it may be applied today."""
    return may(Move.APPLY, ReorganisationState(reorganisation.state)) and (
        reorganisation.takes_effect_on <= today
    )


def moved(reorganisation: Reorganisation, move: Move) -> ReorganisationState:
    """The state that `move` leads to. Raises Invalid from a state in which it may not be made."""
    state = ReorganisationState(reorganisation.state)
    if not may(move, state):
        raise Invalid(
            _("%(reference)s is “%(state)s”: that cannot be done now.")
            % {"reference": reorganisation.reference, "state": state.label}
        )
    return RULES[move].after or state
