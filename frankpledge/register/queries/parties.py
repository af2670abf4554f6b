"""Who is in one collaboration, area by area: the chief officer and the policing body of the time."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from frankpledge.dates import Answer, PartialDate
from frankpledge.people.models import Capacity, Organisation
from frankpledge.register.models import Collaboration, Party, Role, Supports, TargetKind
from frankpledge.register.queries.citations import Citations, Cited
from frankpledge.register.queries.undoing import NOTHING, Undone

ROLES_IN_ORDER = list(Role)
# The newest body first; one whose beginning is not known is older than any other.
MAINTAINED = """
SELECT relation.id, force.id, force.slug, force.short_name, body.id, body.name, body.slug,
    starts_on, ends_on
FROM people_relation AS relation
JOIN people_organisation AS force ON force.id = relation.object_id
JOIN people_organisation AS body ON body.id = relation.subject_id
WHERE relation.kind = 'maintains' AND (object_id = ANY(%s) OR subject_id = ANY(%s))
ORDER BY starts_on DESC NULLS LAST
"""


@dataclass(frozen=True, slots=True)
class Overseer:
    """A policing body that maintained the force while it belonged, or for part of that time."""

    name: str
    slug: str
    starts_on: PartialDate | None
    ends_on: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLine:
    """One entry. `overseers` are newest first, and empty for any entry that is not a chief officer's.

    `earlier_overseer_not_on_record` says that it belonged before the first of them began.
    """

    party: Party
    overseers: tuple[Overseer, ...] = ()
    earlier_overseer_not_on_record: bool = False
    sources: tuple[Cited, ...] = ()

    @property
    def is_chief_officer(self) -> bool:
        return self.party.organisation.stands_for_an_area

    @property
    def is_policing_body(self) -> bool:
        return self.party.organisation.capacity == Capacity.POLICING_BODY

    @property
    def leads(self) -> bool:
        """Whether it leads or hosts."""
        return self.party.role in {Role.LEAD, Role.HOST}

    @property
    def left_early(self) -> bool:
        """Whether it left before the collaboration itself ended."""
        left_on, ends_on = self.party.left_on, self.party.collaboration.ends_on
        if left_on is None:
            return False
        return ends_on is None or left_on.latest < ends_on.earliest


@dataclass(frozen=True, slots=True)
class Area:
    """One force's area, or one member that is neither a force nor a policing body, with its entries."""

    slug: str
    name: str
    lines: tuple[PartyLine, ...]

    @property
    def is_police_area(self) -> bool:
        return any(line.is_chief_officer or line.is_policing_body for line in self.lines)

    @property
    def has_left(self) -> bool:
        return all(line.left_early for line in self.lines)

    @property
    def legal_persons(self) -> int:
        """Two where the chief officer belongs, for an entry of a chief officer stands for the pair."""
        return 2 if any(line.is_chief_officer for line in self.lines) else 1


@dataclass(frozen=True, slots=True)
class Counts:
    """An area is two legal persons, so both are always counted."""

    areas: int
    others: int
    legal_persons: int

    @classmethod
    def of(cls, members: Iterable[Area]) -> "Counts":
        counted = tuple(members)
        areas = sum(member.is_police_area for member in counted)
        return cls(areas, len(counted) - areas, sum(member.legal_persons for member in counted))


@dataclass(frozen=True, slots=True)
class Parties:
    """Members by area, and apart from them the funders, suppliers and customers."""

    members: tuple[Area, ...]
    not_members: tuple[PartyLine, ...]

    @property
    def lines(self) -> tuple[PartyLine, ...]:
        return (*(line for member in self.members for line in member.lines), *self.not_members)

    @property
    def present(self) -> Counts:
        """Those not known to have left; of an ended collaboration, those that stayed to the end."""
        return Counts.of(member for member in self.members if not member.has_left)

    @property
    def left(self) -> tuple[Area, ...]:
        return tuple(member for member in self.members if member.has_left)

    @property
    def named(self) -> int:
        """How many are named, an area counting as one; funders and suppliers apart, as sources count."""
        return len(self.members) + sum(line.party.role == Role.CUSTOMER for line in self.not_members)

    @property
    def assumed(self) -> int:
        """How many of the members' entries are assumed, not stated by a source."""
        return sum(line.party.is_assumed for member in self.members for line in member.lines)

    @property
    def leads(self) -> tuple[PartyLine, ...]:
        """Those that lead or host, and have not left."""
        return tuple(
            line for member in self.members for line in member.lines if line.leads and not line.left_early
        )

    def on(self, day: datetime.date) -> dict[Answer, tuple[Area, ...]]:
        """The entries of members on `day`, those of which it is not known, and those that were not then.

        An area stands under each answer that one of its entries has.
        """
        return {
            answer: tuple(
                Area(member.slug, member.name, held)
                for member in self.members
                if (held := tuple(line for line in member.lines if line.party.belonged_on(day) is answer))
            )
            for answer in Answer
        }


