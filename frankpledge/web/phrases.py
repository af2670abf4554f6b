"""How dates, spans, money and numbers are written for a reader, in one place.

Every function is also a filter in the templates, under its own name.
"""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from frankpledge.exchange.phrases import Day, listed, sentence, span, when

__all__ = [
    "Day",
    "listed",
    "moment",
    "not_known",
    "number",
    "pounds",
    "pounds_in_words",
    "sentence",
    "span",
    "when",
]

MILLION = Decimal(1_000_000)
BILLION = Decimal(1_000_000_000)
MINUS = "\N{MINUS SIGN}"


def moment(value: datetime.datetime) -> str:
    """A day and the time on it, here: `1 April 2025 at 14:05`."""
    here = timezone.localtime(value)
    return _("%(day)s at %(time)s") % {"day": when(here.date()), "time": here.strftime("%H:%M")}


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
