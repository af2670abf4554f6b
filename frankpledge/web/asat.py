"""Any page as at a past date: reads `?as-at=2018-06-30`."""

import datetime
import re

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.web.refusals import BadAddress

PARAMETER = "as-at"
# The Metropolitan Police Act 1829; nothing on the register can be older.
EARLIEST = datetime.date(1829, 1, 1)
WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def today() -> datetime.date:
    """The date where the register's readers are."""
    return timezone.localdate()


def asked(request: HttpRequest) -> datetime.date | None:
    """The past date that the address asks for, or None for today.

    Raises BadAddress, with what to write instead, for anything that is not a date from 1829 up to today.
    """
    written = request.GET.get(PARAMETER, "").strip()
    if not written:
        return None
    day = _day(written)
    if day > today():
        raise BadAddress(_("The date to show is in the future. Give today's date or an earlier one."))
    if day < EARLIEST:
        raise BadAddress(_("The date to show is before 1829, when the first police force began."))
    return None if day == today() else day


def _day(written: str) -> datetime.date:
    message = _("The date to show must be a real day written as year-month-day, such as 2018-06-30.")
    if not WRITTEN.fullmatch(written):
        raise BadAddress(message)
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as error:
        raise BadAddress(message) from error
