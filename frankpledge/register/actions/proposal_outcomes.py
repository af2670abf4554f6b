"""What became of a proposal: in the word of the body that raised it, or of whoever follows that body.

Everything is done once, however often it is sent. `version` is the version of the proposal that somebody saw.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require, require_word_of_one, speaking_for
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.actions.proposals import (
    check_version,
    day_faults,
    locked,
    refuse,
    save,
    text_faults,
)
from frankpledge.register.models import OUTCOMES, Collaboration, Proposal, ProposalState
from frankpledge.register.queries import proposals as queries
from frankpledge.register.states import proposals as states
from frankpledge.register.states.proposals import Move


@transaction.atomic
def decide(
    *,
    by: Actor,
    reference: str,
    version: int,
    outcome: ProposalState | None,
    reason: str,
    decided_on: datetime.date | None,
) -> Proposal:
    """Say what became of it: the word of the body that raised it, with reasons where it is not taken up."""
    proposal = locked(by, reference)
    by = _as_raiser(by, proposal)
    reason, day = cleaned(reason), decided_on or timezone.localdate()
    if outcome not in OUTCOMES:
        refuse({"outcome": _("Choose what became of it")})
    if proposal.state == outcome and (proposal.outcome_reason, proposal.decided_on) == (reason, day):
        return proposal
    move = Move.TAKE_UP if outcome == ProposalState.TAKEN_UP else Move.NOT_TAKE_UP
    after = states.moved(proposal, move)
    check_version(proposal, version)
    faults = {
        **day_faults("decided_on", day, proposal.raised_on),
        **text_faults("reason", reason, is_asked=False),
    }
    if outcome == ProposalState.NOT_TAKEN_UP and not reason:
        faults["reason"] = _("Enter why it is not taken up")
    refuse(faults)
    before = proposal.state
    proposal.state, proposal.outcome_reason, proposal.decided_on = after, reason, day
    save(by, move, proposal, "state", "outcome_reason", "decided_on", before=before)
    return proposal


@transaction.atomic
def withdraw(*, by: Actor, reference: str, version: int, reason: str) -> Proposal:
    """Take it back; not where two or more think the test met, for then something has to become of it."""
    proposal = locked(by, reference)
    require(by, Power.PROPOSE_CHANGE, queries.raisers(proposal))
    if proposal.state == ProposalState.WITHDRAWN:
        return proposal
    after = states.moved(proposal, Move.WITHDRAW)
    check_version(proposal, version)
    if queries.story(proposal).met.total > 1:
        raise Invalid(
            _("Two or more of those told think that the test is met. Record what became of it instead.")
        )
    reason = cleaned(reason)
    refuse(text_faults("reason", reason, is_asked=False))
    before = proposal.state
    proposal.state, proposal.outcome_reason, proposal.decided_on = after, reason, timezone.localdate()
    save(by, Move.WITHDRAW, proposal, "state", "outcome_reason", "decided_on", before=before)
    return proposal


@transaction.atomic
def lead_to(*, by: Actor, reference: str, collaboration: Collaboration) -> Proposal:
    """Say which record came of a proposal that was taken up."""
    proposal = locked(by, reference)
    require(by, Power.PROPOSE_CHANGE, queries.raisers(proposal))
    states.moved(proposal, Move.LINK)
    if proposal.led_to_id != collaboration.pk:
        proposal.led_to = collaboration
        save(by, Move.LINK, proposal, "led_to")
    return proposal


def _as_raiser(by: Actor, proposal: Proposal) -> Actor:
    """The actor as who speaks for the body that raised it, or for one that follows it. Raises NotAllowed."""
    raisers = queries.raisers(proposal)
    own = raisers & require_word_of_one(by, raisers).organisations_with(Power.SPEAK_FOR)
    is_its_own = proposal.raised_by_id in own
    return speaking_for(by, proposal.raised_by if is_its_own else Organisation.objects.get(pk=min(own)))
