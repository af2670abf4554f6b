"""Everything that a pasted text answers, in the order of the questions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from frankpledge.register.pasting import bodies, dates, wordings
from frankpledge.register.pasting.quotes import Quote, Text
from frankpledge.register.pasting.vocabulary import Vocabulary
from frankpledge.register.registering.questions import ENDS, Question

DATES: Mapping[str, re.Pattern[str]] = {
    Question.AGREED: dates.AGREED,
    Question.STARTED: dates.STARTED,
    ENDS: dates.ENDS,
}


@dataclass(frozen=True, slots=True)
class Found:
    """One answer that the text gives. Of several parties or functions, each is one.

    `key` names it among all of this text. `value` is one thing: a title, a slug, a date. For whoever leads
    or hosts it is a pair of slug and role.
    """

    question: str
    value: Any
    quote: Quote

    @property
    def key(self) -> str:
        return f"{self.question}:{self.quote.start}:{self.value}"


def read(text: Text, known: Vocabulary) -> tuple[Found, ...]:
    """Every answer with the words it came from."""
    return tuple(_all(text, known))


def _all(text: Text, known: Vocabulary) -> Iterator[Found]:
    yield from _in_words(text)
    for slug, quote in wordings.functions(text, known):
        yield Found(Question.FUNCTIONS, slug, quote)
    for slug, quote in bodies.parties(text, known):
        yield Found(Question.PARTIES, slug, quote)
    for slug, role, quote in islice(bodies.leads(text, known), 1):
        yield Found(Question.LEAD, (slug, role.value), quote)
    if basis := wordings.legal_basis(text):
        yield Found(Question.LEGAL_BASIS, basis[0].value, basis[1])
    for question, cue in DATES.items():
        if dated := dates.first(text, cue):
            yield Found(question, *dated)


def _in_words(text: Text) -> Iterator[Found]:
    for question, quote in ((Question.TITLE, wordings.title(text)), (Question.WHY, wordings.why(text))):
        if quote:
            yield Found(question, " ".join(text.words(quote).split()), quote)
