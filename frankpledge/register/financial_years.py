"""The year for which a body states that its list is complete, and the day by which it is asked to."""

import datetime

# A financial year ends on 31 March. Three months are enough to look through a list after the accounts close,
# and annual reports are due in the same weeks: so the statement can stand in them.
FIRST_MONTH = 4
DUE_MONTH, DUE_DAY = 6, 30


def last_ended(day: datetime.date) -> int:
    """The year in which the financial year before `day` ended.

    >>> last_ended(datetime.date(2026, 3, 31)), last_ended(datetime.date(2026, 4, 1))
    (2025, 2026)
    """
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def ends_on(year: int) -> datetime.date:
    """The last day of the financial year that ends in `year`."""
    return datetime.date(year, 3, 31)


def due_on(year: int) -> datetime.date:
    """The last day to state it for the financial year that ended in `year`."""
    return datetime.date(year, DUE_MONTH, DUE_DAY)
