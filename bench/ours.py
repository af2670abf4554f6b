"""Puts the made-up rows into a database of our own, by COPY, and indexes them as the service would."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from bench.rows import Row

SOURCE = 1
TABLES: dict[str, str] = {
    "register_collaboration": "id, reference, slug, title, title_cy, model, legal_basis, legal_basis_note,"
    " status, status_as_of, ending_kind, starts_on, start_kind, ends_on, inspection_role,"
    " existence_confidence, parties_confidence, dates_confidence, status_confidence, parties_coverage,"
    " parties_expected, notes, provenance",
    "register_collaborationaddress": "slug, collaboration_id",
    "register_collaboration_functions": "collaboration_id, function_id, position",
    "register_purpose": "collaboration_id, version, statement, statement_cy, origin, state, edition",
    "register_party": "id, collaboration_id, organisation_id, role, joined_on, left_on, basis, note",
    "register_event": 'id, collaboration_id, "on", kind, what',
    "register_claim": "id, key, collaboration_id, sentence, kind, amount, qualifier, unit, period_kind,"
    " covers, state, said_by, said_as, said_on, assurance, note",
    "register_citation": "source_id, title, supports, collaboration_id, party_id, event_id, claim_id,"
    " position",
}
Cells = tuple[Any, ...]


class _Flattener:
    """Turns rows into the cells of each table, numbering what hangs on them."""

    def __init__(self, organisations: dict[str, int], functions: dict[str, int]) -> None:
        self.organisations = organisations
        self.functions = functions
        self.numbers = {table: count(1) for table in ("party", "event", "claim")}

    def cells(self, row: Row) -> Iterator[tuple[str, Cells]]:
        yield "register_collaboration", self._collaboration(row)
        yield "register_collaborationaddress", (row.slug, row.number)
        for position, function in enumerate(row.functions):
            yield "register_collaboration_functions", (row.number, self.functions[function], position)
        yield "register_purpose", (row.number, 1, row.summary, "", "register", "published", 1)
        yield "register_citation", (SOURCE, "", "record", row.number, None, None, None, 0)
        yield from self._parties(row)
        yield from self._events(row)
        yield from self._claims(row)

    def _collaboration(self, row: Row) -> Cells:
        like = row.like
        starts_on = min((party.joined_on for party in row.parties if party.joined_on), default=None)
        return (
            row.number, row.reference, row.slug, row.title, "", like["model"], like["legal_basis"], "",
            like["status"], like["status_as_of"] or None, like["ending_kind"], starts_on,
            like["start_kind"], like["end_date"] or None, "", like["existence_confidence"],
            like["parties_confidence"], like["dates_confidence"], like["status_confidence"],
            like["parties_coverage"], None, row.notes, "public_sources",
        )  # fmt: skip

    def _parties(self, row: Row) -> Iterator[tuple[str, Cells]]:
        for party in row.parties:
            number = next(self.numbers["party"])
            organisation = self.organisations[party.organisation]
            span = (party.joined_on, party.left_on)
            yield "register_party", (number, row.number, organisation, party.role, *span, party.basis, "")
            yield "register_citation", (SOURCE, "", "party", row.number, number, None, None, 0)

    def _events(self, row: Row) -> Iterator[tuple[str, Cells]]:
        for on, kind, what in row.events:
            number = next(self.numbers["event"])
            yield "register_event", (number, row.number, on, kind, what)
            yield "register_citation", (SOURCE, "", "event", row.number, None, number, None, 0)

    def _claims(self, row: Row) -> Iterator[tuple[str, Cells]]:
        for claim in row.claims:
            number = next(self.numbers["claim"])
            yield (
                "register_claim",
                (
                    number, f"bench-{number}", row.number, claim.sentence, claim.kind, claim.amount, "",
                    "GBP", claim.period_kind, "all_parties", claim.state, "Nobody", "other", claim.said_on,
                    "claimed", "",
                ),
            )  # fmt: skip
            yield "register_citation", (SOURCE, "", "claim", row.number, None, None, number, 0)


def fill(connection: psycopg.Connection[Any], rows: Iterable[Row], *, batch: int = 5000) -> dict[str, int]:
    """Empties the record's tables and copies `rows` in. Returns how many rows each table got.

    The bodies and the functions must be there already. The database must be the bench's own, and the
    connection its owner's: made-up rows need no history, and keeping it would be measured too.
    """
    _keep_history(connection, "DISABLE")
    _let_the_rest_be_empty(connection)
    connection.execute(
        "TRUNCATE register_collaboration, register_claim, register_citation RESTART IDENTITY CASCADE"
    )
    connection.execute(
        "INSERT INTO people_source (id, url, title)"
        " VALUES (%s, 'https://bench.example/', 'Made up for measuring')"
        " ON CONFLICT (id) DO NOTHING",
        [SOURCE],
    )
    flattener = _Flattener(_ids(connection, "people_organisation"), _ids(connection, "register_function"))
    counts = dict.fromkeys(TABLES, 0)
    waiting: dict[str, list[Cells]] = {table: [] for table in TABLES}
    for number, row in enumerate(rows, start=1):
        for table, cells in flattener.cells(row):
            waiting[table].append(cells)
        if number % batch == 0:
            _flush(connection, waiting, counts)
    _flush(connection, waiting, counts)
    # References are checked at the end of a transaction, and a table with checks to come cannot be altered.
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _keep_history(connection, "ENABLE")
    connection.commit()
    return counts


def _keep_history(connection: psycopg.Connection[Any], how: LiteralString) -> None:
    for table in TABLES:
        connection.execute(sql.SQL("ALTER TABLE {} " + how + " TRIGGER USER").format(sql.Identifier(table)))


def _let_the_rest_be_empty(connection: psycopg.Connection[Any]) -> None:
    """Columns that made-up rows do not name hold no word, or say no."""
    columns = connection.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_name = ANY(%s) AND is_nullable = 'NO' AND column_default IS NULL"
        " AND data_type IN ('text', 'character varying', 'boolean')",
        [[*TABLES]],
    ).fetchall()
    for table, column, kind in columns:
        connection.execute(
            sql.SQL("ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {}").format(
                sql.Identifier(table), sql.Identifier(column), sql.Literal("no" if kind == "boolean" else "")
            )
        )


def _ids(connection: psycopg.Connection[Any], table: str) -> dict[str, int]:
    found = connection.execute(f"SELECT slug, id FROM {table}").fetchall()  # noqa: S608 - our own table names
    return {
        slug.replace("-", "_") if table == "register_function" else slug: number for slug, number in found
    }


def _flush(
    connection: psycopg.Connection[Any], waiting: dict[str, list[Cells]], counts: dict[str, int]
) -> None:
    for table, columns in TABLES.items():
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for cells in waiting[table]:
                copy.write_row(cells)
        counts[table] += len(waiting[table])
        waiting[table].clear()
