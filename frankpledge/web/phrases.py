"""How dates, spans, money and numbers are written for a reader, in one place.

Every function is also a filter in the templates, under its own name.
"""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeAlias

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.translation import gettext as _

from frankpledge.dates import PartialDate

MILLION = Decimal(1_000_000)
BILLION = Decimal(1_000_000_000)
MINUS = "\N{MINUS SIGN}"

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


def moment(value: datetime.datetime) -> str:
    """A day and the time on it, here: `1 April 2025 at 14:05`."""
    here = timezone.localtime(value)
    return _("%(day)s at %(time)s") % {"day": when(here.date()), "time": here.strftime("%H:%M")}


def span(starts_on: Day | None, ends_on: Day | None) -> str:
    """From when to when, without inventing either end."""
    if starts_on and ends_on:
        return _("%(start)s to %(end)s") % {"start": when(starts_on), "end": when(ends_on)}
    if starts_on:
        return _("since %(start)s") % {"start": when(starts_on)}
    if ends_on:
        return _("until %(end)s; start not known") % {"end": when(ends_on)}
    return _("dates not known")


def number(value: float | Decimal | None) -> str:
    """A number with commas between thousands, and no more decimals than it was given."""
    if value is None:
        return _("not known")
    written = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def pounds(amount: int | Decimal | None) -> str:
    """Pounds to the penny, for tables: `£1,234,567`, `£0.05`."""
    if amount is None:
        return _("not known")
    whole = Decimal(amount)
    sign = MINUS if whole < 0 else ""
    return f"{sign}£{abs(whole):,.{0 if whole == whole.to_integral_value() else 2}f}"


def pounds_in_words(amount: int | Decimal | None) -> str:
    """Pounds for a sentence: `£1.2 million`. A second decimal is kept when it makes the figure exact."""
    if amount is None:
        return _("not known")
    whole = Decimal(amount)
    size = abs(whole)
    if size < MILLION:
        return pounds(amount)
    sign = MINUS if whole < 0 else ""
    millions = _shortest(size / MILLION)
    if millions < 1000:
        return _("%(amount)s million") % {"amount": f"{sign}£{number(millions)}"}
    return _("%(amount)s billion") % {"amount": f"{sign}£{number(_shortest(size / BILLION))}"}


def _shortest(value: Decimal) -> Decimal:
    exact = value == round(value, 2)
    return round(value, 2 if exact else 1)


def not_known(value: Any) -> Any:
    """The value, or the words `not known` where there is none. Nought is a value."""
    if value is None or value == "":
        return format_html('<span class="frankpledge-not-known">{}</span>', _("not known"))
    return value


def listed(values: Iterable[Any]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    words = [str(value) for value in values]
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s and %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


def sentence(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]
