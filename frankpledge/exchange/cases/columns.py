"""Series in a case: written as a list, or named as a column of a table that came with it as CSV."""

import csv
import io
import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from frankpledge.errors import Invalid

Cell: TypeAlias = float | str | None
Columns: TypeAlias = Mapping[str, tuple[float | str | None, ...]]
Series: TypeAlias = tuple[float | None, ...] | str


def from_csv(text: str) -> dict[str, list[Cell]]:
    """The columns of a CSV text with a header. Numbers become numbers; an empty cell is missing (None).

    >>> from_csv("month,count\\nJan,3\\nFeb,\\n")
    {'month': ['Jan', 'Feb'], 'count': [3.0, None]}
    """
    rows = list(csv.reader(io.StringIO(text)))
    if len(rows) < 2:
        raise Invalid("The table is empty: it needs a header and at least one row.")
    header = [name.strip() for name in rows[0]]
    if len(set(header)) != len(header):
        raise Invalid("The table has two columns of one name.")
    body = [row for row in rows[1:] if row]
    if any(len(row) != len(header) for row in body):
        place = next(place for place, row in enumerate(body, start=2) if len(row) != len(header))
        raise Invalid(f"Line {place} of the table has another number of cells than its header.")
    return {name: [_cell(row[at]) for row in body] for at, name in enumerate(header)}


def numbers(name: str, given: Series | None, columns: Columns) -> list[float]:
    """A series of numbers, NaN where one is missing. Raises Invalid, naming it."""
    if given is None:
        raise Invalid(f"{name} is missing; allowed: a list of numbers, or the name of a column.")
    values = column(name, given, columns)
    if any(isinstance(value, str) for value in values):
        raise Invalid(f"{name} holds words; allowed: numbers.")
    return [math.nan if value is None else float(value) for value in values]


def words(name: str, given: Sequence[Any] | str | None, columns: Columns) -> list[str]:
    """A series of labels; whole numbers lose their decimals."""
    if given is None:
        return []
    return [
        f"{value:g}" if isinstance(value, float) and value == int(value) else str(value)
        for value in column(name, given, columns)
    ]


def column(name: str, given: Sequence[Any] | str, columns: Columns) -> Sequence[Any]:
    """The list itself, or the column that it names."""
    if not isinstance(given, str):
        return given
    if given not in columns:
        raise Invalid(
            f"{name} names the column {given!r}; allowed: {', '.join(columns) or 'none, without a table'}."
        )
    return columns[given]


def _cell(text: str) -> Cell:
    stripped = text.strip()
    if stripped in {"", "NA"}:
        return None
    try:
        return float(stripped)
    except ValueError:
        return stripped
