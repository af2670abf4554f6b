"""Working days in England and Wales: neither a Saturday, nor a Sunday, nor a bank holiday.

The bank holidays are those of the Banking and Financial Dealings Act 1971, Schedule 1, with Good Friday and
Christmas Day (common law) and New Year's Day and the first Monday in May (by royal proclamation each year).
One that falls on a Saturday or Sunday is kept on the next working day. `MOVED` and `EXTRA` are the days moved
or added by proclamation since 2011, as listed at https://www.gov.uk/bank-holidays; later ones are added here.
Easter is worked out by the anonymous Gregorian rule (Meeus, *Astronomical Algorithms*, chapter 8).
"""

import datetime
from functools import cache

DAY = datetime.timedelta(days=1)
MONDAY, SATURDAY = 0, 5
MOVED = {
    datetime.date(2012, 5, 28): datetime.date(2012, 6, 4),
    datetime.date(2020, 5, 4): datetime.date(2020, 5, 8),
    datetime.date(2022, 5, 30): datetime.date(2022, 6, 2),
}
EXTRA = (
    datetime.date(2011, 4, 29),
    datetime.date(2012, 6, 5),
    datetime.date(2022, 6, 3),
    datetime.date(2022, 9, 19),
    datetime.date(2023, 5, 8),
)


def is_working_day(day: datetime.date) -> bool:
    """Whether offices are open.

    >>> is_working_day(datetime.date(2026, 4, 3)), is_working_day(datetime.date(2026, 4, 2))
    (False, True)
    """
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def after(day: datetime.date, working_days: int) -> datetime.date:
    """The last of so many working days that follow a day.

    >>> after(datetime.date(2026, 12, 23), 3)
    datetime.date(2026, 12, 30)
    """
    while working_days:
        day += DAY
        working_days -= is_working_day(day)
    return day


@cache
def bank_holidays(year: int) -> frozenset[datetime.date]:
    """The bank holidays of a year."""
    easter = _easter(year)
    mondays = (_monday(datetime.date(year, 5, 1)), _monday(datetime.date(year, 5, 25)))
    days = {
        _not_at_a_weekend(datetime.date(year, 1, 1)),
        easter - 2 * DAY,
        easter + DAY,
        *(MOVED.get(day, day) for day in mondays),
        _monday(datetime.date(year, 8, 25)),
        *_christmas(year),
        *(day for day in EXTRA if day.year == year),
    }
    return frozenset(days)


def _monday(day: datetime.date) -> datetime.date:
    """The first Monday on or after a day."""
    return day + (-day.weekday() % 7) * DAY


def _not_at_a_weekend(day: datetime.date) -> datetime.date:
    return _monday(day) if day.weekday() >= SATURDAY else day


def _christmas(year: int) -> tuple[datetime.date, datetime.date]:
    """Both days; where one falls on a weekend, it is kept on the next day that is free of the other."""
    first = _not_at_a_weekend(datetime.date(year, 12, 25))
    second = _not_at_a_weekend(datetime.date(year, 12, 26))
    return (first, second + DAY) if first == second else (first, second)


def _easter(year: int) -> datetime.date:
    century, of_century = divmod(year, 100)
    leap, odd = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leap - moon + 15) % 30
    quarter, left = divmod(of_century, 4)
    weekday = (32 + 2 * odd + 2 * quarter - epact - left) % 7
    shift = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return datetime.date(year, month, day + 1)
