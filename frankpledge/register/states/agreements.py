"""What may become of an agreement made here, from where, and by whom.

    (new) --begin--> draft --send--> out for signature --sign (the last)--> in force --supersede--> superseded
                      |    <-recall--      |   |--sign--> (stays out)          |  |--end--> ended
                      | save               |--withdraw--> withdrawn            |--notice, take back (stays)
                      |--withdraw--> withdrawn

Signing and giving notice are the word of one legal person: exactly its own speaker's. From a signed copy,
whoever decides changes to the record may enter what stands there. Obligations, reservations and the
checklist are kept as long as it is not withdrawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.people.models import Power
from frankpledge.register.models import Agreement, AgreementState

DRAFT, OUT, IN_FORCE = AgreementState.DRAFT, AgreementState.OUT, AgreementState.IN_FORCE
SUPERSEDED, ENDED, WITHDRAWN = AgreementState.SUPERSEDED, AgreementState.ENDED, AgreementState.WITHDRAWN
LIVE = (DRAFT, OUT, IN_FORCE)
NOT_WITHDRAWN = (*LIVE, SUPERSEDED, ENDED)


class Move(StrEnum):
    """What may be done."""

    BEGIN = "begin"
    SAVE = "save"
    SEND = "send"
    RECALL = "recall"
    WITHDRAW = "withdraw"
    SIGN = "sign"
    SIGN_FROM_COPY = "sign_from_copy"
    GIVE_NOTICE = "give_notice"
    TAKE_NOTICE_BACK = "take_notice_back"
    SETTLE_NOTICE = "settle_notice"
    SUPERSEDE = "supersede"
    END = "end"
    OBLIGE = "oblige"
    RESERVE = "reserve"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: from these states (None is before it was begun) to `after`; None stays there."""

    before: tuple[AgreementState | None, ...]
    after: AgreementState | None
    power: Power


RULES: Mapping[Move, Rule] = {
    Move.BEGIN: Rule((None,), DRAFT, Power.PROPOSE_CHANGE),
    Move.SAVE: Rule((DRAFT,), None, Power.PROPOSE_CHANGE),
    Move.SEND: Rule((DRAFT,), OUT, Power.DECIDE_CHANGE),
    Move.RECALL: Rule((OUT,), DRAFT, Power.DECIDE_CHANGE),
    Move.WITHDRAW: Rule((DRAFT, OUT), WITHDRAWN, Power.DECIDE_CHANGE),
    # The last signature puts it in force.
    Move.SIGN: Rule((OUT,), None, Power.SPEAK_FOR),
    Move.SIGN_FROM_COPY: Rule((OUT,), None, Power.DECIDE_CHANGE),
    Move.GIVE_NOTICE: Rule((IN_FORCE,), None, Power.SPEAK_FOR),
    Move.TAKE_NOTICE_BACK: Rule((IN_FORCE,), None, Power.SPEAK_FOR),
    Move.SETTLE_NOTICE: Rule((IN_FORCE,), None, Power.DECIDE_CHANGE),
    Move.SUPERSEDE: Rule((IN_FORCE,), SUPERSEDED, Power.DECIDE_CHANGE),
    Move.END: Rule((IN_FORCE,), ENDED, Power.DECIDE_CHANGE),
    Move.OBLIGE: Rule(NOT_WITHDRAWN, None, Power.DECIDE_CHANGE),
    Move.RESERVE: Rule(LIVE, None, Power.SPEAK_FOR),
    Move.CHECK: Rule(NOT_WITHDRAWN, None, Power.PROPOSE_CHANGE),
}


def may(move: Move, state: AgreementState | None) -> bool:
    """Whether it can be done from this state. Who may is the rule's power, and asked apart."""
    return state in RULES[move].before


def moved(agreement: Agreement, move: Move) -> AgreementState:
    """The state that `move` leads to. Raises Invalid from the wrong state."""
    state = AgreementState(agreement.state)
    if not may(move, state):
        raise Invalid(
            _("%(reference)s is “%(state)s”: that cannot be done now.")
            % {"reference": agreement.reference or agreement, "state": state.label}
        )
    return RULES[move].after or state
