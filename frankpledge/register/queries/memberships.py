"""What an organisation is in: how many collaborations, and the first of them, each told in full."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from frankpledge.dates import Answer
from frankpledge.register.models import (
    MEMBER_ROLES,
    Collaboration,
    CollaborationFunction,
    Function,
    Party,
    Role,
    TargetKind,
)
from frankpledge.register.queries import belonging, standing, then
from frankpledge.register.queries.belonging import Reason, as_json
from frankpledge.register.queries.claims_about import FIGURED, covered
from frankpledge.register.queries.entries import ENTRIES, PLACES, Place, Stake, parameters
from frankpledge.register.queries.partners import (
    AREAS,
    COMPANIONS,
    Companion,
    Partner,
    most_often,
    partners_in,
)
from frankpledge.register.queries.undoing import Undone

# Of each list on a page. What is beyond is counted, and found by searching.
MOST_LISTED = 50
EVERYTHING = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry in a party list, and why we can or cannot say that it belonged on the day."""

    party: Party
    is_own: bool
    reasons: tuple[Reason | standing.Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One collaboration that an organisation is in. Its first entry says most, and decides its place."""

    collaboration: Collaboration
    place: Place
    everywhere: bool
    entries: tuple[Entry, ...]
    functions: tuple[Function, ...]
    partners: tuple[Partner, ...]

    @property
    def first(self) -> Entry:
        return self.entries[0]

    @property
    def leading(self) -> tuple[Entry, ...]:
        """The entries by which it, or the other half of its pair, leads or hosts."""
        return tuple(each for each in self.entries if each.party.role in {Role.LEAD, Role.HOST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many collaborations are alike in these respects, and for how many a figure covers it."""

    is_own: bool
    everywhere: bool
    place: Place
    is_assumed: bool
    role: str
    is_part: bool
    collaborations: int
    with_figures: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """Counts of collaborations. A part of a wider one is a record of its own, and counted as one."""

    rows: tuple[Tally, ...]

    def where(self, **alike: Any) -> "Tallies":
        """Those alike in these respects: `tallies.where(everywhere=False, place=Place.PAST)`."""
        return Tallies(
            tuple(row for row in self.rows if all(getattr(row, name) == held for name, held in alike.items()))
        )

    @property
    def as_member(self) -> "Tallies":
        """Those in which it is a member, lead or host."""
        return Tallies(tuple(row for row in self.rows if row.role in MEMBER_ROLES))

    @property
    def in_other_roles(self) -> dict[Role, int]:
        """The number in which it is only a supplier, a customer or a funder."""
        counts = {role: self.where(role=role).count for role in Role if role not in MEMBER_ROLES}
        return {role: count for role, count in counts.items() if count}

    @property
    def count(self) -> int:
        return sum(row.collaborations for row in self.rows)

    @property
    def with_figures(self) -> int:
        return sum(row.with_figures for row in self.rows)


@dataclass(frozen=True, slots=True)
class FunctionCount:
    """A function and the number of the organisation's regional and local collaborations that do it."""

    slug: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Memberships:
    """Everything an organisation is in. `listed` is by place, then by function, then by title."""

    tallies: Tallies
    listed: tuple[Membership, ...]
    companions: tuple[Companion, ...]
    functions: tuple[FunctionCount, ...]

    def at(self, place: Place, *, everywhere: bool = False) -> tuple[Membership, ...]:
        """Those listed that stand there."""
        return tuple(each for each in self.listed if each.place is place and each.everywhere is everywhere)


def memberships(stake: Stake, *, most: int = MOST_LISTED) -> Memberships:
    """Reads them in four statements, however many there are. `most` is of each list."""
    with connection.cursor() as cursor:
        cursor.execute(
            then.as_they_were(_READ, stake.undone),
            {
                **parameters([stake]),
                **then.parameters(stake.undone),
                "covered": covered(stake),
                "apart": stake.is_policing_body,
                "most": most,
            },
        )
        tallies, first, companions, functions = cursor.fetchone()
    return Memberships(
        tallies=Tallies(tuple(Tally(**{**row, "place": PLACES[row["place"]]}) for row in tallies)),
        listed=_told(stake, first),
        companions=most_often([Companion(**row) for row in companions]),
        functions=tuple(FunctionCount(**row) for row in functions),
    )


def functions_of(collaboration_ids: Iterable[int]) -> Mapping[int, tuple[Function, ...]]:
    """The functions of these collaborations, in the order given. One statement."""
    rows = CollaborationFunction.objects.filter(collaboration__in=list(collaboration_ids))
    found: dict[int, tuple[Function, ...]] = defaultdict(tuple)
    for row in rows.select_related("function").order_by("position"):
        found[row.collaboration_id] += (row.function,)
    return found


def _functions_then(collaboration_ids: Iterable[int], undone: Undone) -> Mapping[int, tuple[Function, ...]]:
    """The same, as they were. One statement."""
    found = {**functions_of(collaboration_ids)}
    for kind, number in undone.values:
        old = undone.of(TargetKind.COLLABORATION, number).get("functions")
        if kind == TargetKind.COLLABORATION and old is not None:
            found[number] = tuple(Function(slug=slug, name=undone.functions.get(slug, slug)) for slug in old)
    return found


_TALLIES = """
SELECT is_own, everywhere, place, is_assumed, role, is_part, count(*) AS collaborations,
    count(*) FILTER (WHERE collaboration_id IN (SELECT collaboration_id FROM figured)) AS with_figures
FROM chosen GROUP BY is_own, everywhere, place, is_assumed, role, is_part
"""
_FUNCTIONS = """
SELECT function.slug, function.name, count(*) AS count
FROM chosen JOIN register_collaboration_functions AS held USING (collaboration_id)
JOIN register_function AS function ON function.id = held.function_id
WHERE NOT chosen.everywhere AND NOT chosen.is_out
GROUP BY function.id ORDER BY function.name
"""
# An entry is told after the one that was chosen.
_FIRST = """
SELECT first.collaboration_id AS collaboration, first.place, first.everywhere,
    json_agg(json_build_array(entry.id, entry.is_own)
        ORDER BY entry.id <> first.id, entry.place, entry.joined_on DESC NULLS LAST, entry.id) AS entries
FROM first JOIN entry USING (collaboration_id)
GROUP BY first.collaboration_id, first.place, first.everywhere, first.number
ORDER BY first.everywhere, first.place, first.number
"""
_READ = f"""
WITH {AREAS}, {ENTRIES}, {FIGURED},
numbered AS (
    SELECT chosen.id, chosen.collaboration_id, chosen.place, chosen.everywhere, row_number() OVER (
        PARTITION BY chosen.everywhere, %(apart)s AND chosen.is_own
        ORDER BY chosen.place, function.name, chosen.title, chosen.collaboration_id
    ) AS number
    FROM chosen
    LEFT JOIN register_collaboration_functions AS held
        ON held.collaboration_id = chosen.collaboration_id AND held.position = 0
    LEFT JOIN register_function AS function ON function.id = held.function_id
),
first AS MATERIALIZED (SELECT * FROM numbered WHERE number <= %(most)s)
SELECT {as_json(_TALLIES)}, {as_json(_FIRST)}, {as_json(COMPANIONS)}, {as_json(_FUNCTIONS)}
"""


def _told(stake: Stake, first: list[dict[str, Any]]) -> tuple[Membership, ...]:
    parties = Party.objects.select_related("collaboration", "organisation").in_bulk(
        [party for row in first for party, _is_own in row["entries"]]
    )
    for party in parties.values():
        stake.undone.row(TargetKind.PARTY, party)
        stake.undone.row(TargetKind.COLLABORATION, party.collaboration)
    functions = _functions_then([row["collaboration"] for row in first], stake.undone)
    partners = partners_in(stake, [row["collaboration"] for row in first if not row["everywhere"]])
    return tuple(
        Membership(
            collaboration=parties[row["entries"][0][0]].collaboration,
            place=PLACES[row["place"]],
            everywhere=row["everywhere"],
            entries=tuple(
                Entry(party=parties[party], is_own=is_own, reasons=_why(stake, parties[party], is_own=is_own))
                for party, is_own in row["entries"]
            ),
            functions=functions.get(row["collaboration"], ()),
            partners=partners.get(row["collaboration"], ()),
        )
        for row in first
    )


def _why(stake: Stake, party: Party, *, is_own: bool) -> tuple[Reason | standing.Reason, ...]:
    reasons = belonging.why(party, stake.day)
    paired = Answer.YES if is_own else stake.in_pair(party.organisation_id)
    if paired is Answer.NO:
        return (Reason.NOT_A_PAIR_THEN, *reasons)
    return (Reason.PAIR_NOT_KNOWN, *reasons) if paired is Answer.NOT_KNOWN else reasons
