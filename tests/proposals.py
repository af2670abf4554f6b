"""Proposals, as the tests make them."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.people.models import Organisation, Role, User
from frankpledge.register.actions import proposal_views, proposals
from frankpledge.register.actions.proposal_views import Judged, Said
from frankpledge.register.actions.proposals import Opportunity
from frankpledge.register.models import Consideration, Interest, Proposal, ProposalView
from tests.members import as_actor, person

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def opportunity(
    raised_by: str = "northshire", told: tuple[str, ...] = ("eastmarch",), **more: Any
) -> Opportunity:
    """One dog unit for two forces."""
    fields: dict[str, Any] = {
        "title": "One dog unit",
        "what": "Share kennels and handlers.",
        "why": "Both forces would need fewer kennels.",
        "interest": Interest.EFFICIENCY.value,
        "functions": ("dogs",),
        "raised_on": YESTERDAY,
        **more,
    }
    return Opportunity(raised_by=body(raised_by), told=told, **fields)


def raised(
    by: Actor, raised_by: str = "northshire", told: tuple[str, ...] = ("eastmarch",), **more: Any
) -> Proposal:
    """One in the log, told to some."""
    return proposals.raise_it(by=by, opportunity=opportunity(raised_by, told, **more), key=uuid.uuid4())


def body(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def speaker(slug: str) -> Actor:
    """An owner of a body, made when first asked for."""
    email = f"speaker@{slug}.example"
    held = User.objects.filter(email=email).first()
    return as_actor(held or person(email, f"Owner of {slug}", Role.OWNER, slug))


def viewed(
    proposal: Proposal, slug: str, answer: str = "yes", *, reasons: str = "It would.", seen: int = 0
) -> ProposalView:
    """A body's view, in its own word."""
    return proposal_views.give(
        by=speaker(slug),
        reference=proposal.reference,
        organisation=body(slug),
        seen=seen,
        said=Said(answer=answer, reasons=reasons, office="Chief Constable"),
    )


def judgement(**more: Any) -> Judged:
    """What is considered of the three matters."""
    fields: dict[str, Any] = {
        "existing": "We share a unit already.",
        "consistency": "Two ways of training are one too many.",
        "opportunities": "A kennel falls empty.",
        "answer": "yes",
        "conclusion": "We would take it up.",
        "office": "Chief Constable",
        **more,
    }
    return Judged(**fields)


def judged(proposal: Proposal, slug: str, *, seen: int = 0, **more: Any) -> Consideration:
    """A body's judgement, in its own word."""
    return proposal_views.judge(
        by=speaker(slug),
        reference=proposal.reference,
        organisation=body(slug),
        seen=seen,
        judged=judgement(**more),
    )


def judgement_of(clerk: Actor, slug: str) -> Consideration:
    """A judgement of the body itself on a proposal of its own: northshire's is told to eastmarch."""
    told = "eastmarch" if slug == "northshire" else "dyfed-powys"
    return judged(raised(clerk, slug, (told,)), slug)
