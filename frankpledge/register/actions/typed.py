"""What somebody typed, as an action takes it: without what no page shows, and refused beside its field."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.register.actions.changes import EARLIEST
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import LONGEST_TEXT

LONGEST_LINE = 200


def checked_words(name: str, words: str, missing: str = "", longest: int = LONGEST_TEXT) -> str:
    """The words without what no page shows. Raises Invalid for none, where some are needed; or too many."""
    words = cleaned(words)
    fault = missing if not words else ""
    if len(words) > longest:
        fault = _("Use at most %(longest)s characters") % {"longest": longest}
    if fault:
        raise Invalid(fault, {name: fault})
    return words


def checked_day(name: str, day: datetime.date | None, *, may_come: bool = False) -> datetime.date:
    """A day of a deed. Raises Invalid for none, one to come unless it may be, or one before everything."""
    fault = ""
    if day is None:
        fault = _("Enter the day")
    elif day > timezone.localdate() and not may_come:
        fault = _("The day must be today or in the past")
    elif day < EARLIEST:
        fault = _("The day must be in or after %(year)s") % {"year": EARLIEST.year}
    if fault or day is None:
        raise Invalid(fault, {name: fault})
    return day
