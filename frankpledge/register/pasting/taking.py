"""Answers read out of a text, as what somebody would have typed for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from frankpledge.register.models import LegalBasis
from frankpledge.register.pasting.quotes import Text
from frankpledge.register.pasting.reading import Found
from frankpledge.register.registering.questions import ENDS, Answers, Question, Typed, parties_in, value_of

# What stands between the several quotes of one answer.
BETWEEN = " … "
FIELDS: Mapping[str, str] = {
    Question.TITLE: "title",
    Question.WHY: "why",
    Question.LEGAL_BASIS: "legal_basis",
    Question.AGREED: "agreed",
    Question.STARTED: "started",
    ENDS: "ends_on",
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """One question, what its form would send, and the text's own words for it."""

    question: str
    typed: Typed
    quote: str


def proposed(chosen: Iterable[Found], answers: Answers, text: Text) -> list[Proposed]:
    """What was chosen, by question. Parties and functions are added to those answered already."""
    by_question: dict[str, list[Found]] = {}
    for each in chosen:
        by_question.setdefault(each.question, []).append(each)
    taken = []
    # Whoever is said to lead is a party too.
    leads = [each.value[0] for each in by_question.get(Question.LEAD, [])]
    if leads and Question.PARTIES not in by_question and leads[0] not in parties_in(answers)[0]:
        by_question[Question.PARTIES] = []
    for question in (*Question, ENDS):
        if question in by_question:
            found = by_question[question]
            quoted = found or by_question[Question.LEAD]
            quote = BETWEEN.join(dict.fromkeys(text.words(each.quote) for each in quoted))
            taken.append(Proposed(question, _typed(question, found, answers, leads), quote))
    return taken


def _typed(question: str, found: list[Found], answers: Answers, leads: list[str]) -> Typed:
    if question == Question.PARTIES:
        organisations, others = parties_in(answers)
        added = [each.value for each in found]
        return {"parties": list(dict.fromkeys([*organisations, *added, *leads])), "others": others}
    if question == Question.FUNCTIONS:
        held: list[Any] = value_of(answers, Question.FUNCTIONS) or []
        return {"functions": list(dict.fromkeys([*held, *(each.value for each in found)]))}
    if question == Question.LEAD:
        slug, role = found[0].value
        return {"lead": [slug], "role": [role]}
    value = found[0].value
    return {FIELDS[question]: [str(LegalBasis(value)) if question == Question.LEGAL_BASIS else value]}
