"""A search's filter done by hand, record by record, with the models' rules: the bits must agree with it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from frankpledge.dates import Answer, within
from frankpledge.people.models import Basis, Kind, Organisation, Relation, RelationKind
from frankpledge.register.models import MEMBER_ROLES, Collaboration, Party

FORCES = (Kind.FORCE, Kind.SPECIAL_FORCE, Kind.OTHER_UK_FORCE)
Chosen = Mapping[str, Sequence[str]]


@cache
def _records() -> dict[int, Collaboration]:
    held = Collaboration.objects.prefetch_related("functions", "parties__organisation")
    return {record.pk: record for record in held}


@cache
def _force_of() -> dict[int, Organisation]:
    relations = Relation.objects.filter(kind=RelationKind.MAINTAINS).select_related("object")
    return {relation.subject_id: relation.object for relation in relations}


@dataclass
class ByHand:
    """Every record of the real register with its parties, read once: no test that uses it changes any."""

    day: datetime.date | None = None
    with_assumed: bool = False

    def __post_init__(self) -> None:
        self.records = _records()
        self.force_of = _force_of()

    def members(self, record: Collaboration) -> list[Party]:
        return [party for party in record.parties.all() if party.role in MEMBER_ROLES]

    def by_force(self, record: Collaboration) -> dict[str, list[Party]]:
        """The entries of each force's area: the stated ones, or where there is none the assumed."""
        found: dict[str, list[Party]] = {}
        for party in self.members(record):
            force = self.force_of.get(party.organisation_id, party.organisation)
            if force.kind in FORCES:
                found.setdefault(force.slug, []).append(party)
        for slug, parties in found.items():
            found[slug] = [each for each in parties if each.basis != Basis.ASSUMED] or parties
        return found

    def forces(self, record: Collaboration, *, with_assumed: bool) -> set[str]:
        """The forces that are in it, on the day if one is given, or of which that cannot be ruled out."""
        return {
            slug
            for slug, parties in self.by_force(record).items()
            if with_assumed or parties[0].basis != Basis.ASSUMED
            if self.day is None
            or any(within(self.day, each.joined_on, each.left_on) is not Answer.NO for each in parties)
        }

    @cached_property
    def regions(self) -> dict[str, str]:
        bodies = [party.organisation for record in self.records.values() for party in record.parties.all()]
        bodies += list(self.force_of.values())
        return {body.slug: body.region for body in bodies}

    def values(self, record: Collaboration, facet: str, *, with_assumed: bool | None = None) -> set[str]:
        """The values that a record has of a facet."""
        assumed = self.with_assumed if with_assumed is None else with_assumed
        forces = self.forces(record, with_assumed=assumed)
        in_being = {record.in_being_on(self.day).value} if self.day else set()
        return {
            "model": {record.model},
            "status": {record.status},
            "legal_basis": {record.legal_basis},
            "confidence": {record.lowest_confidence.value},
            "function": {function.slug for function in record.functions.all()},
            "force": forces,
            "region": {self.regions[slug] for slug in forces} - {""},
            "in_being": in_being,
        }[facet]

    def found(
        self, among: Iterable[int], chosen: Chosen, *, but: str = "", with_assumed: bool | None = None
    ) -> set[int]:
        """The records that have, of every facet chosen but one, some value chosen."""
        return {
            number
            for number in among
            if all(
                self.values(self.records[number], facet, with_assumed=with_assumed) & set(values)
                for facet, values in chosen.items()
                if facet != but
            )
        }

    def counts(self, among: Iterable[int], chosen: Chosen, facet: str) -> dict[str, int]:
        """How many records each value of a facet has, its own choice put aside."""
        counts: dict[str, int] = {}
        for number in self.found(among, chosen, but=facet):
            for value in self.values(self.records[number], facet):
                counts[value] = counts.get(value, 0) + 1
        return counts
