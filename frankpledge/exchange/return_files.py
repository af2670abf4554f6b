"""Returns as files: the rows that are still due, to fill in, and the rows of a file that came back."""

import datetime
import io
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook

from frankpledge.benefits.drafts.return_files import BESIDE, COLUMNS, MOST_PERIODS, FileRow, check_columns
from frankpledge.benefits.drafts.rows import plain
from frankpledge.benefits.models import Observation, Said, Workspace
from frankpledge.benefits.queries.returns import ALL_TOGETHER, Line, calendar, grid, measured_profiles
from frankpledge.exchange.spreadsheets import Line as FileLine

HEADER = (*COLUMNS, *BESIDE)
WIDTHS = (10, 12, 16, 14, 14, 30, 40, 16, 16)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows_due(workspace: Workspace, today: datetime.date) -> list[tuple[str, ...]]:
    """A row for each value of each period that is not locked, the oldest first, with what is saved already.

    The number of statements grows with the open periods, of which the newest so many are given.
    """
    profiles = measured_profiles(workspace)
    held = calendar(workspace, today, workspace.returns.all(), profiles)
    open_ones = [each.starts_on for each in held if each.is_asked and not each.is_locked]
    return [_due(day, line) for day in open_ones[-MOST_PERIODS:] for line in grid(workspace, day).lines]


def workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as an XLSX. Nothing in it is a formula."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, strong = book.add_worksheet("Returns"), book.add_format({"bold": True})
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    for row, cells in enumerate((HEADER, *rows)):
        for at, text in enumerate(cells):
            sheet.write_string(row, at, text, strong if row == 0 else None)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def file_rows(lines: Sequence[FileLine]) -> list[FileRow]:
    """The rows under the heading, by column. Raises Invalid for a heading that does not fit."""
    names = [" ".join(cell.casefold().split()) for cell in lines[0].cells]
    check_columns(names)
    places = {name: names.index(name) for name in COLUMNS if name in names}
    return [
        FileRow(
            line=line.number,
            cells={name: line.cells[at] if at < len(line.cells) else "" for name, at in places.items()},
            formulas=frozenset(name for name, at in places.items() if at in line.formulas),
        )
        for line in lines[1:]
    ]


def _due(day: datetime.date, line: Line) -> tuple[str, ...]:
    value, out_of = _said(line.now)
    last, last_out_of = _said(line.last)
    return (
        f"{day:%Y-%m}",
        line.profile.reference,
        line.organisation.slug if line.organisation else ALL_TOGETHER,
        value,
        out_of,
        line.now.explanation if line.now else "",
        line.profile.title,
        str(line.measure.get_unit_display()),
        f"{last} / {last_out_of}" if last_out_of else last,
    )


def _said(seen: Observation | None) -> tuple[str, str]:
    if seen is None:
        return "", ""
    if seen.said == Said.NOT_KNOWN:
        return "not known", ""
    first = seen.value if seen.numerator is None else seen.numerator
    return ("" if first is None else plain(first)), (
        "" if seen.denominator is None else plain(seen.denominator)
    )
