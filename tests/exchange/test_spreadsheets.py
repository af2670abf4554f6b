"""Spreadsheets that somebody sent are read as text: nothing is run, and nothing is unpacked without end."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from frankpledge.errors import Invalid
from frankpledge.exchange.spreadsheets import MOST_LINES, lines_of

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: tuple[object, ...], name: str = "Sheet") -> bytes:
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(name)
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return stream.getvalue()


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same workbook with these parts in it, in the place of those of their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(each for each in parts if each not in old.namelist())]:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return made.getvalue()


def read(tmp_path: Path, content: bytes) -> list[tuple[int, tuple[str, ...], set[int]]]:
    path = tmp_path / "sent"
    path.write_bytes(content)
    return [(each.number, tuple(each.cells), set(each.formulas)) for each in lines_of(path)]


def test_a_workbook_is_read_by_its_cells_and_formulas_are_told(tmp_path: Path) -> None:
    content = workbook(("period", "value"), (), ("2024-04", 12.5, "ä <b>"), ("2024-07", "=1+1"))
    assert read(tmp_path, content) == [
        (1, ("period", "value"), set()),
        (3, ("2024-04", "12.5", "ä <b>"), set()),
        (4, ("2024-07", "0"), {1}),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_is_read_by_its_separator(tmp_path: Path, separator: str) -> None:
    text = (
        f'\ufeffperiod{separator}value\r\n\r\n2024-04{separator}"1{separator}2"\r\n2024-07{separator}=2\r\n'
    )
    assert read(tmp_path, text.encode()) == [
        (1, ("period", "value"), set()),
        (3, ("2024-04", f"1{separator}2".replace("\t", " ")), set()),
        (4, ("2024-07", "=2"), {1}),
    ]


BOMB = b"<worksheet>" + b" " * (60 << 20) + b"</worksheet>"
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "nothing in the file"),
        (b"\xd0\xcf\x11\xe0old", "Save it as .xlsx"),
        (b"\xff\xfe\x00", "Save it as CSV UTF-8"),
        (b"a,\0", "nor text"),
        (b"PK\x03\x04broken", "damaged, locked"),
        (b"a\n" * (MOST_LINES + 2), "more than 2,000 lines"),
        (workbook(*[("a",)] * (MOST_LINES + 2)), "more than 2,000 lines"),
        (with_parts(workbook(("a",)), {SHEET: BOMB}), "far larger unpacked"),
        (with_parts(workbook(("a",)), {SHEET: ENTITIES}), "damaged, locked"),
        (with_parts(workbook(("a",)), {"xl/vbaProject.bin": b"x"}), "macros"),
        (with_parts(workbook(("a",)), {"xl/workbook.xml": b"<workbook/>"}), "no sheet"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(Invalid, match=told) as refused:
        read(tmp_path, content)
    assert set(refused.value.fields) == {"file"}
