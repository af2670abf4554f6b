"""What is withheld and is to be looked at again: by whom it may be decided anew."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from frankpledge.people.permissions import Power, Rights
from frankpledge.register.models import Publication, Release, Withholding
from frankpledge.register.queries.keepers import kept_by


@dataclass(frozen=True, slots=True)
class Review:
    """One record of which something is to be looked at again, and the first day of that."""

    reference: str
    title: str
    on: datetime.date


def due_by(day: datetime.date, rights: Rights) -> list[Review]:
    """The records of which somebody decides what is public, and must again by that day. One statement."""
    everywhere, held = rights.may_nationally(Power.PUBLISH), rights.organisations_with(Power.PUBLISH)
    if not everywhere and not held:
        return []
    decided = Release.objects.order_by().filter(review_on__lte=day)
    parts = Withholding.objects.order_by().filter(review_on__lte=day)
    said = Publication.objects.order_by().filter(review_on__lte=day)
    if not everywhere:
        decided = decided.filter(collaboration__in=kept_by(held))
        parts = parts.filter(collaboration__in=kept_by(held))
        said = said.filter(organisation__in=held)
    found: dict[str, Review] = {}
    every = _columns(decided).union(_columns(parts), _columns(said))
    for on, reference, title in every.order_by("review_on"):
        found.setdefault(reference, Review(reference, title, on))
    return list(found.values())


def _columns(rows: Any) -> Any:
    """Day, reference and title of each, so that three tables are read as one."""
    named = rows.annotate(about=F("collaboration__reference"), named=F("collaboration__title"))
    return named.values_list("review_on", "about", "named")
