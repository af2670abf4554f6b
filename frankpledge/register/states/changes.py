"""What may become of a proposed change, from where, and by whom.

    (new) --begin--> draft --propose--> proposed --approve--> approved
                      |  \\                   |------refuse---> refused
                      |   save, choose       |------withdraw-> withdrawn
                      |---discard--> discarded
                                       choose (proposed stays proposed)

Whether somebody may at all (`Power.PROPOSE_CHANGE`, `Power.DECIDE_CHANGE` over the record) is asked apart.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, NotAllowed
from frankpledge.register.models.changes import Change, ChangeState


class Who(StrEnum):
    """As what somebody acts on a change: its author, or one who may decide it. One may be both."""

    AUTHOR = "author"
    DECIDER = "decider"


class Move(StrEnum):
    """What may be done."""

    BEGIN = "begin"
    SAVE = "save"
    CHOOSE = "choose"
    PROPOSE = "propose"
    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: from these states (None is before it was begun) to `after`; None stays there."""

    before: tuple[ChangeState | None, ...]
    after: ChangeState | None
    by: tuple[Who, ...]


_AUTHOR, _DECIDER = (Who.AUTHOR,), (Who.DECIDER,)
RULES: dict[Move, Rule] = {
    Move.BEGIN: Rule((None,), ChangeState.DRAFT, _AUTHOR),
    Move.SAVE: Rule((ChangeState.DRAFT,), None, _AUTHOR),
    Move.CHOOSE: Rule((ChangeState.DRAFT, ChangeState.PROPOSED), None, (Who.AUTHOR, Who.DECIDER)),
    Move.PROPOSE: Rule((ChangeState.DRAFT,), ChangeState.PROPOSED, _AUTHOR),
    Move.APPROVE: Rule((ChangeState.PROPOSED,), ChangeState.APPROVED, _DECIDER),
    Move.REFUSE: Rule((ChangeState.PROPOSED,), ChangeState.REFUSED, _DECIDER),
    Move.WITHDRAW: Rule((ChangeState.PROPOSED,), ChangeState.WITHDRAWN, _AUTHOR),
    Move.DISCARD: Rule((ChangeState.DRAFT,), ChangeState.DISCARDED, _AUTHOR),
}


def may(move: Move, state: ChangeState | None, by: frozenset[Who]) -> bool:
    """Whether somebody who is all of `by` may make `move` from `state`."""
    rule = RULES[move]
    return state in rule.before and not by.isdisjoint(rule.by)


def moved(change: Change, move: Move, by: frozenset[Who]) -> ChangeState:
    """The state that `move` leads to. Raises NotAllowed for who may not, Invalid from the wrong state."""
    rule, state = RULES[move], ChangeState(change.state)
    if by.isdisjoint(rule.by):
        raise NotAllowed(_refusals()[rule.by])
    if state not in rule.before:
        raise Invalid(
            _("%(reference)s is “%(state)s”: that cannot be done any more.")
            % {"reference": change.reference, "state": state.label}
        )
    return rule.after or state


def _refusals() -> dict[tuple[Who, ...], str]:
    return {
        _AUTHOR: _("Only the person who began this change can do that."),
        _DECIDER: _("Only an owner or publisher of a party, or a curator, can decide this change."),
        (Who.AUTHOR, Who.DECIDER): _("Only its author, or somebody who can decide this change, can do that."),
    }
