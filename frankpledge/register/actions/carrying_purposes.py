"""What becomes of two purposes in the parties' own words, when two filings of one agreement become one.

One record has one story of its purpose: the other's published versions, with their objectives and what each
body answered, are kept whole in the record of the merger and no longer count. If only one of the two has any,
that is the one. What was answered is never moved to other words than those that were answered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.register.actions.carrying import as_data, label
from frankpledge.register.models import (
    Acceptance,
    Collaboration,
    Objective,
    Purpose,
    PurposeOrigin,
    PurposeState,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One record's published versions, as many as a page and a history say."""

    reference: str
    versions: int
    answers: int

    def as_detail(self) -> dict[str, Any]:
        """The same, for an entry."""
        return {"reference": self.reference, "versions": self.versions, "answers": self.answers}


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The published versions of one record, the oldest first, with all that hangs on them."""

    reference: str
    versions: tuple[Purpose, ...]
    objectives: tuple[Objective, ...]
    answers: tuple[Acceptance, ...]

    @classmethod
    def of(cls, record: Collaboration) -> "OwnWords":
        """Three statements."""
        held = Purpose.objects.filter(
            collaboration=record, origin=PurposeOrigin.PARTIES, state=PurposeState.PUBLISHED
        ).order_by("version")
        return cls(
            record.reference,
            tuple(held),
            tuple(Objective.objects.filter(purpose__in=held).order_by("pk")),
            tuple(Acceptance.objects.filter(purpose__in=held).order_by("pk")),
        )

    @property
    def told(self) -> Told | None:
        """How many there are; None without any."""
        return Told(self.reference, len(self.versions), len(self.answers)) if self.versions else None

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Every row as it stands, by table."""
        tables: tuple[Iterable[models.Model], ...] = (self.versions, self.objectives, self.answers)
        found: dict[str, list[dict[str, Any]]] = {}
        for row in (row for rows in tables for row in rows):
            found.setdefault(label(type(row)), []).append(as_data(row))
        return found


@dataclass(frozen=True, slots=True)
class Settled:
    """Whose own words stay, whose go, and the draft that there may be."""

    stay: OwnWords
    go: OwnWords
    draft: Purpose | None

    def put(self, survivor: Collaboration) -> None:
        """Have the record that stays hold what stays. The database wants the record of the merger first."""
        with connection.cursor() as cursor:
            # The database takes what hangs on them too, which nobody else may.
            cursor.execute(
                "DELETE FROM register_purpose WHERE id = ANY(%s)", [[row.pk for row in self.go.versions]]
            )
        if self.draft is not None:
            # It becomes the version after the last one that counts.
            last = max((each.version for each in self.stay.versions), default=0)
            self.draft.version, self.draft.collaboration = last + 1, survivor
            self.draft.save(update_fields=["version", "collaboration"])
        for version in self.stay.versions:
            if version.collaboration_id != survivor.pk:
                version.collaboration = survivor
                version.save(update_fields=["collaboration"])


def settled(loser: Collaboration, survivor: Collaboration, *, takes_the_losers: bool) -> Settled:
    """Whose purpose stays. Raises Invalid where both are at work on a draft."""
    drafts = list(
        Purpose.objects.filter(collaboration__in=(loser, survivor), state=PurposeState.DRAFT).order_by("pk")
    )
    if len(drafts) > 1:
        raise Invalid(
            _("Both records have a draft of the purpose. Publish one of them or throw it away first.")
        )
    ours, theirs = OwnWords.of(survivor), OwnWords.of(loser)
    stays_ours = bool(ours.versions) and not (takes_the_losers and theirs.versions)
    stay, go = (ours, theirs) if stays_ours else (theirs, ours)
    return Settled(stay, go, drafts[0] if drafts else None)
