"""Rows streamed out of PostgreSQL as CSV or JSON, in constant memory.

One `COPY (SELECT ...) TO STDOUT`: one snapshot, formatted by the database, handed on in pieces of at least
64 KiB. A reader who goes away closes the generator, which cancels the query and leaves the connection usable.

Values go in as parameters (`%s` or `%(name)s`); the text of `select` is never made from what a reader sent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, TypeAlias

from django.db import connection, transaction

Parameters: TypeAlias = Sequence[Any] | Mapping[str, Any] | None

BUFFER_BYTES = 64 * 1024
# JSON escapes these two wherever they stand in a text, so COPY has nothing to quote and leaves a row whole.
NEVER_IN_JSON = r"DELIMITER E'\x01', QUOTE E'\x02', ESCAPE E'\x02'"
# What makes a spreadsheet read a cell as a formula, the full-width forms too.
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"  # noqa: RUF001 - the full-width forms are meant
APOSTROPHE = "'"
# Joins by merging, so that rows flow from the first on and nothing is gathered up before it.
MERGING = (
    "SET LOCAL enable_hashjoin = off; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off"
)


def csv(select: str, parameters: Parameters = None, *, merging: bool = False) -> Iterator[bytes]:
    """The rows of `select` as CSV in UTF-8, under a row with the names of its columns.

    NULL is an empty cell. Give free text through `spreadsheet_safe`. Say `merging` when everything that is
    joined has an index in the order of the rows: at 100,000 of them it takes half the time.
    """
    statement = f"COPY ({select}) TO STDOUT (FORMAT csv, HEADER true)"
    return _pieces(_copied(statement, parameters, merging=merging))


def json_lines(select: str, parameters: Parameters = None, *, merging: bool = False) -> Iterator[bytes]:
    """The rows of `select` as one JSON object to a line, keys in the order of its columns."""
    return _pieces(_objects(select, parameters, merging=merging))


def json_array(select: str, parameters: Parameters = None, *, merging: bool = False) -> Iterator[bytes]:
    """The rows of `select` as one JSON array of objects, to stand alone or inside a larger document."""
    return _pieces(_bracketed(_objects(select, parameters, merging=merging)))


def spreadsheet_safe(expression: str) -> str:
    """SQL for the text of `expression` with an apostrophe before what a spreadsheet would run as a formula.

    It can be undone: a text that begins with apostrophes and then such a character gets one more, so that
    taking one away from every text of that shape gives back what was there. NULL stays NULL.
    """
    starts = ", ".join(str(ord(letter)) for letter in (APOSTROPHE, *FORMULA_STARTS))
    shape = rf"^''*[{FORMULA_STARTS.replace('-', '')}-]"
    # The number of the first letter rules nearly every cell out; the pattern would cost ten times as much.
    is_formula = f"ascii({expression}) IN ({starts}) AND {expression} ~ '{shape}'"
    return f"CASE WHEN {is_formula} THEN '''' || {expression} ELSE {expression} END"


def _objects(select: str, parameters: Parameters, *, merging: bool) -> Iterator[bytes]:
    rows = f"SELECT row_to_json(line) FROM ({select}) AS line"  # noqa: S608 - our own text, values are parameters
    return _copied(f"COPY ({rows}) TO STDOUT (FORMAT csv, {NEVER_IN_JSON})", parameters, merging=merging)


def _copied(statement: str, parameters: Parameters, *, merging: bool) -> Iterator[bytes]:
    with _merging() if merging else nullcontext():
        connection.ensure_connection()
        with (
            connection.wrap_database_errors,
            connection.connection.cursor() as cursor,
            cursor.copy(statement, parameters) as rows,
        ):
            yield from rows


@contextmanager
def _merging() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(MERGING)
        yield


def _bracketed(rows: Iterable[bytes]) -> Iterator[bytes]:
    yield b"["
    before = b""
    for row in rows:
        yield before + row
        before = b","
    yield b"]"


def _pieces(rows: Iterable[bytes]) -> Iterator[bytes]:
    piece = bytearray()
    for row in rows:
        piece += row
        if len(piece) >= BUFFER_BYTES:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)
