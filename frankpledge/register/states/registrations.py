"""What may become of a registration, from where, and by whom.

    (new) --begin--> draft --register--> registered           by somebody who decides for a party
                      |  \\---send------> waiting --approve--> registered
                      |                   |  \\----refuse---> refused
                      |<-----take back----|                      |
                      |<-----take back---------------------------|
                      |---discard--> discarded

Whether somebody may at all (`Power.PROPOSE_CHANGE`, `Power.DECIDE_CHANGE` over a party) is asked apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, NotAllowed
from frankpledge.register.models.registrations import Registration, RegistrationState


class Who(StrEnum):
    """As what somebody acts: one who fills it in, or one who decides for a party. One may be both."""

    WRITER = "writer"
    DECIDER = "decider"
    CURATOR = "curator"


class Move(StrEnum):
    """What may be done."""

    BEGIN = "begin"
    SAVE = "save"
    SEND = "send"
    REGISTER = "register"
    APPROVE = "approve"
    REFUSE = "refuse"
    TAKE_BACK = "take_back"
    DISCARD = "discard"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: from these states (None is before it was begun) to `after`; None stays there.

    `by` are all that somebody must be.
    """

    before: tuple[RegistrationState | None, ...]
    after: RegistrationState | None
    by: frozenset[Who]


_WRITER, _DECIDER = frozenset({Who.WRITER}), frozenset({Who.DECIDER})
_DRAFT, _WAITING = (RegistrationState.DRAFT,), (RegistrationState.WAITING,)
RULES: Mapping[Move, Rule] = {
    Move.BEGIN: Rule((None,), RegistrationState.DRAFT, _WRITER),
    Move.SAVE: Rule(_DRAFT, None, _WRITER),
    Move.SEND: Rule(_DRAFT, RegistrationState.WAITING, _WRITER),
    Move.REGISTER: Rule(_DRAFT, RegistrationState.REGISTERED, _WRITER | _DECIDER),
    Move.APPROVE: Rule(_WAITING, RegistrationState.REGISTERED, _DECIDER),
    Move.REFUSE: Rule(_WAITING, RegistrationState.REFUSED, _DECIDER),
    Move.TAKE_BACK: Rule(
        (RegistrationState.WAITING, RegistrationState.REFUSED), RegistrationState.DRAFT, _WRITER
    ),
    Move.DISCARD: Rule(_DRAFT, RegistrationState.DISCARDED, _WRITER),
    Move.SETTLE: Rule((RegistrationState.REGISTERED,), None, frozenset({Who.CURATOR})),
}


def may(move: Move, state: RegistrationState | None, by: frozenset[Who]) -> bool:
    """Whether somebody who is all of `by` may make `move` from `state`."""
    rule = RULES[move]
    return state in rule.before and rule.by <= by


def moved(registration: Registration, move: Move, by: frozenset[Who]) -> RegistrationState:
    """The state that `move` leads to. Raises NotAllowed for who may not, Invalid from the wrong state."""
    rule, state = RULES[move], RegistrationState(registration.state)
    if not rule.by <= by:
        raise NotAllowed(_refusals()[move])
    if state not in rule.before:
        raise Invalid(
            _("%(reference)s is “%(state)s”: that cannot be done any more.")
            % {"reference": registration.reference, "state": state.label}
        )
    return rule.after or state


def _refusals() -> dict[Move, str]:
    writers = _("Only people of the organisation that began this registration can do that.")
    deciders = _("Only an owner or publisher of a party, or a curator, can decide this registration.")
    return {
        **dict.fromkeys(Move, writers),
        Move.REGISTER: deciders,
        Move.APPROVE: deciders,
        Move.REFUSE: deciders,
        Move.SETTLE: _("Only a curator can do that."),
    }
