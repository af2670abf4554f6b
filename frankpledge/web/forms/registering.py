"""The ten questions as forms: what a page sends for each, and what its boxes show."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from frankpledge.register.models import LegalBasis
from frankpledge.register.registering import Question, Typed
from frankpledge.register.registering.reading import NOT_KNOWN

DATE_PARTS = ("day", "month", "year")
DATES: Mapping[str, tuple[str, ...]] = {
    Question.AGREED: ("agreed",),
    Question.STARTED: ("started",),
    Question.STATUS: ("as_of", "ends_on"),
}
FIELDS: Mapping[str, tuple[str, ...]] = {
    Question.TITLE: ("title",),
    Question.WHY: ("why",),
    Question.FUNCTIONS: ("functions",),
    Question.PARTIES: ("parties", "others"),
    Question.LEAD: ("lead", "role"),
    Question.LEGAL_BASIS: ("legal_basis",),
    Question.AGREED: ("agreed_known",),
    Question.STARTED: ("started_known",),
    Question.STATUS: ("status",),
    Question.PUBLISHED: ("published", "url", "why_not"),
}
FIELD_OF = {Question.LEGAL_BASIS: "legal_basis"}
Shown = dict[str, list[str]]


def sent(question: Question, posted: QueryDict) -> Shown:
    """Everything typed: each box by its own name, and each date also as one text."""
    typed = {name: posted.getlist(name) for name in FIELDS[question]}
    for name in DATES.get(question, ()):
        parts = {part: posted.get(f"{name}-{part}", "").strip() for part in DATE_PARTS}
        typed |= {f"{name}-{part}": [text] for part, text in parts.items()}
        typed[name] = [date_of(**parts)]
    return typed


def shown(question: Question, value: Any, *, is_answered: bool) -> Shown:
    """What the boxes hold for an answer that was kept; nothing for a question not yet answered."""
    if not is_answered:
        return {}
    typed = _unknown(question) if value is None else _known(question, value)
    for name in DATES.get(question, ()):
        year, month, day = (*typed.get(name, [""])[0].split("-"), "", "", "")[:3]
        parts = zip(DATE_PARTS, (day, month, year), strict=True)
        typed |= {f"{name}-{part}": [text.lstrip("0")] for part, text in parts}
    return typed


def date_of(day: str, month: str, year: str) -> str:
    """The three boxes as one date, or as something that no date is."""
    parts = [year, month.zfill(2) if month else "", day.zfill(2) if day else ""]
    while parts and not parts[-1]:
        parts.pop()
    return "-".join(parts)


def first(typed: Typed, name: str) -> str:
    """What a box holds."""
    return next(iter(typed.get(name) or ()), "")


def _unknown(question: Question) -> Shown:
    names = {
        Question.AGREED: "agreed_known",
        Question.STARTED: "started_known",
        Question.LEGAL_BASIS: "legal_basis",
    }
    word = LegalBasis.NOT_STATED.value if question == Question.LEGAL_BASIS else NOT_KNOWN
    return {names.get(question, question.value): [word]}


def _known(question: Question, value: Any) -> Shown:
    if question == Question.FUNCTIONS:
        return {"functions": list(value)}
    if question == Question.PARTIES:
        return {"parties": list(value["organisations"]), "others": list(value["others"])}
    if question == Question.LEAD:
        return {"lead": [value["organisation"]], "role": [value["role"]]}
    if question == Question.STATUS:
        return {name: [held or ""] for name, held in value.items()}
    if question == Question.PUBLISHED:
        where = "address" if "url" in value else "no"
        return {"published": [where], **{name: [held] for name, held in value.items()}}
    return {FIELD_OF.get(question, question.value): [value]}
