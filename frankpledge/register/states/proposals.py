"""What may become of a proposal, from where, and by whom.

    (new) --raise--> raised --view, consider--> being considered --take up------> taken up
                       |                            |-------------not take up---> not taken up
                       |----------------------------|-------------withdraw------> withdrawn

    notify, acknowledge: while raised or being considered, and nothing else changes
    link: what it led to, once it is taken up

Whose word each is: raising, telling others, withdrawing and linking are for whoever may propose changes for
the body that raised it; a view, a judgement and a receipt are the word of exactly the body that gives it; the
outcome is the word of the body that raised it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.register.models import OPEN_PROPOSAL_STATES, Proposal, ProposalState


class Move(StrEnum):
    """What may be done."""

    RAISE = "raise"
    NOTIFY = "notify"
    ACKNOWLEDGE = "acknowledge"
    VIEW = "view"
    CONSIDER = "consider"
    TAKE_UP = "take_up"
    NOT_TAKE_UP = "not_take_up"
    WITHDRAW = "withdraw"
    LINK = "link"


class Who(StrEnum):
    """By whom: clerks of the body that raised it, its own word, or the own word of a body that was told."""

    CLERK_OF_RAISER = "clerk_of_raiser"
    RAISER = "raiser"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: from these states (None is before it was raised) to `after`; None stays there."""

    before: tuple[ProposalState | None, ...]
    after: ProposalState | None
    by: Who


RULES: Mapping[Move, Rule] = {
    Move.RAISE: Rule((None,), ProposalState.RAISED, Who.CLERK_OF_RAISER),
    Move.NOTIFY: Rule(OPEN_PROPOSAL_STATES, None, Who.CLERK_OF_RAISER),
    Move.ACKNOWLEDGE: Rule(OPEN_PROPOSAL_STATES, None, Who.PARTY),
    Move.VIEW: Rule(OPEN_PROPOSAL_STATES, ProposalState.CONSIDERED, Who.PARTY),
    Move.CONSIDER: Rule(OPEN_PROPOSAL_STATES, ProposalState.CONSIDERED, Who.PARTY),
    Move.TAKE_UP: Rule(OPEN_PROPOSAL_STATES, ProposalState.TAKEN_UP, Who.RAISER),
    Move.NOT_TAKE_UP: Rule(OPEN_PROPOSAL_STATES, ProposalState.NOT_TAKEN_UP, Who.RAISER),
    Move.WITHDRAW: Rule(OPEN_PROPOSAL_STATES, ProposalState.WITHDRAWN, Who.CLERK_OF_RAISER),
    Move.LINK: Rule((ProposalState.TAKEN_UP,), None, Who.CLERK_OF_RAISER),
}


def may(move: Move, state: ProposalState | None) -> bool:
    """Whether the move is made from there at all."""
    return state in RULES[move].before


def moved(proposal: Proposal, move: Move) -> ProposalState:
    """The state that `move` leads to. Raises Invalid from the wrong one."""
    rule, state = RULES[move], ProposalState(proposal.state)
    if may(move, state):
        return rule.after or state
    if move is Move.LINK:
        raise Invalid(_("Only a proposal that was taken up leads to a record."))
    raise Invalid(
        _("%(reference)s is “%(state)s”: that cannot be done any more.")
        % {"reference": proposal.reference, "state": state.label}
    )
