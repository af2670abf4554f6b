"""Rows as they are typed, or pasted from a spreadsheet: a period, a party if there are several, numbers."""

import csv
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from frankpledge.benefits.actions.work import checked_number
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation

MOST_ROWS = 5_000
FIELD = "rows"
WAYS_TO_WRITE_A_MONTH = ("%Y-%m", "%Y-%m-%d", "%d/%m/%Y", "%m/%Y", "%B %Y", "%b %Y", "%b-%y", "%b %y")
FINANCIAL_YEAR = re.compile(r"(\d{4})\s*[/–-]\s*(\d{2}|\d{4})")
Party = Organisation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The numbers of one period, of one party or (without one) of all together. What is not there is None."""

    starts_on: datetime.date
    organisation: Party = None
    numbers: tuple[Decimal | None, ...]

    @property
    def key(self) -> tuple[datetime.date, int | None]:
        return self.starts_on, self.organisation.pk if self.organisation else None


def read(
    text: str, parties: Sequence[Organisation], allowed: Sequence[int], *, field: str = FIELD
) -> list[Row]:
    """The rows of a text, each with as many numbers as `allowed` says (one of these counts).

    A first line that begins with no period is a heading. Raises Invalid for `field`, naming each line that is
    wrong.
    """
    named = _names(parties)
    rows: dict[tuple[datetime.date, int | None], Row] = {}
    faults = []
    for place, cells in enumerate(split(text), 1):
        try:
            row = _row(cells, named, allowed)
            if row.key in rows:
                raise Invalid(_("this period is there twice"))
            rows[row.key] = row
        except Invalid as refused:
            if place > 1 or month_of(cells[0]) is not None:
                faults.append(_("Line %(place)s: %(fault)s") % {"place": place, "fault": refused})
    if len(rows) > MOST_ROWS:
        faults.append(_("There are more than %(most)s rows") % {"most": f"{MOST_ROWS:,}"})
    if not rows and not faults:
        faults.append(_("Enter a row for each period"))
    if faults:
        raise Invalid(_("Some rows cannot be read."), {field: "; ".join(faults[:10])})
    return sorted(rows.values(), key=lambda row: (row.starts_on, row.key[1] or 0))


def written(rows: Iterable[Row]) -> str:
    """The rows as they would be typed."""
    return "\n".join(
        "\t".join(
            [
                f"{row.starts_on:%Y-%m}",
                *([row.organisation.slug] if row.organisation else []),
                *("" if number is None else plain(number) for number in row.numbers),
            ]
        )
        for row in rows
    )


def plain(number: Decimal) -> str:
    """A number without the noughts that its column adds.

    >>> plain(Decimal("1200.5000"))
    '1200.5'
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _row(cells: Sequence[str], named: Mapping[str, Organisation], allowed: Sequence[int]) -> Row:
    month = month_of(cells[0])
    if month is None:
        raise Invalid(_("“%(word)s” is no period: enter one like 2024-04") % {"word": cells[0][:40]})
    rest = list(cells[1:])
    party = named.get(rest[0].casefold()) if rest else None
    if party is not None:
        rest = rest[1:]
    while rest and not rest[-1]:
        rest.pop()
    numbers = tuple(checked_number(FIELD, cell) for cell in rest)
    if len(numbers) not in allowed or None in numbers:
        raise Invalid(_("enter %(count)s after the period") % {"count": _counted(allowed)})
    return Row(starts_on=month, organisation=party, numbers=numbers)


def _counted(allowed: Sequence[int]) -> str:
    if list(allowed) == [1]:
        return _("one number")
    return _(" or ").join(str(each) for each in allowed) + " " + _("numbers")


def month_of(word: str) -> datetime.date | None:
    """The first day of a month as typed, or of a financial year; None for anything else."""
    word = word.strip()
    if year := FINANCIAL_YEAR.fullmatch(word):
        first, second = int(year[1]), int(year[2]) % 100
        if second == (first + 1) % 100:
            return datetime.date(first, 4, 1)
    for way in WAYS_TO_WRITE_A_MONTH:
        try:
            day = datetime.datetime.strptime(word, way).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return day if day.day == 1 else None
    return None


def split(text: str) -> list[list[str]]:
    """The cells of each line that is not empty: by tabs, by semicolons, or as CSV."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [[cell.strip() for cell in _cells(line)] for line in lines]


def _cells(line: str) -> list[str]:
    for separator in "\t;":
        if separator in line:
            return line.split(separator)
    return next(csv.reader([line]))


def _names(parties: Iterable[Organisation]) -> dict[str, Organisation]:
    return {
        name.casefold(): each for each in parties for name in (each.slug, each.name, each.short_name) if name
    }
