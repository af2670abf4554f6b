"""What people changed, confirmed or withheld on the register: the files say nothing about it any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Self

from django.db.models import Q

from frankpledge.exchange.register_files import (
    aliases,
    claims,
    collaborations,
    events,
    figures,
    organisations,
    parties,
    relations,
)
from frankpledge.exchange.register_files.sheets import Sheet
from frankpledge.register.models import Change, ChangeState, CollaborationAddress, Confirmation, Merger

# The columns of each file that name the record, or the organisations, a row tells of.
RECORD_IN: Mapping[ModuleType, str] = {
    collaborations: "slug",
    parties: "collaboration_slug",
    events: "collaboration_slug",
    claims: "collaboration_slug",
}
BODIES_IN: Mapping[ModuleType, tuple[str, ...]] = {
    organisations: ("slug",),
    relations: ("from_slug", "to_slug"),
    aliases: ("organisation_or_group",),
    figures: ("organisation_slug",),
}
_RECORD = {noun.SHEET.file: column for noun, column in RECORD_IN.items()}
_BODIES = {noun.SHEET.file: columns for noun, columns in BODIES_IN.items()}


@dataclass(frozen=True, slots=True)
class Kept:
    """The slugs of records that a party answered for or that were merged, and of what was ever changed."""

    records: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()

    @classmethod
    def now(cls) -> Self:
        """Five statements."""
        approved = Change.objects.filter(state=ChangeState.APPROVED).order_by()
        records = approved.filter(collaboration__isnull=False)
        bodies = approved.filter(organisation__isnull=False)
        said = Confirmation.objects.order_by().values_list("collaboration__addresses__slug", flat=True)
        merged = Merger.objects.order_by().values_list("collaboration__addresses__slug", flat=True)
        # What the files say of a record with a decision about what is public might say too much.
        withheld = Q(collaboration__release__isnull=False) | Q(collaboration__withholdings__isnull=False)
        decided = CollaborationAddress.objects.filter(withheld).values_list("slug", flat=True)
        return cls(
            frozenset(records.values_list("collaboration__addresses__slug", flat=True).distinct())
            | frozenset(said.distinct())
            | frozenset(merged.distinct())
            | frozenset(decided),
            frozenset(bodies.values_list("organisation__slug", flat=True).distinct()),
        )

    def has(self, sheet: Sheet, cells: Mapping[str, Any]) -> bool:
        """Whether a row tells of one of them, so that it is not loaded."""
        if column := _RECORD.get(sheet.file):
            return cells[column] in self.records
        return any(cells[column] in self.bodies for column in _BODIES.get(sheet.file, ()))
