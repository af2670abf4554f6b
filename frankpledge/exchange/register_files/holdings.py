"""What is held, as rows of the files: what a load is compared with, and the proof of it."""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.exchange.register_files import (
    aliases,
    claims,
    collaborations,
    events,
    figures,
    functions,
    organisations,
    parties,
    references,
    relations,
)
from frankpledge.exchange.register_files.files import Files
from frankpledge.exchange.register_files.kept import Kept
from frankpledge.exchange.register_files.problems import Problem
from frankpledge.exchange.register_files.report import HeldRows
from frankpledge.exchange.register_files.sheets import Row, Sheet

# In the order in which one may point at another.
NOUNS: tuple[ModuleType, ...] = (
    functions, organisations, relations, aliases, figures,
    collaborations, references, parties, events, claims,
)  # fmt: skip
SHEETS: tuple[Sheet, ...] = tuple(noun.SHEET for noun in NOUNS)


def held() -> HeldRows:
    """The rows of every file as they are held now."""
    return {noun.SHEET.file: noun.held() for noun in NOUNS}


def differing(files: Files, sheet: Sheet, held: HeldRows) -> list[Row]:
    """The rows that are not held just as they stand."""
    by_key = {sheet.key_of(cells): cells for cells in held[sheet.file].values()}
    return [
        row
        for row in files.rows(sheet)
        if (cells := by_key.get(sheet.key_of(row.cells))) is None
        or any(cells[name] != value for name, value in row.cells.items())
    ]


def not_held_as_said(files: Files, held: HeldRows, kept: Kept) -> list[Problem]:
    """The proof of the load: every cell of every file, read back, says what it said.

    Of what people have changed the files say nothing any more.
    """
    problems: list[Problem] = []
    for sheet in SHEETS:
        by_key = {sheet.key_of(cells): cells for cells in held[sheet.file].values()}
        for row in files.rows(sheet):
            if kept.has(sheet, row.cells):
                continue
            problems += _lost(sheet, row, by_key.get(sheet.key_of(row.cells)))
    return problems


def _lost(sheet: Sheet, row: Row, held: Any) -> Sequence[Problem]:
    if held is None:
        # A reference may be reserved for a record that is not, or no longer, in the files.
        if sheet is references.SHEET:
            return ()
        return [sheet.problem(row.line, "", _("The register cannot hold this row."))]
    return [
        sheet.problem(
            row.line,
            name,
            _("The register cannot hold this cell: it would say “%(held)s”.")
            % {"held": sheet.columns[name].text(held[name])},
        )
        for name, value in row.cells.items()
        if held[name] != value and not (name in collaborations.KEPT_WHEN_BLANK and not value)
    ]
