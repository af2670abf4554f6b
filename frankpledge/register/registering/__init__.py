"""Registering a collaboration: ten questions, how each is answered, and the record that the answers make."""

from frankpledge.register.registering.questions import (
    ALWAYS_KNOWN,
    QUESTIONS,
    Answers,
    How,
    Question,
    Typed,
    is_complete,
    next_after,
    value_of,
)

__all__ = [
    "ALWAYS_KNOWN",
    "QUESTIONS",
    "Answers",
    "How",
    "Question",
    "Typed",
    "is_complete",
    "next_after",
    "value_of",
]
