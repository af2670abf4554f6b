"""The answers that a record on the register would give: for another one like it, each to be checked."""

from typing import Any

from frankpledge.register.models import (
    MEMBER_ROLES,
    Collaboration,
    EventKind,
    LegalBasis,
    Role,
    StartKind,
    Status,
)
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.registering.questions import How, Question


def answers_like(record: Record) -> dict[str, dict[str, Any]]:
    """Every answer that it holds, marked as copied. What it does not hold is left to be asked."""
    held = record.collaboration
    members = [line.party for line in record.parties.lines if line.party.role in MEMBER_ROLES]
    leads = [party for party in members if party.role in {Role.LEAD, Role.HOST}]
    values: dict[Question, Any] = {
        Question.TITLE: held.title,
        Question.WHY: record.purpose.statement if record.purpose else None,
        Question.FUNCTIONS: [function.slug for function in record.functions],
        Question.PARTIES: {
            "organisations": list(dict.fromkeys(party.organisation.slug for party in members)),
            "others": [],
        },
        Question.LEAD: (
            {"organisation": leads[0].organisation.slug, "role": leads[0].role} if len(leads) == 1 else None
        ),
        Question.LEGAL_BASIS: held.legal_basis if held.legal_basis != LegalBasis.NOT_STATED else None,
        Question.AGREED: next(
            (str(line.event.on) for line in record.events if line.event.kind == EventKind.AGREED), None
        ),
        Question.STARTED: _start(held),
        Question.STATUS: _status(held),
        Question.PUBLISHED: {"url": record.agreements[0].url} if record.agreements else None,
    }
    return {
        question.value: {"value": value, "how": How.COPIED.value}
        for question, value in values.items()
        if value
    }


def _start(held: Collaboration) -> str | None:
    return str(held.starts_on) if held.starts_on and held.start_kind != StartKind.AGREED else None


def _status(held: Collaboration) -> dict[str, str | None] | None:
    if held.status == Status.NOT_KNOWN or held.status_as_of is None:
        return None
    ends_on = str(held.ends_on) if held.ends_on else None
    return {"status": held.status, "as_of": str(held.status_as_of), "ends_on": ends_on}
