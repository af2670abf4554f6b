"""The periods for which results are returned: as long as a workspace says, from its first one on."""

import calendar
import datetime
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frankpledge.benefits import years
from frankpledge.benefits.models import Length

MONTHS = {Length.MONTH: 1, Length.QUARTER: 3, Length.YEAR: 12}
# How long after its end a return is due: our judgement, published. A year’s accounts take longer to close.
DUE_MONTHS = {Length.MONTH: 1, Length.QUARTER: 1, Length.YEAR: 3}


def months(length: str) -> int:
    """How many months a period has."""
    return MONTHS[Length(length)]


def later(day: datetime.date, months: int) -> datetime.date:
    """The first day of a month, so many months later (or, below nought, before).

    >>> later(datetime.date(2024, 11, 1), 3)
    datetime.date(2025, 2, 1)
    """
    at = day.year * 12 + day.month - 1 + months
    return datetime.date(at // 12, at % 12 + 1, 1)


def starts(first: datetime.date, length: str, until: datetime.date) -> Iterator[datetime.date]:
    """The first day of each period that has begun by `until`.

    >>> [str(day) for day in starts(datetime.date(2024, 4, 1), "quarter", datetime.date(2024, 9, 30))]
    ['2024-04-01', '2024-07-01']
    """
    day = first
    while day <= until:
        yield day
        day = later(day, months(length))


def is_start(first: datetime.date, length: str, day: datetime.date) -> bool:
    """Whether a period begins on this day, before or after the first.

    >>> is_start(datetime.date(2024, 4, 1), "quarter", datetime.date(2023, 10, 1))
    True
    """
    apart = (day.year - first.year) * 12 + day.month - first.month
    return day.day == 1 and apart % months(length) == 0


def last_day(start: datetime.date, length: str) -> datetime.date:
    """The last day of a period."""
    return later(start, months(length)) - datetime.timedelta(days=1)


def due_on(start: datetime.date, length: str) -> datetime.date:
    """The day by which the return of a period is due: the end of a month.

    >>> str(due_on(datetime.date(2024, 4, 1), "year")), str(due_on(datetime.date(2024, 4, 1), "month"))
    ('2025-06-30', '2024-05-31')
    """
    end = later(start, months(length) + DUE_MONTHS[Length(length)] - 1)
    return end.replace(day=calendar.monthrange(end.year, end.month)[1])


def named(start: datetime.date, length: str) -> str:
    """A period in words: April 2024; April to June 2024; 2024/25."""
    if length == Length.MONTH:
        return date_format(start, "F Y")
    if length == Length.YEAR and start.month == years.APRIL:
        return years.in_words(start.year)
    end = last_day(start, length)
    began = date_format(start, "F" if start.year == end.year else "F Y")
    return _("%(began)s to %(ended)s") % {"began": began, "ended": date_format(end, "F Y")}
