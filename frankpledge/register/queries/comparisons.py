"""Two to four forces beside each other: what they share, what only one has, function by function.

Nothing is scored and nobody is put before another: the forces stand in the order in which they are asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from frankpledge.dates import PartialDate
from frankpledge.people.models import Organisation
from frankpledge.register.models import Collaboration, Role
from frankpledge.register.queries.belonging import as_json, listed
from frankpledge.register.queries.entries import ENTRIES, HAVING_IT_DONE, PLACES, Place, Stake, parameters

# Of each company, and of each cell. What is beyond is counted, and found by searching.
MOST_LISTED, MOST_IN_A_CELL = 30, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One force's part in a collaboration. `is_own` is false when only its policing body is named."""

    force: Organisation
    role: Role
    place: Place
    joined_on: PartialDate | None
    left_on: PartialDate | None
    is_assumed: bool
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One collaboration, with the part of each of the forces that is in it."""

    collaboration: Collaboration
    functions: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The collaborations that exactly these of the forces are in: all of them, some, or one."""

    forces: tuple[Organisation, ...]
    count: int
    listed: tuple[Shared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one force has for one function. `listed` are the first of `count`."""

    count: int
    listed: tuple[Shared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionRow:
    """One function, with a cell for each force in their order."""

    slug: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything the page of a comparison shows. Collaborations that every force is in are only counted."""

    forces: tuple[Organisation, ...]
    companies: tuple[Company, ...]
    functions: tuple[FunctionRow, ...]
    everywhere_count: int

    @property
    def shared_by_all(self) -> Company:
        return self.of(self.forces)

    @property
    def shared_by_some(self) -> tuple[Company, ...]:
        """Those that several, but not all, are in."""
        return tuple(each for each in self.companies if 1 < len(each.forces) < len(self.forces))

    @property
    def only_one(self) -> tuple[Company, ...]:
        """For each force, those that none of the others is in."""
        return tuple(self.of((force,)) for force in self.forces)

    def of(self, forces: Sequence[Organisation]) -> Company:
        """The company of exactly these forces, which may be empty."""
        wanted = tuple(forces)
        empty = Company(forces=wanted, count=0, listed=())
        return next((each for each in self.companies if each.forces == wanted), empty)


def comparison(stakes: Sequence[Stake], *, most: int = MOST_LISTED) -> Comparison:
    """Compares the forces in two statements, however much they are in. `most` is of each company."""
    forces = {stake.organisation.pk: stake.organisation for stake in stakes}
    with connection.cursor() as cursor:
        cursor.execute(_READ, {**parameters(stakes), "in_order": list(forces), "most": most})
        companies, functions, rows, everywhere = cursor.fetchone()
    told = _told(rows, forces)
    return Comparison(
        forces=tuple(forces.values()),
        companies=tuple(
            Company(
                forces=tuple(forces[pk] for pk in row["whose"]),
                count=row["count"],
                listed=tuple(told[pk] for pk in row["first"]),
            )
            for row in companies
        ),
        functions=tuple(_function_row(row, list(forces), told) for row in functions),
        everywhere_count=everywhere,
    )


def _told(rows: Sequence[dict[str, Any]], forces: Mapping[int, Organisation]) -> Mapping[int, Shared]:
    collaborations = Collaboration.objects.in_bulk([row["id"] for row in rows])
    return {
        row["id"]: Shared(
            collaboration=collaborations[row["id"]],
            functions=tuple(row["functions"]),
            parts=tuple(_part(part, forces) for part in row["parts"]),
        )
        for row in rows
    }


def _part(part: dict[str, Any], forces: Mapping[int, Organisation]) -> Part:
    return Part(
        force=forces[part["whose"]],
        role=Role(part["role"]),
        place=PLACES[part["place"]],
        joined_on=_date(part["joined_on"]),
        left_on=_date(part["left_on"]),
        is_assumed=part["is_assumed"],
        is_own=part["is_own"],
    )


def _function_row(row: dict[str, Any], forces: list[int], told: Mapping[int, Shared]) -> FunctionRow:
    cells = {cell["whose"]: cell for cell in row["cells"]}
    nothing = {"count": 0, "first": []}
    in_order = [cells.get(pk, nothing) for pk in forces]
    return FunctionRow(
        slug=row["slug"],
        name=row["name"],
        cells=tuple(
            Cell(count=cell["count"], listed=tuple(told[pk] for pk in cell["first"])) for cell in in_order
        ),
    )


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


_COMPANIES = """
SELECT whose, max(count) AS count, array_agg(collaboration_id ORDER BY number) AS first
FROM together WHERE number <= %(most)s GROUP BY whose
"""
_FUNCTIONS = f"""
SELECT slug, name, json_agg(json_build_object('whose', whose, 'count', count, 'first', first)) AS cells
FROM (
    SELECT slug, name, whose, max(count) AS count, array_agg(collaboration_id ORDER BY number) AS first
    FROM cell WHERE number <= {MOST_IN_A_CELL} GROUP BY slug, name, whose
) AS cells
GROUP BY slug, name ORDER BY name
"""
_ROWS = f"""
SELECT ours.collaboration_id AS id,
    (SELECT coalesce(json_agg(function.name ORDER BY held.position), '[]')
        FROM register_collaboration_functions AS held
        JOIN register_function AS function ON function.id = held.function_id
        WHERE held.collaboration_id = ours.collaboration_id) AS functions,
    json_agg(ours ORDER BY array_position(%(in_order)s::bigint[], ours.whose)) AS parts
FROM ours
WHERE ours.collaboration_id IN (
    SELECT collaboration_id FROM together WHERE number <= %(most)s
    UNION SELECT collaboration_id FROM cell WHERE number <= {MOST_IN_A_CELL}
)
GROUP BY ours.collaboration_id
"""
_READ = f"""
WITH {ENTRIES},
ours AS MATERIALIZED (
    SELECT * FROM chosen WHERE role IN {listed(HAVING_IT_DONE)} AND NOT everywhere AND NOT is_out
),
together AS (
    SELECT *, row_number() OVER (PARTITION BY whose ORDER BY place, title, collaboration_id) AS number,
        count(*) OVER (PARTITION BY whose) AS count
    FROM (
        SELECT collaboration_id, title, min(place) AS place,
            array_agg(whose ORDER BY array_position(%(in_order)s::bigint[], whose)) AS whose
        FROM ours GROUP BY collaboration_id, title
    ) AS met
),
cell AS (
    SELECT function.slug, function.name, ours.whose, ours.collaboration_id,
        row_number() OVER (PARTITION BY function.id, ours.whose ORDER BY ours.place, ours.title, ours.id)
            AS number,
        count(*) OVER (PARTITION BY function.id, ours.whose) AS count
    FROM ours JOIN register_collaboration_functions AS held USING (collaboration_id)
    JOIN register_function AS function ON function.id = held.function_id
)
SELECT {as_json(_COMPANIES)}, {as_json(_FUNCTIONS)}, {as_json(_ROWS)},
    (SELECT count(DISTINCT collaboration_id) FROM chosen WHERE everywhere AND is_member AND NOT is_out)
"""
