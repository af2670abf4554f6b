"""`/registrations`: a collaboration that a key's organisation registers."""

import uuid
from typing import Annotated

from django.db import transaction
from django.http import HttpRequest
from ninja import Router
from ninja.params.functions import Header

from frankpledge.api.keys import Key, holder
from frankpledge.api.schemas.registrations import RegistrationIn, RegistrationOut
from frankpledge.register.actions import registrations as actions
from frankpledge.register.models import LegalBasis, Registration, RegistrationState, Status
from frankpledge.register.registering import QUESTIONS, Question, Typed
from frankpledge.register.registering.reading import NOT_KNOWN

router = Router(tags=["Registrations"], auth=Key())


@router.post("/registrations", response=RegistrationOut, summary="Register a collaboration")
def register(
    request: HttpRequest,
    sent: RegistrationIn,
    key: Annotated[
        uuid.UUID, Header(alias="Idempotency-Key", description="Any UUID: sent again, nothing is done twice.")
    ],
) -> RegistrationOut:
    """Registers it at once with a key that decides for a party; else it waits for an owner of any party.

    All or nothing. A refusal names each question that is not answered well enough.
    """
    by = holder(request)
    with transaction.atomic():
        row = actions.begin(by=by, organisation=by.organisation, key=key)
        if row.state != RegistrationState.DRAFT:
            return _told(row)
        for question in QUESTIONS:
            row = actions.answer(
                by=by,
                reference=row.reference,
                version=row.version,
                question=question,
                typed=_typed(question, sent),
            )
        return _told(actions.send(by=by, reference=row.reference, version=row.version))


def _typed(question: Question, sent: RegistrationIn) -> Typed:
    """The answer as the question's own form would send it."""
    simple: dict[Question, Typed] = {
        Question.TITLE: {"title": [sent.title]},
        Question.WHY: {"why": [sent.why]},
        Question.FUNCTIONS: {"functions": sent.functions or [NOT_KNOWN]},
        Question.PARTIES: {
            "parties": sent.parties,
            "others": sent.parties_not_on_register,
            "finished": ["yes"],
        },
        Question.LEGAL_BASIS: {"legal_basis": [sent.legal_basis or LegalBasis.NOT_STATED]},
        Question.AGREED: _date("agreed", sent.agreed_on),
        Question.STARTED: _date("started", sent.started_on),
    }
    return simple.get(question) or _of_several_parts(question, sent)


def _of_several_parts(question: Question, sent: RegistrationIn) -> Typed:
    parts = {Question.LEAD: _lead, Question.STATUS: _status, Question.PUBLISHED: _published}
    return parts[question](sent)


def _lead(sent: RegistrationIn) -> Typed:
    if sent.lead is None:
        return {"lead": [NOT_KNOWN]}
    return {"lead": [sent.lead.organisation], "role": [sent.lead.role]}


def _status(sent: RegistrationIn) -> Typed:
    if sent.status is None or sent.status == Status.NOT_KNOWN:
        return {"status": [NOT_KNOWN]}
    return {"status": [sent.status], "as_of": [sent.status_as_of], "ends_on": [sent.ends_on]}


def _published(sent: RegistrationIn) -> Typed:
    if sent.published_at:
        return {"published": ["address"], "url": [sent.published_at]}
    if sent.not_published_because:
        return {"published": ["no"], "why_not": [sent.not_published_because]}
    return {"published": [NOT_KNOWN]}


def _date(name: str, written: str) -> Typed:
    return {name: [written]} if written else {f"{name}_known": [NOT_KNOWN]}


def _told(row: Registration) -> RegistrationOut:
    return RegistrationOut(
        reference=row.reference,
        state=RegistrationState(row.state),
        organisation=row.organisation.slug if row.organisation else "",
        collaboration=row.collaboration.reference if row.collaboration else "",
        sent_at=row.sent_at,
        decided_at=row.decided_at,
        decision_reason=row.decision_reason,
    )
