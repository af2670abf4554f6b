"""Lists of collaborations with who is in each: of a function, of a region. Long ones are counted and cut."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from frankpledge.people.models import Basis
from frankpledge.register.models import MEMBER_ROLES, Collaboration, Function, Role
from frankpledge.register.queries import belonging
from frankpledge.register.queries.belonging import as_json, listed
from frankpledge.register.queries.entries import OWN, PLACE, PLACES, Place
from frankpledge.register.queries.memberships import functions_of
from frankpledge.register.queries.partners import AREAS

# Of each group. What is beyond is counted, and found by searching.
MOST_LISTED = 25
LEADING = (Role.LEAD, Role.HOST)


@dataclass(frozen=True, slots=True)
class When:
    """The day that a list is as at, and whether it is past."""

    day: datetime.date
    is_past: bool

    @property
    def parameters(self) -> dict[str, Any]:
        return {**belonging.days(self.day), "is_past": self.is_past}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An area, or a body without one, that is a party: its weightiest role and place. Never a funder."""

    slug: str
    short_name: str
    region: str
    role: Role
    is_assumed: bool
    place: Place

    @property
    def leads(self) -> bool:
        return self.role in LEADING


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One collaboration of a list. Of one that every force is in, only those that lead or host are named."""

    collaboration: Collaboration
    group: str
    place: Place
    everywhere: bool
    functions: tuple[Function, ...]
    members: tuple[Member, ...]

    @property
    def leads(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.leads)


@dataclass(frozen=True, slots=True)
class Listing:
    """The first collaborations of each group, and how many there are by group, reach and place."""

    listed: tuple[Listed, ...]
    counts: Mapping[tuple[str, bool, Place], int]

    def count(self, *, group: str | None = None, everywhere: bool = False, place: Place | None = None) -> int:
        """How many there are that are so."""
        return sum(
            number
            for (held, reach, stands), number in self.counts.items()
            if reach is everywhere and group in {None, held} and place in {None, stands}
        )

    def of(self, group: str | None = None, *, everywhere: bool = False) -> tuple[Listed, ...]:
        """Those listed that are so."""
        return tuple(
            each for each in self.listed if each.everywhere is everywhere and group in {None, each.group}
        )

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of those that not every force is in."""
        return tuple(dict.fromkeys(group for group, everywhere, _place in self.counts if not everywhere))


# What may stand after WITH and a query `scope (collaboration_id, kind)`; `kind` is the group.
_HELD = f"""
weighed AS (
    SELECT scope.kind, collaboration.id, collaboration.title, collaboration.status, collaboration.starts_on,
        NULL::text AS joined_on, '{OWN}' AS paired, {belonging.IN_BEING} AS alone_then,
        coalesce(found.takes_in_every_force, false) AS everywhere
    FROM scope
    JOIN register_collaboration AS collaboration ON collaboration.id = scope.collaboration_id
    LEFT JOIN register_searchentry AS found ON found.collaboration_id = collaboration.id
),
held AS MATERIALIZED (SELECT id, kind, title, everywhere, {PLACE} AS place FROM weighed)"""
_COUNTS = "SELECT kind, everywhere, place, count(*) AS number FROM held GROUP BY kind, everywhere, place"
_FIRST = """
SELECT id, kind, everywhere, place FROM (
    SELECT *, row_number() OVER (PARTITION BY kind, everywhere ORDER BY place, title, id) AS number FROM held
) AS numbered
WHERE number <= %(most)s ORDER BY everywhere, kind, number
"""
_MEMBERS = f"""
WITH {AREAS},
answered AS (
    SELECT area.slug, area.short_name, area.region, party.collaboration_id, party.role, party.joined_on,
        party.basis = '{Basis.ASSUMED}' AS is_assumed, collaboration.status, collaboration.starts_on,
        '{OWN}' AS paired, {belonging.BELONGED} AS alone_then
    FROM register_party AS party
    JOIN register_collaboration AS collaboration ON collaboration.id = party.collaboration_id
    JOIN area ON area.id = party.organisation_id
    WHERE party.role <> '{Role.FUNDER}' AND (
        party.collaboration_id = ANY(%(collaborations)s)
        OR party.collaboration_id = ANY(%(everywhere)s) AND party.role IN {listed(LEADING)}
    )
)
SELECT DISTINCT ON (collaboration_id, short_name, slug)
    collaboration_id, slug, short_name, region, role, is_assumed, {PLACE} AS place
FROM answered
ORDER BY collaboration_id, short_name, slug, place, role NOT IN {listed(LEADING)},
    role NOT IN {listed(MEMBER_ROLES)}, is_assumed
"""


def listing(scope: str, parameters: Mapping[str, Any], when: When, *, most: int = MOST_LISTED) -> Listing:
    """The collaborations that `scope` gives, in four statements. `scope` is named queries of our own."""
    with connection.cursor() as cursor:
        given = {**when.parameters, **parameters, "most": most}
        cursor.execute(f"WITH {AREAS}, {scope}, {_HELD} SELECT {as_json(_COUNTS)}, {as_json(_FIRST)}", given)
        counts, first = cursor.fetchone()
    ids = [row["id"] for row in first]
    collaborations, functions = Collaboration.objects.in_bulk(ids), functions_of(ids)
    members = _members(first, when)
    return Listing(
        listed=tuple(
            Listed(
                collaboration=collaborations[row["id"]],
                group=row["kind"],
                place=PLACES[row["place"]],
                everywhere=row["everywhere"],
                functions=functions.get(row["id"], ()),
                members=members.get(row["id"], ()),
            )
            for row in first
        ),
        counts={
            (row["kind"], row["everywhere"], PLACES[row["place"]]): row["number"]
            for row in sorted(counts, key=lambda row: (row["kind"], row["place"]))
        },
    )


def _members(first: Iterable[dict[str, Any]], when: When) -> Mapping[int, tuple[Member, ...]]:
    rows = list(first)
    ids = {
        "collaborations": [row["id"] for row in rows if not row["everywhere"]],
        "everywhere": [row["id"] for row in rows if row["everywhere"]],
    }
    found: dict[int, tuple[Member, ...]] = defaultdict(tuple)
    with connection.cursor() as cursor:
        cursor.execute(_MEMBERS, {**when.parameters, **ids})
        for collaboration, slug, short_name, region, role, is_assumed, place in cursor.fetchall():
            member = Member(
                slug=slug,
                short_name=short_name,
                region=region,
                role=Role(role),
                is_assumed=is_assumed,
                place=PLACES[place],
            )
            found[collaboration] += (member,)
    return found
