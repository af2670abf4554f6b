"""Financial years, called by their first calendar year: 2024 is April 2024 to March 2025, written 2024/25."""

import datetime

APRIL = 4


def year_of(day: datetime.date) -> int:
    """The financial year that a day falls into."""
    return day.year if day.month >= APRIL else day.year - 1


def in_words(year: int) -> str:
    """As it is written: `2024/25`."""
    return f"{year}/{(year + 1) % 100:02d}"


def last_ended(today: datetime.date) -> int:
    """The newest financial year that is over."""
    return year_of(today) - 1


def years_between(first: datetime.date, today: datetime.date) -> range:
    """The financial years that can be told about, oldest first: the first one always."""
    return range(year_of(first), max(year_of(first), year_of(today)) + 1)
