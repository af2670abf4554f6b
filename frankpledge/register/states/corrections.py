"""What may become of a correction, from where, and by whom.

    (new) --submit--> received --check--> being checked --change--> changed
                         |                     |---------keep-----> not changed
                         |---------------------|---------withdraw-> withdrawn
                         |---------------------|---------set aside> spam --take back--> received

Answering needs no separate `check`. Whether the record says "disputed" is decided apart: `DISPLAY_FROM`.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.register.models.corrections import (
    DISPLAYABLE_STATES,
    OPEN_STATES,
    Correction,
    CorrectionState,
)


class Who(StrEnum):
    """Who may act on a correction."""

    READER = "reader"
    CURATOR = "curator"


class Move(StrEnum):
    """What may be done."""

    SUBMIT = "submit"
    CHECK = "check"
    CHANGE = "change"
    KEEP = "keep"
    WITHDRAW = "withdraw"
    SET_ASIDE = "set_aside"
    TAKE_BACK = "take_back"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: from these states (None is before it was sent), to this one, by these."""

    before: tuple[CorrectionState | None, ...]
    after: CorrectionState
    by: tuple[Who, ...] = (Who.CURATOR,)


RULES: dict[Move, Rule] = {
    Move.SUBMIT: Rule((None,), CorrectionState.RECEIVED, by=(Who.READER,)),
    Move.CHECK: Rule((CorrectionState.RECEIVED,), CorrectionState.BEING_CHECKED),
    Move.CHANGE: Rule(OPEN_STATES, CorrectionState.CHANGED),
    Move.KEEP: Rule(OPEN_STATES, CorrectionState.NOT_CHANGED),
    Move.WITHDRAW: Rule(OPEN_STATES, CorrectionState.WITHDRAWN),
    Move.SET_ASIDE: Rule(OPEN_STATES, CorrectionState.SPAM),
    Move.TAKE_BACK: Rule((CorrectionState.SPAM,), CorrectionState.RECEIVED),
}
# Displaying a message that was only received starts the checking of it: the record says "being checked".
DISPLAY_FROM = (CorrectionState.RECEIVED, *DISPLAYABLE_STATES)


def who(actor: Actor) -> Who:
    """As what an actor acts: until there are accounts, whoever has this copy's command line is a curator."""
    return Who.CURATOR if actor.kind == "command" else Who.READER


def may(move: Move, state: CorrectionState | None, by: Who) -> bool:
    """Whether `by` may make `move` from `state`."""
    return by in RULES[move].by and state in RULES[move].before


def may_display(state: CorrectionState, by: Who) -> bool:
    """Whether `by` may have the record say, in this state, that it is disputed."""
    return by is Who.CURATOR and state in DISPLAY_FROM


def check_actor(actor: Actor, allowed: tuple[Who, ...] = (Who.CURATOR,)) -> None:
    """Raises NotAllowed unless the actor is one of those allowed."""
    if who(actor) not in allowed:
        raise NotAllowed(_("Only a curator of this copy may do that."))


def moved(correction: Correction, move: Move, by: Actor) -> CorrectionState:
    """The state that `move` leads to. Raises NotAllowed for who may not, Invalid from the wrong state."""
    check_actor(by, RULES[move].by)
    state = CorrectionState(correction.state)
    if not may(move, state, who(by)):
        raise Invalid(
            _("%(reference)s is “%(state)s”: that cannot be done any more.")
            % {"reference": correction.reference, "state": state.label}
        )
    return RULES[move].after


def check_displayable(correction: Correction, by: Actor) -> None:
    """Raises NotAllowed for who may not display it, Invalid in the wrong state."""
    check_actor(by)
    state = CorrectionState(correction.state)
    if not may_display(state, who(by)):
        raise Invalid(
            _("%(reference)s is “%(state)s”: it cannot be displayed as disputed.")
            % {"reference": correction.reference, "state": state.label}
        )
