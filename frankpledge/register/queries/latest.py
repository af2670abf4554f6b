"""Which records were changed of late, from what the audit remembers of each."""

import datetime
from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery
from django.db.models.fields.json import HasKey
from django.utils import timezone

from frankpledge.audit.models import Entry
from frankpledge.register.models import Collaboration, CollaborationAddress

# How far back we look: a load adds as many entries as records, and none of them is a change.
NEWEST = 200


@dataclass(frozen=True, slots=True)
class Change:
    """A record that was changed, and when."""

    on: datetime.date
    reference: str
    title: str

    @property
    def address(self) -> str:
        return Collaboration(reference=self.reference, title=self.title).address


@dataclass(frozen=True, slots=True)
class Recent:
    """The records changed last. `nothing_since` is when records were last added, if none changed after."""

    changes: tuple[Change, ...]
    nothing_since: datetime.date | None


def recent(limit: int = 3) -> Recent:
    """The `limit` records changed last, each once, the newest first. One statement."""
    addresses = CollaborationAddress.objects.filter(slug=OuterRef("subject_key"))
    newest = (
        Entry.objects.filter(subject_kind="collaboration")
        .annotate(
            # Only the entry that added a record names its reference, which never changes.
            adds=HasKey(F("detail"), "reference"),
            reference=Subquery(addresses.values("collaboration__reference")),
            title=Subquery(addresses.values("collaboration__title")),
        )
        .order_by("-id")
        .values_list("at", "adds", "reference", "title")[:NEWEST]
    )
    changed: dict[str, Change] = {}
    for at, adds, reference, title in newest:
        if not adds and reference and len(changed) < limit:
            changed.setdefault(reference, Change(timezone.localdate(at), reference, title))
    if changed or not newest:
        return Recent(tuple(changed.values()), None)
    return Recent((), timezone.localdate(newest[0][0]))
