"""The three answers about dates of known precision, given by the database for many rows at once.

The rules are those of `frankpledge.dates`, and tests hold the two together. A date of known precision is text:
it has surely come by a day when it sorts before the day after, cut to the same length.
"""

import datetime
from typing import TypeAlias

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Collate, Left, Length
from django.db.models.lookups import GreaterThan, LessThan

from frankpledge.dates import Answer

# A column by its name, or an expression that gives one.
Column: TypeAlias = str | Combinable

ONE_DAY = datetime.timedelta(days=1)


def surely_come(column: Column, day: datetime.date) -> Q:
    """That the date has come by the end of `day`, however it is read. One not known has not."""
    return Q(LessThan(_text(column), Left(Value(str(day + ONE_DAY)), Length(_text(column)))))


def surely_after(column: Column, day: datetime.date) -> Q:
    """That the date cannot have come by the end of `day`. One not known may have."""
    return Q(GreaterThan(_text(column), Value(str(day))))


def within(day: datetime.date, starts_on: str, ends_on: str) -> Case:
    """Whether `day` lies in the span from `starts_on` up to, not including, `ends_on`: an Answer as text."""
    no_end_by_then = Q(**{f"{ends_on}__isnull": True}) | surely_after(ends_on, day)
    return answer(
        When(surely_come(ends_on, day) | surely_after(starts_on, day), then=Value(Answer.NO)),
        When(surely_come(starts_on, day) & no_end_by_then, then=Value(Answer.YES)),
    )


def answer(*cases: When) -> Case:
    """The first of `cases` that holds; otherwise it is not known."""
    return Case(*cases, default=Value(Answer.NOT_KNOWN), output_field=CharField())


def _text(column: Column) -> Collate:
    expression = F(column) if isinstance(column, str) else column
    return Collate(Cast(expression, CharField()), "C")
