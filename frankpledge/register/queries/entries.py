"""The entries of party lists that count for a body: its own, and those of the other half of its pair.

An area is a pair, chief officer and policing body. A force's entries are therefore its own and those that one
of its policing bodies has in its own name; a policing body's are its own and those of its force in its time.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from frankpledge.dates import Answer
from frankpledge.people.models import Basis, Capacity, Organisation
from frankpledge.people.queries import spans
from frankpledge.people.queries.relations import Tie
from frankpledge.register.models import MEMBER_ROLES, Role, Status
from frankpledge.register.queries import belonging
from frankpledge.register.queries.belonging import DAY, OVER, RUNNING, listed
from frankpledge.register.queries.undoing import NOTHING, Undone

PLANNED = (Status.PROPOSED, Status.AGREED)
OWN = "own"
# A customer has its work done by another: it has a collaboration for it without being a member.
HAVING_IT_DONE = (*MEMBER_ROLES, Role.CUSTOMER)


class Place(StrEnum):
    """Where a membership stands, in the order of a page.

    On a past day it was in, was not, or that is not known; today the latest report of the whole decides.
    """

    WAS_IN = "was_in"
    RUNNING = "running"
    PLANNED = "planned"
    NOT_KNOWN = "not_known"
    PAST = "past"
    NOT_THEN = "not_then"


PLACES = list(Place)


@dataclass(frozen=True, slots=True)
class Stake:
    """Whose entries are asked for, as at which day, and whether that day is past.

    `undone` is what changed in the world after that day.
    """

    organisation: Organisation
    pair: Sequence[Tie]
    day: datetime.date
    is_past: bool
    undone: Undone = NOTHING

    @property
    def is_policing_body(self) -> bool:
        return self.organisation.capacity == Capacity.POLICING_BODY

    @property
    def organisation_ids(self) -> set[int]:
        """Its own and those of the other half of its pair, at any time."""
        return {self.organisation.pk, *(tie.other.pk for tie in self.pair)}

    def in_pair(self, organisation_id: int) -> Answer:
        """Whether another organisation was the other half of its pair on the day."""
        held = {tie.held_on(self.day) for tie in self.pair if tie.other.pk == organisation_id}
        return next(answer for answer in (Answer.YES, Answer.NOT_KNOWN, Answer.NO) if answer in held)


def parameters(stakes: Sequence[Stake]) -> dict[str, Any]:
    """The values that ENTRIES asks for. The stakes are all as at the same day."""
    rows = [row for stake in stakes for row in _rows(stake)]
    names = ("whose", "organisations", "first_days", "last_days", "paired", "own_first")
    columns = {name: [row[number] for row in rows] for number, name in enumerate(names)}
    return {**belonging.days(stakes[0].day), "is_past": stakes[0].is_past, **columns}


def _rows(stake: Stake) -> Iterator[tuple[int, int, str | None, str | None, str, bool]]:
    """Whose, through which body, from the day after its first to the day before its last, and if it held."""
    whose, one_day, own_first = stake.organisation.pk, datetime.timedelta(days=1), stake.is_policing_body
    yield (whose, whose, None, None, OWN, own_first)
    for tie in stake.pair:
        first = str(tie.starts_on.earliest + one_day) if tie.starts_on else None
        last = str(tie.ends_on.latest - one_day) if tie.ends_on else None
        yield (whose, tie.other.pk, first, last, tie.held_on(stake.day), own_first)


_ENDED = "coalesce(party.left_on, collaboration.ends_on)"
_NEVER_IN_ITS_TIME = " OR ".join(
    (
        spans.surely_come(_ENDED, "stake.first_day"),
        (
            f"{_ENDED} IS NULL AND collaboration.status IN {listed(OVER)}"
            f" AND {spans.surely_come('collaboration.status_as_of', 'stake.first_day')}"
        ),
        spans.surely_after("coalesce(party.joined_on, collaboration.starts_on)", "stake.last_day"),
    )
)
_PLACE_THEN = f"""CASE
    WHEN '{Answer.NO}' IN (paired, alone_then) THEN {PLACES.index(Place.NOT_THEN)}
    WHEN '{Answer.NOT_KNOWN}' IN (paired, alone_then) THEN {PLACES.index(Place.NOT_KNOWN)}
    ELSE {PLACES.index(Place.WAS_IN)} END"""
_PLACE_NOW = f"""CASE
    WHEN status IN {listed(OVER)} THEN {PLACES.index(Place.PAST)}
    WHEN status IN {listed(PLANNED)} OR {spans.surely_after("joined_on", DAY)}
        OR {spans.surely_after("starts_on", DAY)} THEN {PLACES.index(Place.PLANNED)}
    WHEN '{Answer.NO}' IN (paired, alone_then) THEN {PLACES.index(Place.PAST)}
    WHEN status IN {listed(RUNNING)} THEN {PLACES.index(Place.RUNNING)}
    ELSE {PLACES.index(Place.NOT_KNOWN)} END"""

# The place of an entry, from what `answered` below holds of it.
PLACE = f"CASE WHEN %(is_past)s THEN {_PLACE_THEN} ELSE {_PLACE_NOW} END"

# What may stand after WITH. `entry` is every entry that counts; `chosen` is, of each collaboration, the one
# that says most: a member's, one with the weightiest place, a stated one, its own. A policing body's own come
# before its force's, for the two are shown apart.
ENTRIES = f"""
stake AS (
    SELECT * FROM unnest(
        %(whose)s::bigint[], %(organisations)s::bigint[], %(first_days)s::text[], %(last_days)s::text[],
        %(paired)s::text[], %(own_first)s::boolean[]
    ) AS stake (whose, organisation_id, first_day, last_day, paired, own_first)
),
answered AS (
    SELECT stake.whose, stake.paired, stake.own_first, party.id, party.collaboration_id,
        party.role, party.basis, party.joined_on, party.left_on, collaboration.status,
        collaboration.starts_on, collaboration.title, collaboration.parent_id IS NOT NULL AS is_part,
        coalesce(found.takes_in_every_force, false) AS everywhere,
        {belonging.BELONGED} AS alone_then
    FROM stake
    JOIN register_party AS party ON party.organisation_id = stake.organisation_id
    JOIN register_collaboration AS collaboration ON collaboration.id = party.collaboration_id
    LEFT JOIN register_searchentry AS found ON found.collaboration_id = collaboration.id
    WHERE stake.paired = '{OWN}' OR NOT coalesce({_NEVER_IN_ITS_TIME}, false)
),
placed AS (
    SELECT *,
        paired = '{OWN}' AS is_own,
        role IN {listed(MEMBER_ROLES)} AS is_member,
        basis = '{Basis.ASSUMED}' AS is_assumed,
        {PLACE} AS place
    FROM answered
),
entry AS MATERIALIZED (SELECT *, place = {PLACES.index(Place.NOT_THEN)} AS is_out FROM placed),
chosen AS MATERIALIZED (
    SELECT DISTINCT ON (whose, collaboration_id) * FROM entry
    ORDER BY whose, collaboration_id, own_first AND NOT is_own, NOT is_member, place, is_assumed, NOT is_own,
        joined_on DESC NULLS LAST, id
)"""
