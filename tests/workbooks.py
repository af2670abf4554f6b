"""Workbooks as a spreadsheet works them out: read from the file's XML, by a small evaluator of our own.

It never looks at the values that a file has ready. It knows only what our formulas use, and fails at
anything else.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

Value: TypeAlias = float | str | bool
Grid: TypeAlias = list[list[Value]]
Place: TypeAlias = tuple[str, int, int]

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|"(?P<text>[^"]*)"|(?P<cell>(?:(?:'[^']+'|\w+)!)?\$?[A-Z]{1,3}\$?\d+)"""
    r"""|(?P<name>[A-Z]+)(?=\()|(?P<mark><=|>=|<>|[-+*/^=<>(),:]))"""
)
CELL = re.compile(r"(?:(?:'([^']+)'|(\w+))!)?\$?([A-Z]+)\$?(\d+)")


@dataclass
class Book:
    """The cells of a workbook by sheet, row and column, counted from 1: constants, and formulas apart."""

    constants: dict[Place, Value] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    ready: dict[Place, str] = field(default_factory=dict)
    known: dict[Place, Value] = field(default_factory=dict)

    @classmethod
    def read(cls, content: bytes) -> "Book":
        book = cls()
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            strings = [
                "".join(item.itertext())
                for item in etree.fromstring(packed.read("xl/sharedStrings.xml")).iter(f"{MAIN}si")
            ]
            for name, path in _sheets(packed):
                for cell in etree.fromstring(packed.read(path)).iter(f"{MAIN}c"):
                    book._keep(name, cell, strings)
        return book

    def _keep(self, sheet: str, cell: Any, strings: list[str]) -> None:
        place = _place(cell.get("r"), sheet)
        formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
        if formula is not None:
            self.formulas[place] = formula.text
            self.ready[place] = value.text
        elif value is not None:
            self.constants[place] = strings[int(value.text)] if cell.get("t") == "s" else float(value.text)

    def value(self, place: Place) -> Value:
        """What a cell comes to. An empty one is nought."""
        if place in self.formulas:
            if place not in self.known:
                self.known[place] = _Reader(self, self.formulas[place], place[0]).result()
            return self.known[place]
        return self.constants.get(place, 0.0)

    def at(self, sheet: str, cell: str) -> Value:
        return self.value(_place(cell, sheet))

    def texts(self) -> set[str]:
        return {value for value in self.constants.values() if isinstance(value, str)}


def _sheets(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = etree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target") for each in relations}
    for sheet in etree.fromstring(packed.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        yield sheet.get("name"), f"xl/{targets[sheet.get(RELATED)]}"


def _place(written: str, sheet: str) -> Place:
    found = CELL.fullmatch(written)
    assert found is not None, written
    column = 0
    for letter in found[3]:
        column = column * 26 + ord(letter) - 64
    return found[1] or found[2] or sheet, int(found[4]), column


class _Reader:
    """One formula, read from left to right: comparisons, sums, products, powers, then single things."""

    def __init__(self, book: Book, formula: str, sheet: str) -> None:
        self.book, self.sheet = book, sheet
        self.tokens = list(_tokens(formula))
        self.next = 0

    def result(self) -> Value:
        found: Value = self._compared()
        assert self.next == len(self.tokens), self.tokens
        assert not isinstance(found, list)
        return found

    def _peek(self) -> str:
        return self.tokens[self.next][1] if self.next < len(self.tokens) and self._is("mark") else ""

    def _is(self, kind: str) -> bool:
        return self.tokens[self.next][0] == kind

    def _take(self, *marks: str) -> str:
        if self._peek() in marks:
            self.next += 1
            return self.tokens[self.next - 1][1]
        return ""

    def _compared(self) -> Any:
        left = self._chain(self._times, {"+": lambda a, b: a + b, "-": lambda a, b: a - b})
        while mark := self._take("=", "<", ">", "<=", ">=", "<>"):
            right = self._chain(self._times, {"+": lambda a, b: a + b, "-": lambda a, b: a - b})
            left = {
                "=": left == right, "<>": left != right, "<": left < right, ">": left > right,
                "<=": left <= right, ">=": left >= right,
            }[mark]  # fmt: skip
        return left

    def _times(self) -> Any:
        return self._chain(self._power, {"*": lambda a, b: a * b, "/": lambda a, b: a / b})

    def _power(self) -> Any:
        return self._chain(self._single, {"^": lambda a, b: a**b})

    def _chain(self, part: Callable[[], Any], deeds: dict[str, Callable[[Any, Any], Any]]) -> Any:
        left = part()
        while mark := self._take(*deeds):
            left = deeds[mark](left, part())
        return left

    def _single(self) -> Any:
        if self._take("-"):
            return -self._single()
        if self._take("("):
            found = self._compared()
            assert self._take(")")
            return found
        kind, written = self.tokens[self.next]
        self.next += 1
        if kind == "number":
            return float(written)
        if kind == "text":
            return written
        if kind == "name":
            return self._called(written)
        assert kind == "cell", written
        return self._cell(written)

    def _cell(self, written: str) -> Any:
        first = _place(written, self.sheet)
        if not self._take(":"):
            return self.book.value(first)
        last = _place(self.tokens[self.next][1], first[0])
        self.next += 1
        return [
            [self.book.value((first[0], row, column)) for column in range(first[2], last[2] + 1)]
            for row in range(first[1], last[1] + 1)
        ]

    def _called(self, name: str) -> Any:
        assert self._take("(")
        if name == "IF":
            return self._if()
        given = [self._compared()]
        while self._take(","):
            given.append(self._compared())
        assert self._take(")")
        return FUNCTIONS[name](*given)

    def _if(self) -> Any:
        """Only the branch that is taken is worked out, as spreadsheets do."""
        condition = self._compared()
        branches = []
        for wanted in (bool(condition), not condition):
            assert self._take(",")
            if wanted:
                branches.append(self._compared())
            else:
                self._skip()
        assert self._take(")")
        return branches[0]

    def _skip(self) -> None:
        depth = 0
        while depth or self._peek() not in {",", ")"}:
            depth += {"(": 1, ")": -1}.get(self._peek(), 0)
            self.next += 1


def _tokens(formula: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(formula):
        found = TOKEN.match(formula, at)
        assert found is not None, formula[at:]
        assert found.lastgroup is not None
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


def _flat(cells: Any) -> list[Any]:
    return [each for row in cells for each in row] if isinstance(cells, list) else [cells]


def _sum(*given: Any) -> float:
    numbers = (each for cells in given for each in _flat(cells) if not isinstance(each, str))
    return float(sum(numbers))


def _sumifs(cells: Grid, *criteria: Any) -> float:
    total = 0.0
    pairs = list(zip(criteria[::2], criteria[1::2], strict=True))
    for at, worth in enumerate(_flat(cells)):
        if all(_flat(where)[at] == wanted for where, wanted in pairs):
            total += float(worth)
    return total


def _lookup(wanted: float, among: Grid, results: Grid) -> Any:
    below = [at for at, each in enumerate(_flat(among)) if each <= wanted]
    return _flat(results)[below[-1]]


def _round(value: float, digits: float) -> float:
    """Half a unit goes away from nought, as in a spreadsheet."""
    scale: float = 10.0**digits
    away = int(abs(value) * scale + 0.5) / scale
    return away if value >= 0 else -away


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": _sum,
    "SUMIFS": _sumifs,
    "LOOKUP": _lookup,
    "ROUND": _round,
    "INDEX": lambda cells, at: _flat(cells)[int(at) - 1],
    "MATCH": lambda wanted, among, _exact: _flat(among).index(wanted) + 1,
}
