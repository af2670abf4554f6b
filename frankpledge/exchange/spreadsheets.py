"""The cells of a spreadsheet that somebody sent: CSV, or the first sheet of an XLSX, line by line, as text.

Nothing in it is run or worked out. A formula is told as one, whatever value the file has ready for it. The
ZIP is looked through before it is unpacked, and no more is unpacked than a sheet of so many lines needs.
"""

import csv
import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.exchange.documents import docx_parts, parts
from frankpledge.exchange.documents.faults import Refused

LARGEST_BYTES = 2_000_000
LARGEST_UNPACKED = 40 * (1 << 20)
MOST_LINES = 2_000
MOST_COLUMNS = 60
LONGEST_CELL = 4_000
ZIP, OLD = b"PK", b"\xd0\xcf\x11\xe0"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORKBOOK, STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"
MACRO_NAMES = ("vba", "macrosheet")
FORMULA_STARTS = ("=", "@")
XmlElement: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Line:
    """One line with something in it: its number in the file, its cells, and which of them are formulas."""

    number: int
    cells: Sequence[str]
    formulas: frozenset[int] = frozenset()


def lines_of(path: Path) -> list[Line]:
    """Every line with something in it. Raises Invalid for `file`, saying what to do."""
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(OLD):
        raise _wrong(_("This is an old workbook (.xls), or one locked with a password. Save it as .xlsx."))
    found = list(_of_workbook(path) if head.startswith(ZIP) else _of_csv(path.read_bytes()))
    if not found:
        raise _wrong(_("There is nothing in the file."))
    return found


def _check_count(count: int) -> None:
    """Raises Invalid for more lines than are taken, the heading left aside."""
    if count > MOST_LINES:
        raise _wrong(_("The file has more than %(most)s lines. Split it.") % {"most": f"{MOST_LINES:,}"})


def _of_csv(content: bytes) -> Iterator[Line]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(
            _("The file is neither an .xlsx workbook nor UTF-8 text. Save it as CSV UTF-8.")
        ) from error
    if "\0" in text:
        raise _wrong(_("The file is neither an .xlsx workbook nor text."))
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins_on = 1
    try:
        for count, cells in enumerate(rows):
            _check_count(count)
            if any(cell.strip() for cell in cells):
                texts = [_short(cell) for cell in cells[:MOST_COLUMNS]]
                formulas = {at for at, cell in enumerate(texts) if cell.startswith(FORMULA_STARTS)}
                yield Line(begins_on, texts, frozenset(formulas))
            begins_on = rows.line_num + 1
    except csv.Error as error:
        raise _wrong(_("Line %(line)s is not a row of CSV.") % {"line": begins_on}) from error


def _of_workbook(path: Path) -> Iterator[Line]:
    try:
        with _opened(path) as files:
            strings = _strings(files)
            sheet = _parsed(files, _first_sheet(files))
    except Refused as refused:
        told = _("The workbook is damaged, locked, or far larger unpacked. Save the rows alone as CSV UTF-8.")
        raise _wrong(told) from refused
    for count, row in enumerate(sheet.iter(f"{MAIN}row")):
        _check_count(count)
        texts, formulas = _row(row, strings)
        if any(texts) or formulas:
            yield Line(_number(row.get("r"), count + 1), texts, formulas)


def _opened(path: Path) -> zipfile.ZipFile:
    """The ZIP, looked through: whole, plain, without macros, and no larger unpacked than we read."""
    files = parts.opened(path, LARGEST_UNPACKED)
    names = [name.lower() for name in files.namelist()]
    if any(word in name for name in names for word in MACRO_NAMES):
        raise _wrong(_("There are macros in the workbook. Save it as .xlsx, without them."))
    if WORKBOOK not in names:
        raise _wrong(_("The file is not an .xlsx workbook."))
    return files


def _first_sheet(files: zipfile.ZipFile) -> str:
    """The part with the first sheet."""
    sheet = next(_parsed(files, WORKBOOK).iter(f"{MAIN}sheet"), None)
    for each in _parsed(files, "xl/_rels/workbook.xml.rels").iter(f"{docx_parts.RELS}Relationship"):
        if sheet is not None and each.get("Id") == sheet.get(RELATED):
            target = each.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            return posixpath.normpath(name)
    raise _wrong(_("There is no sheet in the workbook."))


def _strings(files: zipfile.ZipFile) -> list[str]:
    """The words that cells share."""
    if STRINGS not in files.namelist():
        return []
    shared = _parsed(files, STRINGS)
    return [_short("".join(part.text or "" for part in each.iter(f"{MAIN}t"))) for each in shared]


def _parsed(files: zipfile.ZipFile, name: str) -> XmlElement:
    try:
        content = files.read(name)
    except KeyError as error:
        raise _wrong(_("The workbook is damaged. Save it again from where it was made.")) from error
    return docx_parts.parsed(content)


def _row(row: XmlElement, strings: Sequence[str]) -> tuple[list[str], frozenset[int]]:
    texts: list[str] = []
    formulas = set()
    for place, cell in enumerate(row.iter(f"{MAIN}c")):
        at = _column(cell.get("r"), place)
        if at >= MOST_COLUMNS:
            break
        texts += [""] * (at + 1 - len(texts))
        if cell.find(f"{MAIN}f") is not None:
            formulas.add(at)
        texts[at] = _text(cell, strings)
    return texts, frozenset(formulas)


def _text(cell: XmlElement, strings: Sequence[str]) -> str:
    kind, value = cell.get("t"), cell.findtext(f"{MAIN}v") or ""
    if kind == "inlineStr":
        return _short("".join(part.text or "" for part in cell.iter(f"{MAIN}t")))
    if kind == "s":
        at = _number(value, -1)
        return strings[at] if 0 <= at < len(strings) else ""
    return _short(value)


def _column(written: str | None, place: int) -> int:
    """`C7` is column 2, counted from 0; a cell that does not say stands where it comes."""
    letters = "".join(letter for letter in (written or "")[:4] if "A" <= letter <= "Z")
    if not letters:
        return place
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def _number(written: str | None, otherwise: int) -> int:
    plain = written or ""
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 9 else otherwise


def _short(text: str) -> str:
    return " ".join(text[:LONGEST_CELL].split())


def _wrong(fault: str) -> Invalid:
    return Invalid(fault, {"file": fault})
