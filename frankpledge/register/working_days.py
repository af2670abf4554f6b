"""Working days in England and Wales: Monday to Friday, without the usual bank holidays.

The bank holidays are those that come every year by rule. A day proclaimed for one occasion, or moved, is not
known here; a date worked out without it comes a day early at worst.
"""

import datetime
from functools import lru_cache

MONDAY, SATURDAY = 0, 5
ONE_DAY = datetime.timedelta(days=1)


def after(day: datetime.date, working_days: int) -> datetime.date:
    """The day that is so many working days after `day`.

    >>> after(datetime.date(2026, 12, 23), 2)
    datetime.date(2026, 12, 29)
    """
    left = working_days
    while left:
        day += ONE_DAY
        left -= is_one(day)
    return day


def is_one(day: datetime.date) -> bool:
    """Whether offices are usually open on it."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[datetime.date]:
    """The days that are bank holidays by rule, each moved past the weekend where the rule says so."""
    new_year = datetime.date(year, 1, 1)
    christmas = datetime.date(year, 12, 25)
    easter = easter_sunday(year)
    held = {
        _first_working(new_year, set()),
        easter - 2 * ONE_DAY,
        easter + ONE_DAY,
        _first_monday_from(datetime.date(year, 5, 1)),
        _first_monday_from(datetime.date(year, 5, 25)),
        _first_monday_from(datetime.date(year, 8, 25)),
    }
    christmas_days = {christmas, christmas + ONE_DAY}
    for each in sorted(christmas_days):
        held.add(each if each.weekday() < SATURDAY else _first_working(each, held | christmas_days))
    return frozenset(held)


def easter_sunday(year: int) -> datetime.date:
    """Easter in the western churches, by the Gregorian rule (Butcher's form of it)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


def _first_monday_from(day: datetime.date) -> datetime.date:
    return day + (MONDAY - day.weekday()) % 7 * ONE_DAY


def _first_working(day: datetime.date, taken: set[datetime.date]) -> datetime.date:
    while day.weekday() >= SATURDAY or day in taken:
        day += ONE_DAY
    return day
