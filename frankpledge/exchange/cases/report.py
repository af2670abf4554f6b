"""What came of a case: sentences, tables, a picture, and the document for programs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frankpledge.exchange.cases import shapes
from frankpledge.exchange.pictures.picture import Picture

BETWEEN = "  "
METHOD = "Collaboration Benefits Method 1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Cells ready to read. The first column heads each row; `words` are the columns that are not numbers."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: frozenset[int] = frozenset({0})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The answer in words first, then in tables; `document` is the whole of it, ready for JSON."""

    title: str
    sentences: Sequence[str]
    tables: Sequence[Table]
    document: Mapping[str, Any]
    picture: Picture | None = None


def stamped(given: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with the method's version and a digest of the case: what it is the answer to."""
    return {**document, "method": METHOD, "case_digest": shapes.digest(given)}


def as_text(report: Report) -> str:
    """The report for a terminal, ending in a line's end."""
    parts = [[report.title], list(report.sentences)]
    parts += [[table.title, "", *lines(table)] for table in report.tables]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def lines(table: Table) -> Iterator[str]:
    """The table's lines: words to the left, numbers to the right."""
    whole = [list(table.header), *map(list, table.rows)]
    widths = [max(len(row[column]) for row in whole) for column in range(len(table.header))]
    for row in whole:
        cells = (
            cell.ljust(width) if column in table.words else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield BETWEEN.join(cells).rstrip()
