"""How dates, spans and lists are written for a reader, on pages, in papers and in letters."""

import datetime
from collections.abc import Iterable
from typing import Any, TypeAlias

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from frankpledge.dates import PartialDate

Day: TypeAlias = PartialDate | datetime.date


def when(value: Day | None) -> str:
    """A date as precisely as it is known: `1 April 2025`, `April 2025`, `2025` or `not known`."""
    if value is None:
        return _("not known")
    month = MONTHS[value.month] if value.month is not None else ""
    if value.day is not None:
        return _("%(day)s %(month)s %(year)s") % {"day": value.day, "month": month, "year": value.year}
    if month:
        return _("%(month)s %(year)s") % {"month": month, "year": value.year}
    return str(value.year)


def span(starts_on: Day | None, ends_on: Day | None) -> str:
    """From when to when, without inventing either end."""
    if starts_on and ends_on:
        return _("%(start)s to %(end)s") % {"start": when(starts_on), "end": when(ends_on)}
    if starts_on:
        return _("since %(start)s") % {"start": when(starts_on)}
    if ends_on:
        return _("until %(end)s; start not known") % {"end": when(ends_on)}
    return _("dates not known")


def listed(values: Iterable[Any]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    words = [str(value) for value in values]
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s and %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


def sentence(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]
