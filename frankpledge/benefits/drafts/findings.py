"""What the figures of a benefit are compared with, as pasted: one series, or a row for each other body."""

import datetime
from collections.abc import Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frankpledge.benefits.drafts import rows
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation

FIELD = "others"
# As many as the engine answers for while somebody waits.
MOST_BODIES = 20
MOST_REPRESENTED = 9_999


def read_control(text: str, days: Sequence[datetime.date]) -> list[float]:
    """A value for each of these periods, in their order. Raises Invalid."""
    return _in_order(_by_day(rows.read(text, [], [1], field=FIELD)), days, "")


def read_panel(
    text: str, days: Sequence[datetime.date], bodies: Sequence[Organisation]
) -> dict[str, list[float]]:
    """The values of each other body of the register, by its slug: a period, a body and a number a line.

    Raises Invalid for a body that takes part itself, and for periods that are missing.
    """
    by_body: dict[str, dict[datetime.date, float]] = {}
    for row in rows.read(text, bodies, [1], field=FIELD):
        if row.organisation is None:
            raise _wrong(_("Name a body outside this collaboration in each line, after the period"))
        by_body.setdefault(row.organisation.slug, {})[row.starts_on] = _only(row)
    if len(by_body) > MOST_BODIES:
        raise _wrong(_("Compare with at most %(most)s bodies") % {"most": MOST_BODIES})
    return {slug: _in_order(values, days, slug) for slug, values in sorted(by_body.items())}


def read_bodies(text: str) -> int:
    """How many bodies stand behind a comparison. Raises Invalid."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdecimal()) or not 0 < int(plain[:6]) <= MOST_REPRESENTED:
        fault = _("Enter how many bodies the comparison is made of, such as 8")
        raise Invalid(fault, {"bodies": fault})
    return int(plain)


def _by_day(read: Sequence[rows.Row]) -> dict[datetime.date, float]:
    return {row.starts_on: _only(row) for row in read}


def _only(row: rows.Row) -> float:
    return float(row.numbers[0] or 0)


def _in_order(
    values: Mapping[datetime.date, float], days: Sequence[datetime.date], whose: str
) -> list[float]:
    missing = [date_format(day, "F Y") for day in days if day not in values]
    if missing:
        told = _("%(whose)s Enter the same periods as the benefit has. Missing: %(periods)s.")
        said = told % {"whose": f"{whose}:" if whose else "", "periods": ", ".join(missing[:6])}
        raise _wrong(said.strip())
    return [values[day] for day in days]


def _wrong(fault: str) -> Invalid:
    return Invalid(fault, {FIELD: fault})
