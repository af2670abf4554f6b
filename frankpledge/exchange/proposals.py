"""A proposal as data and in its papers, for the people of the bodies that were told of it."""

from typing import Any

from django.utils.translation import gettext as _

from frankpledge.exchange import considerations
from frankpledge.exchange.considerations import law
from frankpledge.exchange.papers import Bullets, Paper, Paragraph, Section, line
from frankpledge.exchange.phrases import when
from frankpledge.register.models import Consideration, Proposal, ProposalView
from frankpledge.register.queries.considerations import Pack
from frankpledge.register.queries.proposals import Story, Told


def document(held: Story) -> dict[str, Any]:
    """Everything about it that those who were told may read; no name of a person."""
    proposal = held.proposal
    return {
        "reference": proposal.reference,
        "title": proposal.title,
        "what": proposal.what,
        "why": proposal.why,
        "interest": proposal.interest,
        "model": proposal.model or None,
        "functions": [each.slug for each in held.functions],
        "raised_by": proposal.raised_by.slug,
        "raised_on": str(proposal.raised_on),
        "state": proposal.state,
        "decided_on": str(proposal.decided_on) if proposal.decided_on else None,
        "outcome_reason": proposal.outcome_reason or None,
        "led_to": proposal.led_to.reference if proposal.led_to else None,
        "version": proposal.version,
        "think_the_test_met": {
            "policing_bodies": held.met.policing_bodies,
            "chief_officers": held.met.chief_officers,
            "others": held.met.others,
        },
        "told": [_told(each) for each in held.told],
    }


def paper(proposal: Proposal, judged: Consideration) -> Paper:
    """The pack as it stood on the day of a judgement, and the judgement."""
    return considerations.paper(Pack.read(judged.pack), more=(_judgement(proposal, judged),))


def _judgement(proposal: Proposal, judged: Consideration) -> Section:
    body = judged.organisation.name
    matters = (
        (_("(a) Existing agreements and other co-operation"), judged.existing),
        (_("(b) A consistent approach"), judged.consistency),
        (_("(c) Opportunities"), judged.opportunities),
        (_("Conclusion: %(answer)s") % {"answer": judged.get_answer_display()}, judged.conclusion),
    )
    who = _("%(office)s, for %(body)s, on %(day)s, on the proposal “%(title)s” (%(reference)s).") % {
        "office": judged.office,
        "body": body,
        "day": when(judged.decided_on),
        "title": proposal.title,
        "reference": proposal.reference,
    }
    sealed = _(
        "What the register held was written down with this judgement; its seal (SHA-256) is %(seal)s."
    ) % {"seal": judged.pack_hash}
    quoted = [
        block
        for heading, text in matters
        for block in (
            Paragraph(line(heading)),
            *(Paragraph(line(each), is_quoted=True) for each in _lines(text)),
        )
    ]
    title = _("The judgement of %(body)s") % {"body": body}
    return Section(title, "judgement", (Paragraph(line(who)), *quoted, Bullets((line(sealed),))))


def _lines(text: str) -> list[str]:
    return [each for each in text.split("\n") if each.strip()]


def _told(told: Told) -> dict[str, Any]:
    party = told.party
    return {
        "organisation": told.organisation.slug,
        "capacity": told.organisation.capacity,
        "notified_on": str(party.notified_on),
        "acknowledged_on": str(party.acknowledged_on) if party.acknowledged_on else None,
        "followed_on": str(party.followed_on) if party.followed_on else None,
        "views": [_view(each) for each in told.views],
        "considerations": [_consideration(each) for each in told.considerations],
    }


def _view(view: ProposalView) -> dict[str, Any]:
    return {
        "answer": view.answer,
        "reasons": view.reasons,
        "office": view.office,
        "viewed_on": str(view.viewed_on),
    }


def _consideration(judged: Consideration) -> dict[str, Any]:
    return {
        "number": judged.pk,
        "existing": judged.existing,
        "consistency": judged.consistency,
        "opportunities": judged.opportunities,
        "answer": judged.answer,
        "conclusion": judged.conclusion,
        "office": judged.office,
        "decided_on": str(judged.decided_on),
        "revision": judged.revision,
        "sha256": judged.pack_hash,
    }


def effect(held: Story) -> tuple[str, ...]:
    """What the law, as it was read, makes of the views given; nothing where fewer than two think it met."""
    met = held.met
    return law.effect(policing_bodies=met.policing_bodies, chief_officers=met.chief_officers, total=met.total)