def parties_of(
    collaboration: Collaboration, citations: Citations, until: datetime.date, undone: Undone = NOTHING
) -> Parties:
    """The parties of one collaboration, in two statements; bodies are shown as they stood up to `until`."""
    held = Party.objects.filter(collaboration=collaboration.pk).select_related("organisation").order_by()
    rows = undone.rows(TargetKind.PARTY, held)
    for party in rows:
        party.collaboration = collaboration
        undone.row(TargetKind.ORGANISATION, party.organisation)
    maintained = Maintained.among({party.organisation_id for party in rows}, undone)
    lines = [maintained.line(party, citations, until) for party in rows]
    members = [line for line in lines if line.party.is_member]
    apart = [line for line in lines if not line.party.is_member]
    return Parties(maintained.areas(members), tuple(sorted(apart, key=_reading_order)))


@dataclass(frozen=True, slots=True)
class Maintained:
    """Which policing body maintained which of the forces, and from when to when."""

    by_force: Mapping[int, Sequence[Overseer]]
    force_of_body: Mapping[int, tuple[str, str]]

    @classmethod
    def among(cls, organisations: set[int], undone: Undone = NOTHING) -> "Maintained":
        """Reads all relations of these organisations in one statement."""
        by_force: dict[int, list[Overseer]] = defaultdict(list)
        force_of_body: dict[int, tuple[str, str]] = {}
        with connection.cursor() as cursor:
            cursor.execute(MAINTAINED, [list(organisations)] * 2)
            rows = cursor.fetchall()
        for relation, force, slug, short_name, body, name, body_slug, starts_on, ends_on in rows:
            if (TargetKind.RELATION, relation) in undone.added:
                continue
            old = undone.of(TargetKind.RELATION, relation)
            since, until = old.get("starts_on", starts_on), old.get("ends_on", ends_on)
            called = undone.of(TargetKind.ORGANISATION, body).get("name", name)
            by_force[force].append(Overseer(called, body_slug, _date(since), _date(until)))
            short = undone.of(TargetKind.ORGANISATION, force).get("short_name", short_name)
            force_of_body.setdefault(body, (slug, short))
        return cls(by_force, force_of_body)

    def line(self, party: Party, citations: Citations, until: datetime.date) -> PartyLine:
        """One entry with its sources and, for a chief officer, the policing bodies of the time."""
        sources = citations.for_fact(Supports.PARTY, party.pk)
        if not party.organisation.stands_for_an_area:
            return PartyLine(party=party, sources=sources)
        since = party.joined_on.earliest if party.joined_on else None
        held = tuple(
            overseer
            for overseer in self.by_force.get(party.organisation_id, ())
            if _held_between(overseer, since, _last_day(party, until))
        )
        return PartyLine(
            party=party,
            sources=sources,
            overseers=held,
            earlier_overseer_not_on_record=bool(held and since and _begins_after(held[-1], since)),
        )

    def areas(self, members: Iterable[PartyLine]) -> tuple[Area, ...]:
        """Members by area, in the order of their names; a policing body stands with its force."""
        grouped: dict[tuple[str, str], list[PartyLine]] = defaultdict(list)
        for line in members:
            grouped[self._area_of(line.party.organisation)].append(line)
        areas = [
            Area(slug, name, tuple(sorted(held, key=_reading_order)))
            for (slug, name), held in grouped.items()
        ]
        return tuple(sorted(areas, key=lambda area: (not area.is_police_area, area.name)))

    def _area_of(self, organisation: Organisation) -> tuple[str, str]:
        own = (organisation.slug, organisation.short_name)
        return self.force_of_body.get(organisation.pk, own)


def _date(written: str | None) -> PartialDate | None:
    return PartialDate.parse(written) if written else None


def _reading_order(line: PartyLine) -> tuple[bool, str, int, str]:
    party = line.party
    return (
        not line.is_chief_officer,
        str(party.joined_on or ""),
        ROLES_IN_ORDER.index(Role(party.role)),
        party.organisation.name,
    )


def _last_day(party: Party, until: datetime.date) -> datetime.date:
    ends: list[PartialDate | None] = [party.left_on, party.collaboration.ends_on]
    return min([*(ended.latest for ended in ends if ended), until])


def _held_between(overseer: Overseer, since: datetime.date | None, until: datetime.date) -> bool:
    if overseer.starts_on and overseer.starts_on.earliest > until:
        return False
    return overseer.ends_on is None or overseer.ends_on.latest > (since or until)


def _begins_after(overseer: Overseer, day: datetime.date) -> bool:
    return overseer.starts_on is not None and overseer.starts_on.earliest > day
