"""What time it is for the actions: now; or, while a demonstration tells its story, a day of that story.

Audit entries and versions of rows are stamped by the database, always with the time at which they were
written: a story of past days never looks as if it had been recorded on them.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import timezone

_NOON = datetime.time(12)
_told: ContextVar[datetime.datetime | None] = ContextVar("told", default=None)


def now() -> datetime.datetime:
    """The moment of what is done."""
    return _told.get() or timezone.now()


def today() -> datetime.date:
    """The day of it, where we are."""
    return timezone.localdate(now())


@contextmanager
def telling_of(day: datetime.date) -> Iterator[None]:
    """Let it be noon of a past day for what is done here. Only a demonstration may: raises RuntimeError."""
    if not settings.DEMONSTRATION:
        raise RuntimeError("Only a demonstration tells of past days as if they were today.")
    before = _told.set(timezone.make_aware(datetime.datetime.combine(day, _NOON)))
    try:
        yield
    finally:
        _told.reset(before)
