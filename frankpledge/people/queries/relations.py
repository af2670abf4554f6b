"""What joins an organisation to others, from when to when."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db.models import F, Q

from frankpledge.dates import Answer, PartialDate, within
from frankpledge.people.models import Basis, Organisation, Relation, RelationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One relation seen from one end: the organisation at the other, and the dates."""

    relation_id: int
    other: Organisation
    starts_on: PartialDate | None
    ends_on: PartialDate | None
    basis: Basis

    def held_on(self, day: datetime.date) -> Answer:
        """Whether it held on `day`, as far as its dates tell."""
        return within(day, self.starts_on, self.ends_on)

    def is_over_by(self, day: datetime.date) -> bool:
        """Whether it has surely ended by the end of `day`. One without an end on record has not."""
        return self.ends_on is not None and self.ends_on.on_or_before(day) is Answer.YES


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """All ties of one organisation, each list newest first."""

    overseen_by: tuple[Tie, ...] = ()
    oversees: tuple[Tie, ...] = ()
    predecessors: tuple[Tie, ...] = ()
    successors: tuple[Tie, ...] = ()
    part_of: tuple[Tie, ...] = ()
    parts: tuple[Tie, ...] = ()

    @classmethod
    def of(cls, organisation: Organisation) -> Self:
        """Reads them in one statement."""
        rows = list(
            Relation.objects.filter(Q(subject=organisation) | Q(object=organisation))
            .select_related("subject", "object")
            .order_by(F("starts_on").desc(nulls_last=True), "pk")
        )
        ours = [row for row in rows if row.subject_id == organisation.pk]
        theirs = [row for row in rows if row.object_id == organisation.pk]
        return cls(
            overseen_by=_to_subjects(theirs, RelationKind.MAINTAINS),
            oversees=_to_objects(ours, RelationKind.MAINTAINS),
            predecessors=_to_objects(ours, RelationKind.SUCCEEDS),
            successors=_to_subjects(theirs, RelationKind.SUCCEEDS),
            part_of=_to_objects(ours, RelationKind.PART_OF),
            parts=_to_subjects(theirs, RelationKind.PART_OF),
        )

    @property
    def pair(self) -> tuple[Tie, ...]:
        """The other half of the pair that an area is: its policing bodies, or the force of a body."""
        return (*self.overseen_by, *self.oversees)


def overseers(day: datetime.date) -> dict[int, list[Tie]]:
    """The policing bodies that maintained each force on `day`, or may have, by the force's id."""
    found: dict[int, list[Tie]] = {}
    rows = Relation.objects.filter(kind=RelationKind.MAINTAINS).select_related("subject")
    for row in rows.order_by(F("starts_on").desc(nulls_last=True), "pk"):
        tie = _tie(row, row.subject)
        if tie.held_on(day) is not Answer.NO:
            found.setdefault(row.object_id, []).append(tie)
    return found


def _to_subjects(rows: Iterable[Relation], kind: RelationKind) -> tuple[Tie, ...]:
    return tuple(_tie(row, row.subject) for row in rows if row.kind == kind)


def _to_objects(rows: Iterable[Relation], kind: RelationKind) -> tuple[Tie, ...]:
    return tuple(_tie(row, row.object) for row in rows if row.kind == kind)


def _tie(row: Relation, other: Organisation) -> Tie:
    return Tie(
        relation_id=row.pk,
        other=other,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        basis=Basis(row.basis),
    )
