"""Registrations, as the tests make them."""

import uuid
from collections.abc import Mapping

from frankpledge.audit.actors import Actor
from frankpledge.register.actions import registrations
from frankpledge.register.models import Collaboration, Registration
from frankpledge.register.registering import Question, Typed

TITLE = "Northshire and Eastmarch drones"
ANSWERS: Mapping[Question, Typed] = {
    Question.TITLE: {"title": [TITLE]},
    Question.WHY: {"why": ["To look for missing people from the air."]},
    Question.FUNCTIONS: {"functions": ["air-support", "search"]},
    Question.PARTIES: {"parties": ["northshire", "eastmarch"], "finished": ["yes"]},
    Question.LEAD: {"lead": ["northshire"], "role": ["host"]},
    Question.LEGAL_BASIS: {"legal_basis": ["s22A"]},
    Question.AGREED: {"agreed": ["2024-05"]},
    Question.STARTED: {"started": ["2024-09-01"]},
    Question.STATUS: {"status": ["running"], "as_of": ["2025-06-30"]},
    Question.PUBLISHED: {"published": ["address"], "url": ["https://northshire.police.example/drones"]},
}
NOT_KNOWN: Mapping[Question, Typed] = {
    Question.FUNCTIONS: {"functions": ["not-known"]},
    Question.LEAD: {"lead": ["not-known"]},
    Question.LEGAL_BASIS: {"legal_basis": ["not_stated"]},
    Question.AGREED: {"agreed_known": ["not-known"]},
    Question.STARTED: {"started_known": ["not-known"]},
    Question.STATUS: {"status": ["not-known"]},
    Question.PUBLISHED: {"published": ["not-known"]},
}


def begin(by: Actor, organisation: str = "northshire", **more: str) -> Registration:
    """A draft with nothing but its own organisation answered."""
    return registrations.begin(by=by, organisation=organisation, key=uuid.uuid4(), **more)


def answer(by: Actor, row: Registration, question: Question, typed: Typed) -> Registration:
    """One answer more, as at the version that stands."""
    row.refresh_from_db()
    return registrations.answer(
        by=by, reference=row.reference, version=row.version, question=question, typed=typed
    )


def answered(
    by: Actor, organisation: str = "northshire", other: Mapping[Question, Typed] | None = None
) -> Registration:
    """A draft with all ten answered; `other` are answers instead of ours."""
    row = begin(by, organisation)
    for question, typed in {**ANSWERS, **(other or {})}.items():
        row = answer(by, row, question, typed)
    return row


def record_of(row: Registration) -> Collaboration:
    """The record that it became, read anew."""
    assert row.collaboration is not None
    return Collaboration.objects.get(pk=row.collaboration.pk)


def send(by: Actor, row: Registration) -> Registration:
    """Registers it, or asks for approval."""
    row.refresh_from_db()
    return registrations.send(by=by, reference=row.reference, version=row.version)


def registered(by: Actor, other: Mapping[Question, Typed] | None = None) -> Collaboration:
    """A record that somebody who decides for a party registered at once."""
    return record_of(send(by, answered(by, other=other)))
