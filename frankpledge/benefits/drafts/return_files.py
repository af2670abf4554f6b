"""Returns as a file has them: several periods at once, each row read or refused with what to do about it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.benefits.actions.returns import Cell, Filled, check_cell
from frankpledge.benefits.drafts.returns import WORDS, names_of
from frankpledge.benefits.drafts.rows import month_of
from frankpledge.benefits.models import Workspace
from frankpledge.benefits.periods import is_start, named
from frankpledge.benefits.queries.returns import ALL_TOGETHER, Grid, Line, grid
from frankpledge.errors import Invalid

COLUMNS = ("period", "benefit", "party", "value", "out of", "note")
NEEDED = ("period", "benefit", "value")
# Written for who fills it in, and not read.
BESIDE = ("title", "unit", "last time")
MOST_PERIODS = 60
LONGEST_NOTE = 500
FIRST_DAY_OF_SHEETS = datetime.date(1899, 12, 30)
DAYS_IN_SHEETS = range(30_000, 80_000)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of a file: its line, what its cells say by column, and which of them are formulas."""

    line: int
    cells: Mapping[str, str]
    formulas: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return " · ".join(text for text in self.cells.values() if text)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not taken: its line, what it says, and what to do about it."""

    line: int
    said: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that is: its line, the row of the grid that it fills, and what it says there."""

    file_line: int
    line: Line
    cell: Cell


@dataclass(slots=True)
class Sorted:
    """What became of each row of a file."""

    grids: dict[datetime.date, Grid] = field(default_factory=dict)
    taken: dict[datetime.date, dict[str, Taken]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    empty: int = 0

    @property
    def count(self) -> int:
        return sum(len(rows) for rows in self.taken.values())

    @property
    def periods(self) -> list[datetime.date]:
        return sorted(self.taken)

    def filled(self) -> list[Filled]:
        """What is to be saved."""
        return [
            Filled(day, self.grids[day].version, [row.cell for row in self.taken[day].values()])
            for day in self.periods
        ]


def sort_out(rows: Sequence[FileRow], workspace: Workspace) -> Sorted:
    """Each row by its period, or among the refused. A row without a value is left as it is."""
    found = Sorted()
    for row in rows:
        if not any(row.cells.get(name) for name in ("value", "out of", "note")) and not row.formulas:
            found.empty += 1
            continue
        try:
            _take(row, workspace, found)
        except Invalid as refused:
            told = "; ".join(dict.fromkeys(refused.fields.values())) or str(refused)
            found.refused.append(Refused(row.line, str(row), told))
    return found


def check_columns(names: Sequence[str]) -> None:
    """Raises Invalid for a file without the columns that are needed, or with one of them twice."""
    missing = [name for name in NEEDED if name not in names]
    twice = [name for name in COLUMNS if names.count(name) > 1]
    fault = ""
    if missing:
        told = _("The first line must name the columns. Missing: %(missing)s. They are: %(all)s.")
        fault = told % {"missing": ", ".join(missing), "all": ", ".join(COLUMNS)}
    elif twice:
        fault = _("A column is there twice: %(name)s. Keep one.") % {"name": ", ".join(twice)}
    if fault:
        raise Invalid(fault, {"file": fault})


def _take(row: FileRow, workspace: Workspace, found: Sorted) -> None:
    if row.formulas:
        told = _("“%(columns)s” holds a formula. Copy the cells and paste them as values.")
        raise Invalid(told % {"columns": ", ".join(sorted(row.formulas))})
    day = _period(row.cells.get("period", ""), workspace)
    held = found.grids.get(day)
    if held is None:
        if len(found.grids) >= MOST_PERIODS:
            raise Invalid(_("The file has more than %(most)s periods. Split it.") % {"most": MOST_PERIODS})
        held = found.grids[day] = grid(workspace, day)
    if held.is_locked:
        told = _("The return for %(period)s is locked. An owner may open it again, with the reason.")
        raise Invalid(told % {"period": named(day, workspace.period_length)})
    line = _line(row, held)
    cell = _cell(row, line)
    check_cell(cell, line)
    rows = found.taken.setdefault(day, {})
    if before := rows.get(line.key):
        told = _("It is the same row as line %(line)s. Keep one of the two.")
        raise Invalid(told % {"line": before.file_line})
    rows[line.key] = Taken(row.line, line, cell)


def _period(written: str, workspace: Workspace) -> datetime.date:
    day = month_of(written) or _day_of_sheet(written)
    if day is None:
        raise Invalid(_("“%(word)s” is no period: enter one like 2024-04") % {"word": written[:40]})
    first = workspace.first_period_on
    if day < first or not is_start(first, workspace.period_length, day):
        told = _("No period begins in %(month)s. The first one is %(first)s.")
        raise Invalid(told % {"month": f"{day:%Y-%m}", "first": f"{first:%Y-%m}"})
    if day > timezone.localdate():
        raise Invalid(_("This period has not begun yet. Leave the row out."))
    return day


def _day_of_sheet(written: str) -> datetime.date | None:
    """A day as a workbook keeps it: days since the last ones of 1899."""
    try:
        count = Decimal(written)
    except InvalidOperation:
        return None
    if not count.is_finite() or count != count.to_integral_value() or int(count) not in DAYS_IN_SHEETS:
        return None
    day = FIRST_DAY_OF_SHEETS + datetime.timedelta(days=int(count))
    return day if day.day == 1 else None


def _line(row: FileRow, held: Grid) -> Line:
    benefit, party = row.cells.get("benefit", ""), row.cells.get("party", "")
    lines = names_of(held.lines).get(benefit.casefold())
    if lines is None:
        told = _("“%(word)s” is no benefit that is asked for in this period: write its reference")
        raise Invalid(told % {"word": benefit[:60]})
    wanted = party.casefold() or ALL_TOGETHER
    line = lines.get(wanted)
    if line is None and not party:
        raise Invalid(_("Name the party whose value it is"))
    if line is None:
        told = _("“%(word)s” is not asked for this benefit: use the name on the page of the return")
        raise Invalid(told % {"word": party[:60]})
    return line


def _cell(row: FileRow, line: Line) -> Cell:
    value, out_of, note = (row.cells.get(name, "") for name in ("value", "out of", "note"))
    if len(note) > LONGEST_NOTE:
        raise Invalid(_("Use at most %(longest)s characters in a note") % {"longest": LONGEST_NOTE})
    if said := WORDS.get(value.casefold()):
        if out_of:
            raise Invalid(_("Leave “out of” empty beside “not known” and “no change”"))
        return Cell(key=line.key, said=said, explanation=note)
    if line.is_ratio:
        return Cell(key=line.key, numerator=value, denominator=out_of, explanation=note)
    if out_of:
        raise Invalid(_("This measure is no ratio: leave “out of” empty"))
    return Cell(key=line.key, value=value, explanation=note)
