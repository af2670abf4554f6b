"""What a load did, file by file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from frankpledge.exchange.register_files.files import Files
from frankpledge.exchange.register_files.sheets import Sheet

# The rows of each file, by the file's name and the row's number in the database.
HeldRows = Mapping[str, Mapping[int, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that was held otherwise before, and the columns that differed."""

    label: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of the rows of one file.

    `held_only` are rows that are held and no longer in the file. They stay: that nobody says something any
    more does not make it untrue.
    """

    file: str
    read: int
    added: tuple[str, ...]
    changed: tuple[ChangedRow, ...]
    held_only: tuple[str, ...]

    @property
    def left(self) -> int:
        """How many rows were held already, just as they are."""
        return self.read - len(self.added) - len(self.changed)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all files.

    `references_to_add` are lines that references.csv lacks; `references_reserved` are slugs in it that no
    record in the files has. `left_alone` are rows that say otherwise than what people have changed here.
    """

    files: tuple[FileReport, ...]
    references_to_add: tuple[str, ...] = ()
    references_reserved: tuple[str, ...] = ()
    left_alone: tuple[str, ...] = ()
    sha256: str = field(default="")

    @property
    def changed_anything(self) -> bool:
        """Whether anything was added or changed."""
        return any(file.added or file.changed for file in self.files)


def of_file(files: Files, sheet: Sheet, before: HeldRows, after: HeldRows) -> FileReport:
    """What became of one file's rows."""
    was, now = before[sheet.file], after[sheet.file]
    said = {sheet.key_of(row.cells) for row in files.rows(sheet)}
    changed = {number: _differing(sheet, was[number], now[number]) for number in now.keys() & was.keys()}
    return FileReport(
        file=sheet.file,
        read=len(files.rows(sheet)),
        added=tuple(sheet.label_of(cells) for number, cells in now.items() if number not in was),
        changed=tuple(
            ChangedRow(sheet.label_of(now[number]), columns)
            for number, columns in sorted(changed.items())
            if columns
        ),
        held_only=tuple(sheet.label_of(cells) for cells in now.values() if sheet.key_of(cells) not in said),
    )


def _differing(sheet: Sheet, was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in sheet.columns if was[name] != now[name])
