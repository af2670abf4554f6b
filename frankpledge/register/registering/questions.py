"""The ten questions in their order, and how answers are kept.

An answer is `{"value": ..., "how": ..., "quote": ...}`: `value` is None for *not known*, `how` says whether
it was typed, copied from another record or taken from a pasted text, and `quote` holds that text's own words.
A question nobody has answered has no entry.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

Answers = Mapping[str, Mapping[str, Any]]
# What a form or a program sends for one question: every field with all its values.
Typed = Mapping[str, Sequence[str]]


class Question(StrEnum):
    """One question. The word is also the last part of its page's address."""

    TITLE = "title"
    WHY = "why"
    FUNCTIONS = "functions"
    PARTIES = "parties"
    LEAD = "lead"
    LEGAL_BASIS = "legal-basis"
    AGREED = "agreed"
    STARTED = "started"
    STATUS = "status"
    PUBLISHED = "published"


class How(StrEnum):
    """Where an answer came from."""

    TYPED = "typed"
    COPIED = "copied"
    PASTED = "pasted"


QUESTIONS: tuple[Question, ...] = tuple(Question)
# *Not known* is no answer to these.
ALWAYS_KNOWN = (Question.TITLE, Question.WHY, Question.PARTIES)
FEWEST_PARTIES = 2
# No question of its own: a pasted text may give it, and the page of the status shows it.
ENDS = "ends"


def value_of(answers: Answers, question: Question) -> Any:
    """What was answered; None for not known and for what nobody has answered."""
    return answers.get(question, {}).get("value")


def parties_in(answers: Answers) -> tuple[list[str], list[str]]:
    """The parties: slugs of bodies on the register, and names of those that are not."""
    held = value_of(answers, Question.PARTIES) or {}
    return list(held.get("organisations", [])), list(held.get("others", []))


def has_parties(answers: Answers) -> bool:
    """Whether there are enough parties for a collaboration."""
    organisations, others = parties_in(answers)
    return bool(organisations) and len(organisations) + len(others) >= FEWEST_PARTIES


def is_answered(answers: Answers, question: Question) -> bool:
    """Whether a question needs no more."""
    if question == Question.PARTIES:
        return has_parties(answers)
    return question in answers


def is_complete(answers: Answers) -> bool:
    """Whether all ten are answered."""
    return all(is_answered(answers, question) for question in QUESTIONS)


def next_after(answers: Answers, question: Question | None = None) -> Question | None:
    """The first question after this one that nobody has answered, or else before it; None when all are."""
    start = QUESTIONS.index(question) + 1 if question else 0
    in_turn = (*QUESTIONS[start:], *QUESTIONS[:start])
    return next((each for each in in_turn if not is_answered(answers, each)), None)
