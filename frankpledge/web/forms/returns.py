"""A return as its grid sends it, and as it is shown again with everything typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.benefits.actions.returns import Cell
from frankpledge.benefits.drafts.rows import plain
from frankpledge.benefits.models import Said
from frankpledge.benefits.queries.returns import Grid, Line

NUMBERS = ("value", "numerator", "denominator")
UNCHANGED, NOT_KNOWN = "unchanged", "not_known"
# What the buttons of the grid say; one of a row carries the row's key behind a colon.
STEP, SAVE, LOCK, PASTE, ALL_UNCHANGED = "step", "save", "lock", "paste", "all-unchanged"
ROW_UNCHANGED = "row-unchanged"
BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as it is shown: what is in its fields, and what is wrong with it."""

    line: Line
    cell: Cell
    faults: Mapping[str, str]
    asks_why: bool

    @property
    def is_unchanged(self) -> bool:
        return self.cell.said in {Said.UNCHANGED, BOTH}

    @property
    def is_not_known(self) -> bool:
        return self.cell.said in {Said.NOT_KNOWN, BOTH}


def saved(grid: Grid) -> dict[str, Cell]:
    """What is in the fields when nobody has typed yet."""
    return {line.key: _of(line) for line in grid.lines}


def typed(data: Mapping[str, Any], grid: Grid) -> dict[str, Cell]:
    """What was sent of each row. A row that was not sent stays as it is."""
    return {
        line.key: _sent(data, line.key) if f"{line.key}.sent" in data else _of(line) for line in grid.lines
    }


def unchanged(cells: Mapping[str, Cell], grid: Grid, key: str = "") -> dict[str, Cell]:
    """The same with “no change” in one row, or in each that is empty and has an earlier value."""
    return {
        line.key: replace(cells[line.key], said=Said.UNCHANGED, value="", numerator="", denominator="")
        if line.last is not None and (line.key == key or (not key and _is_empty(cells[line.key])))
        else cells[line.key]
        for line in grid.lines
    }


def rows(grid: Grid, cells: Mapping[str, Cell], faults: Mapping[str, str]) -> list[Row]:
    """The rows of the grid."""
    return [
        Row(
            line=line,
            cell=cells[line.key],
            faults={
                name: faults[f"{line.key}.{name}"]
                for name in (*NUMBERS, "explanation")
                if f"{line.key}.{name}" in faults
            },
            asks_why=_asks_why(line, f"{line.key}.explanation" in faults),
        )
        for line in grid.lines
    ]


def listed(faults: Mapping[str, str], grid: Grid) -> list[dict[str, str]]:
    """What is wrong, in the order of the grid, each leading to its field."""
    names = [f"{line.key}.{name}" for line in grid.lines for name in (*NUMBERS, "explanation")]
    whole = [name for name in faults if name not in names]
    titles = {line.key: line.profile.title for line in grid.lines}
    return [{"text": faults[name], "href": f"#{name or 'do'}"} for name in whole] + [
        {"text": f"{titles[name.rpartition('.')[0]]}: {faults[name]}", "href": f"#{name}"}
        for name in names
        if name in faults
    ]


def checked(cells: Mapping[str, Cell]) -> dict[str, str]:
    """What only the form can tell: that both boxes of a row are ticked."""
    fault = _("Tick “no change” or “not known”, not both")
    return {f"{key}.value": fault for key, cell in cells.items() if cell.said == BOTH}


def _of(line: Line) -> Cell:
    if line.now is None:
        return Cell(key=line.key)
    if line.now.said != Said.COUNTED:
        return Cell(key=line.key, said=line.now.said, explanation=line.now.explanation)
    numbers = {
        name: "" if getattr(line.now, name) is None else plain(getattr(line.now, name)) for name in NUMBERS
    }
    return Cell(key=line.key, explanation=line.now.explanation, **numbers)


def _sent(data: Mapping[str, Any], key: str) -> Cell:
    ticked = {name for name in (UNCHANGED, NOT_KNOWN) if data.get(f"{key}.{name}")}
    said = BOTH if len(ticked) == 2 else next(iter(ticked), "")
    words = {name: str(data.get(f"{key}.{name}", "")) for name in (*NUMBERS, "explanation")}
    return Cell(key=key, said=said, **words)


def _is_empty(cell: Cell) -> bool:
    return not (cell.said or cell.value or cell.numerator or cell.denominator)


def _asks_why(line: Line, is_at_fault: bool) -> bool:  # noqa: FBT001 - said where it is called
    if line.now is None:
        return is_at_fault
    return is_at_fault or bool(line.now.explanation) or line.asks_why_now
