"""What may become of a correction, from where, and by whom.

    (new) --submit--> received --check--> being checked --change--> changed
                         |                     |---------keep-----> not changed
                         |---------------------|---------withdraw-> withdrawn
                         |---------------------|---------set aside> spam --take back--> received

Its keepers answer it, or a curator; only a curator sets aside. Answering needs no separate `check`. Whether
the record says "disputed" is decided apart: `DISPLAY_FROM`.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, Stale
from frankpledge.register.models.corrections import (
    DISPLAYABLE_STATES,
    OPEN_STATES,
    Correction,
    CorrectionState,
    Display,
)


class Who(StrEnum):
    """Who may act on a correction: a keeper answers for the record it is about, a curator for all of them."""

    READER = "reader"
    KEEPER = "keeper"
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
    by: tuple[Who, ...] = (Who.KEEPER, Who.CURATOR)


RULES: dict[Move, Rule] = {
    Move.SUBMIT: Rule((None,), CorrectionState.RECEIVED, by=(Who.READER,)),
    Move.CHECK: Rule((CorrectionState.RECEIVED,), CorrectionState.BEING_CHECKED),
    Move.CHANGE: Rule(OPEN_STATES, CorrectionState.CHANGED),
    Move.KEEP: Rule(OPEN_STATES, CorrectionState.NOT_CHANGED),
    Move.WITHDRAW: Rule(OPEN_STATES, CorrectionState.WITHDRAWN),
    # Nobody sets aside what is said against their own record.
    Move.SET_ASIDE: Rule(OPEN_STATES, CorrectionState.SPAM, by=(Who.CURATOR,)),
    Move.TAKE_BACK: Rule((CorrectionState.SPAM,), CorrectionState.RECEIVED, by=(Who.CURATOR,)),
}
# Displaying a message that was only received starts the checking of it: the record says "being checked".
DISPLAY_FROM = (CorrectionState.RECEIVED, *DISPLAYABLE_STATES)
MAY_DISPLAY = (Who.KEEPER, Who.CURATOR)


def may(move: Move, state: CorrectionState | None, by: Who) -> bool:
    """Whether `by` may make `move` from `state`."""
    return by in RULES[move].by and state in RULES[move].before


def may_display(state: CorrectionState, by: Who) -> bool:
    """Whether `by` may have the record say, in this state, that it is disputed."""
    return by in MAY_DISPLAY and state in DISPLAY_FROM


def may_hide(correction: Correction, by: Who) -> bool:
    """Whether `by` may have the record no longer say so."""
    return by in MAY_DISPLAY and correction.display == Display.DISPLAYED


def moved(correction: Correction, move: Move) -> CorrectionState:
    """The state that `move` leads to. Raises Invalid from the wrong state. Who may is asked apart."""
    state = CorrectionState(correction.state)
    if state not in RULES[move].before:
        raise Invalid(
            _("%(reference)s is “%(state)s”: that cannot be done any more.")
            % {"reference": correction.reference, "state": state.label}
        )
    return RULES[move].after


def check_displayable(correction: Correction) -> None:
    """Raises Invalid in the wrong state."""
    state = CorrectionState(correction.state)
    if state not in DISPLAY_FROM:
        raise Invalid(
            _("%(reference)s is “%(state)s”: it cannot be displayed as disputed.")
            % {"reference": correction.reference, "state": state.label}
        )


def mark(correction: Correction) -> str:
    """Changes with whatever somebody may do to a message, so that a form shows which one it was made for."""
    shown = (correction.state, correction.display, correction.display_words, correction.display_body)
    return hashlib.sha256("\0".join((*shown, correction.answer)).encode()).hexdigest()[:16]


def check_unchanged(correction: Correction, seen: str | None) -> None:
    """Raises Stale when somebody did something to it since a form was shown with the mark `seen`."""
    if seen is not None and seen != mark(correction):
        raise Stale(
            _("Somebody else did something to %(reference)s while you were writing. See how it stands now.")
            % {"reference": correction.reference}
        )
