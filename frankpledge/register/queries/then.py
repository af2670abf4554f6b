"""The tables as they were on a past day, for statements that count and order many rows at once.

What changed in the world since is laid over each table, under the name that statements know it by. Only
where there is something to undo: today's statements read the tables themselves.
"""

import json
from collections.abc import Mapping
from typing import Any

from frankpledge.register.models import TargetKind
from frankpledge.register.queries.undoing import Undone

# Each table with the columns that a change may set; those after the bar never change.
_TABLES: Mapping[str, tuple[TargetKind, tuple[str, ...], tuple[str, ...]]] = {
    "register_party": (
        TargetKind.PARTY,
        ("role", "basis", "joined_on", "left_on"),
        ("id", "collaboration_id", "organisation_id"),
    ),
    "register_collaboration": (
        TargetKind.COLLABORATION,
        ("title", "status", "status_as_of", "starts_on", "ends_on"),
        ("id", "parent_id"),
    ),
    "people_relation": (
        TargetKind.RELATION,
        ("starts_on", "ends_on"),
        ("id", "subject_id", "object_id", "kind"),
    ),
    "people_organisation": (
        TargetKind.ORGANISATION,
        ("name", "short_name", "kind", "region", "organised_crime_region"),
        ("id", "slug"),
    ),
}
_FUNCTIONS = """
register_collaboration_functions_then AS NOT MATERIALIZED (
    SELECT held.collaboration_id, held.function_id, held.position
    FROM register_collaboration_functions AS held
    WHERE NOT EXISTS (
        SELECT FROM was WHERE was.kind = 'collaboration' AND was.id = held.collaboration_id
            AND was.held ? 'functions'
    )
    UNION ALL
    SELECT was.id, function.id, named.position::integer - 1
    FROM was
    CROSS JOIN LATERAL jsonb_array_elements_text(was.held -> 'functions')
        WITH ORDINALITY AS named (slug, position)
    JOIN register_function AS function ON function.slug = named.slug
    WHERE was.kind = 'collaboration' AND was.held ? 'functions'
)"""


def as_they_were(statement: str, undone: Undone) -> str:
    """A statement that begins with WITH and reads the tables as they were on the day that `undone` is for."""
    if not undone.values and not undone.added:
        return statement
    read = statement
    for table in (*_TABLES, "register_collaboration_functions"):
        read = read.replace(f"FROM {table} AS", f"FROM {table}_then AS")
        read = read.replace(f"JOIN {table} AS", f"JOIN {table}_then AS")
    return read.replace("WITH ", f"WITH {_LAID_OVER},", 1)


def parameters(undone: Undone) -> dict[str, Any]:
    """The values that such a statement asks for; nothing, where there is nothing to undo."""
    if not undone.values and not undone.added:
        return {}
    was = [
        {"kind": kind, "id": number, "held": {name: value or "" for name, value in held.items()}}
        for (kind, number), held in undone.values.items()
    ]
    return {
        "was": json.dumps(was),
        "since": json.dumps([{"kind": kind, "id": number} for kind, number in undone.added]),
    }


def _laid_over(table: str) -> str:
    kind, columns, fixed = _TABLES[table]
    dates = {name for name in columns if name.endswith(("_on", "_of"))}
    read = [f"held.{name}" for name in fixed]
    for name in columns:
        # A change says "" where a row says that nothing is known.
        old = f"nullif(was.held ->> '{name}', '')" if name in dates else f"was.held ->> '{name}'"
        read.append(f"CASE WHEN was.held ? '{name}' THEN {old} ELSE held.{name} END AS {name}")
    return f"""
{table}_then AS NOT MATERIALIZED (
    SELECT {", ".join(read)} FROM {table} AS held
    LEFT JOIN was ON was.kind = '{kind}' AND was.id = held.id
    WHERE NOT EXISTS (SELECT FROM since WHERE since.kind = '{kind}' AND since.id = held.id)
)"""


_LAID_OVER = f"""
was AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%(was)s::jsonb) AS row (kind text, id bigint, held jsonb)
),
since AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%(since)s::jsonb) AS row (kind text, id bigint)
),{",".join(_laid_over(table) for table in _TABLES)},{_FUNCTIONS}"""
