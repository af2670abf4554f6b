"""Dates of known precision, and what they can and cannot tell.

A source may give a year, a month or a day. The precision given is kept: no day is ever made up. Questions
about such dates have three answers, because a year cannot say whether something began before its June.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Answer(StrEnum):
    """What can be said. Not knowing is an answer, and never turns into a no."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, order=False)
class PartialDate:
    """A year, a month of a year, or a day.

    >>> PartialDate.parse("2018-04").earliest, PartialDate.parse("2018-04").latest
    (datetime.date(2018, 4, 1), datetime.date(2018, 4, 30))
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("A day needs its month.")
        datetime.date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads `yyyy`, `yyyy-mm` or `yyyy-mm-dd`. Raises ValueError for anything else."""
        match = WRITTEN.fullmatch(text)
        if match is None or not text.isascii():
            raise ValueError(f"{text!r} is not a date written yyyy, yyyy-mm or yyyy-mm-dd.")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    def __str__(self) -> str:
        written = f"{self.year:04d}"
        if self.month is not None:
            written += f"-{self.month:02d}"
        if self.day is not None:
            written += f"-{self.day:02d}"
        return written

    @property
    def earliest(self) -> datetime.date:
        """The first day it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day it can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def on_or_before(self, day: datetime.date) -> Answer:
        """Whether it had come by the end of `day`."""
        if self.latest <= day:
            return Answer.YES
        return Answer.NOT_KNOWN if self.earliest <= day else Answer.NO


def within(day: datetime.date, starts_on: PartialDate | None, ends_on: PartialDate | None) -> Answer:
    """Whether `day` lies in a span that runs from its first date up to, not including, its last.

    No first date means that the start is not known; no last date means that no end is known, so the span
    is taken as open.

    >>> within(datetime.date(2018, 4, 10), PartialDate(2008, 6), PartialDate(2018, 4))
    <Answer.NOT_KNOWN: 'not_known'>
    """
    ended = ends_on.on_or_before(day) if ends_on else Answer.NO
    if ended is Answer.YES:
        return Answer.NO
    started = starts_on.on_or_before(day) if starts_on else Answer.NOT_KNOWN
    if started is Answer.NO:
        return Answer.NO
    return Answer.YES if started is Answer.YES and ended is Answer.NO else Answer.NOT_KNOWN
