"""The record that the answers make. Nothing is in it that nobody answered."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.dates import PartialDate
from frankpledge.people.models import Basis, Confidence
from frankpledge.register.drafts import AgreementDraft, CollaborationDraft, EventDraft, PartyDraft
from frankpledge.register.models import (
    EndingKind,
    EventKind,
    LegalBasis,
    Model,
    PartiesCoverage,
    Role,
    StartKind,
    Status,
)
from frankpledge.register.registering.questions import Answers, Question, parties_in, value_of


def draft_of(answers: Answers, *, reference: str, is_by_a_party: bool) -> CollaborationDraft:
    """The whole record. Its slug is its reference, which tells nothing of other records of that name."""
    organisations, others = parties_in(answers)
    started = _date(value_of(answers, Question.STARTED))
    return CollaborationDraft(
        slug=reference.lower(),
        reference=reference,
        title=value_of(answers, Question.TITLE),
        model=Model.NOT_KNOWN,
        functions=tuple(value_of(answers, Question.FUNCTIONS) or ()),
        legal_basis=LegalBasis(value_of(answers, Question.LEGAL_BASIS) or LegalBasis.NOT_STATED),
        starts_on=started,
        start_kind=StartKind.LIVE if started else StartKind.NOT_STATED,
        parties_coverage=PartiesCoverage.PARTIAL if others else PartiesCoverage.COMPLETE,
        parties_expected=len(organisations) + len(others) if others else None,
        parties=tuple(_parties(organisations, value_of(answers, Question.LEAD))),
        events=tuple(_events(answers)),
        agreements=tuple(_agreements(value_of(answers, Question.PUBLISHED))),
        notes=_notes(others),
        **_standing(value_of(answers, Question.STATUS)),
        **_how_sure(answers, is_by_a_party=is_by_a_party),
    )


def _standing(status: Mapping[str, Any] | None) -> dict[str, Any]:
    if status is None:
        return {}
    word = Status(status["status"])
    return {
        "status": word,
        "status_as_of": _date(status["as_of"]),
        "ends_on": _date(status["ends_on"]),
        "ending_kind": EndingKind.NOT_STATED if word == Status.ENDED else None,
    }


def _parties(slugs: list[str], lead: Mapping[str, str] | None) -> Iterator[PartyDraft]:
    for slug in slugs:
        leads = lead is not None and lead["organisation"] == slug
        role = Role(lead["role"]) if lead and leads else Role.MEMBER
        yield PartyDraft(organisation=slug, role=role, basis=Basis.STATED)


def _events(answers: Answers) -> Iterator[EventDraft]:
    said = {
        Question.AGREED: (EventKind.AGREED, _("Agreed, as the parties registered it.")),
        Question.STARTED: (EventKind.STARTED, _("Started, as the parties registered it.")),
    }
    for question, (kind, what) in said.items():
        if on := _date(value_of(answers, question)):
            yield EventDraft(on=on, kind=kind, what=what)


def _agreements(published: Mapping[str, str] | None) -> Iterator[AgreementDraft]:
    if published and "url" in published:
        yield AgreementDraft(url=published["url"], note=_("Where it is published, as registered."))


def _notes(others: list[str]) -> str:
    """Who else was named. What is not on the register gets no row of its own."""
    if not others:
        return ""
    return _("Also named as parties, but not on this register: %(names)s.") % {"names": "; ".join(others)}


def _how_sure(answers: Answers, *, is_by_a_party: bool) -> dict[str, Any]:
    """One party's word, until others confirm it: medium. What nobody answered, or a curator alone: low."""
    word = Confidence.MEDIUM if is_by_a_party else Confidence.LOW
    dated = value_of(answers, Question.AGREED) or value_of(answers, Question.STARTED)
    return {
        "existence_confidence": word,
        "parties_confidence": word,
        "dates_confidence": word if dated else Confidence.LOW,
        "status_confidence": word if value_of(answers, Question.STATUS) else Confidence.LOW,
    }


def _date(written: str | None) -> PartialDate | None:
    return PartialDate.parse(written) if written else None
