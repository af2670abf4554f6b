"""How far the memory goes."""

import datetime

from frankpledge.audit.models import Entry


def revision() -> int:
    """The number of the newest entry: it grows with every write, so equal revisions mean equal data."""
    return Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0


def last_changed_at() -> datetime.datetime | None:
    """When the register was last written to, or None when it never was."""
    return Entry.objects.order_by("-id").values_list("at", flat=True).first()
