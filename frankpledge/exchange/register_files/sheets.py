"""A file of the register: its columns, and reading its rows with everything that is wrong with them."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.exchange.register_files.columns import Column, Unreadable
from frankpledge.exchange.register_files.problems import Problem

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what its cells say. A cell that cannot be read is not there."""

    line: int
    cells: Mapping[str, Any]

    def get(self, column: str) -> Any:
        """What the cell says; None when it could not be read."""
        return self.cells.get(column)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file, its columns in order, and the columns that tell one row from another."""

    file: str
    columns: Mapping[str, Column]
    key: tuple[str, ...]

    def key_of(self, cells: Mapping[str, Any]) -> Key:
        """What tells these cells' row from another."""
        return tuple(cells.get(column) for column in self.key)

    def label_of(self, cells: Mapping[str, Any]) -> str:
        """The key in words."""
        return " ".join(filter(None, (self.columns[name].text(cells[name]) for name in self.key)))

    def problem(self, line: int, column: str, wrong: str, remedy: str = "") -> Problem:
        """A problem in this file."""
        return Problem(self.file, line, column, wrong, remedy)


@dataclass(slots=True)
class Reading:
    """The rows of one file, and what is wrong with it."""

    sheet: Sheet
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, column: str, wrong: str, remedy: str = "") -> None:
        """Note a problem and go on."""
        self.problems.append(self.sheet.problem(line, column, wrong, remedy))

    def values(self, column: str) -> set[Any]:
        """Everything that a column says."""
        return {row.cells[column] for row in self.rows if column in row.cells}


def read(folder: Path, sheet: Sheet) -> Reading:
    """Every row of the file, and every problem in it."""
    reading = Reading(sheet)
    text = _text(folder / sheet.file, reading)
    if text is None:
        return reading
    lines = _lines(text, reading)
    header = next(lines, (1, []))[1]
    if _header_fits(header, reading):
        for line, cells in lines:
            _read_row(line, dict(zip(header, cells, strict=False)), len(cells) - len(header), reading)
        _find_repeats(reading)
    return reading


def _text(path: Path, reading: Reading) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        reading.report(
            0, "", _("The file is not there."), _("Put it into %(folder)s.") % {"folder": path.parent}
        )
    except OSError as error:
        reading.report(0, "", _("It cannot be read: %(error)s.") % {"error": error.strerror})
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        reading.report(line, "", _("It is not UTF-8 text."), _("Save the file as CSV UTF-8."))
    return None


def _lines(text: str, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row that is not empty, with the line that it begins on."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins_on = 1
    try:
        for cells in rows:
            if cells:
                yield begins_on, cells
            begins_on = rows.line_num + 1
    except csv.Error as error:
        reading.report(begins_on, "", _("It is not a row of CSV: %(error)s.") % {"error": error})


def _header_fits(header: Sequence[str], reading: Reading) -> bool:
    wanted = reading.sheet.columns
    for name in wanted:
        if name not in header:
            reading.report(1, name, _("The column is missing."), _("Add it, blank where nothing is known."))
    for name in header:
        if name not in wanted:
            known = {"columns": ", ".join(wanted)}
            reading.report(1, name, _("No such column is known."), _("The columns are: %(columns)s.") % known)
        elif header.count(name) > 1:
            reading.report(1, name, _("The column is there twice."), _("Keep one."))
    return not reading.problems


def _read_row(line: int, texts: Mapping[str, str], surplus: int, reading: Reading) -> None:
    if surplus:
        counts = {"held": len(reading.sheet.columns) + surplus, "wanted": len(reading.sheet.columns)}
        reading.report(
            line,
            "",
            _("The row has %(held)d cells, and the header has %(wanted)d.") % counts,
            _("Look for a comma too many or too few, or a missing quotation mark."),
        )
        return
    cells = {}
    for name, column in reading.sheet.columns.items():
        try:
            cells[name] = column.value(texts[name])
        except Unreadable as fault:
            reading.report(line, name, fault.wrong, fault.remedy)
    reading.rows.append(Row(line, cells))


def _find_repeats(reading: Reading) -> None:
    first: dict[Key, int] = {}
    for row in reading.rows:
        key = reading.sheet.key_of(row.cells)
        if any(name not in row.cells for name in reading.sheet.key):
            continue
        if key in first:
            wrong = _("It is the same row as line %(line)d.") % {"line": first[key]}
            reading.report(row.line, reading.sheet.key[0], wrong, _("Keep one of the two."))
        first.setdefault(key, row.line)
