"""Every table of the open data, in the order a reader would want them."""

from collections.abc import Iterator

from django.db import connection

from frankpledge.errors import NotFound
from frankpledge.exchange import streams
from frankpledge.exchange.open_data import (
    agreements,
    citations,
    claims,
    collaborations,
    corrections,
    events,
    functions,
    organisations,
    parties,
    purposes,
)
from frankpledge.exchange.open_data.columns import Table

TABLES: tuple[Table, ...] = (
    collaborations.COLLABORATIONS,
    collaborations.NAMES,
    functions.FUNCTIONS,
    purposes.PURPOSES,
    purposes.OBJECTIVES,
    parties.PARTIES,
    events.EVENTS,
    agreements.AGREEMENTS,
    claims.CLAIMS,
    organisations.ORGANISATIONS,
    organisations.NAMES,
    organisations.GROUPS,
    organisations.RELATIONS,
    organisations.FIGURES,
    citations.SOURCES,
    citations.CITATIONS,
    citations.ORGANISATION_CITATIONS,
    corrections.CORRECTIONS,
)
BY_NAME = {table.name: table for table in TABLES}


def table(name: str) -> Table:
    """The table of that name. Raises NotFound."""
    if name not in BY_NAME:
        raise NotFound
    return BY_NAME[name]


def csv(table: Table) -> Iterator[bytes]:
    """The table's rows as CSV, streamed."""
    return streams.csv(table.csv_select(), merging=table.merges)


def json_lines(table: Table) -> Iterator[bytes]:
    """The table's rows as JSON Lines, streamed."""
    return streams.json_lines(table.json_select(), merging=table.merges)


def counts() -> dict[str, int]:
    """How many rows each table has, in one statement."""
    counted = ", ".join(f"({each.count_select()})" for each in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counted}")
        return dict(zip(BY_NAME, cursor.fetchone(), strict=True))
