"""All files together: what one may say depends on what others hold."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.exchange.register_files.problems import Problem
from frankpledge.exchange.register_files.sheets import Reading, Row, Sheet, read

# Raise it when something else is made of the same files, so that every copy loads them once more.
FORM = 1
OWN_FOLDER = "register"


class Files:
    """The rows of every file, by sheet."""

    def __init__(self, folder: Path, sheets: Sequence[Sheet]) -> None:
        self.folder = folder
        self._readings = {sheet.file: read(folder, sheet) for sheet in sheets}
        self.strangers: list[Problem] = []
        self._find_strangers()

    def __getitem__(self, sheet: Sheet) -> Reading:
        return self._readings[sheet.file]

    def rows(self, sheet: Sheet) -> list[Row]:
        """The rows of one file."""
        return self[sheet].rows

    def whole_rows(self, sheet: Sheet, *columns: str) -> Iterator[Row]:
        """The rows in which all these cells could be read."""
        return (row for row in self.rows(sheet) if all(column in row.cells for column in columns))

    def problems(self) -> list[Problem]:
        """All that was found so far."""
        found = [problem for reading in self._readings.values() for problem in reading.problems]
        return found + self.strangers

    def check_known(self, sheet: Sheet, column: str, other: Sheet, named: str) -> None:
        """Report each thing in `column` that no row of `other` is `named`. A blank names nothing."""
        known = self[other].values(named)
        if not known:
            return
        for row in self.whole_rows(sheet, column):
            for name in _names_in(row.cells[column]):
                if name not in known:
                    self[sheet].report(
                        row.line,
                        column,
                        _("“%(name)s” is not in %(file)s.") % {"name": name, "file": other.file},
                        _("Correct it, or add a row there."),
                    )

    def check_span(self, sheet: Sheet, start: str, end: str) -> None:
        """Report each end that lies before its start. Dates that may touch are let be."""
        for row in self.whole_rows(sheet, start, end):
            starts_on, ends_on = row.cells[start], row.cells[end]
            if starts_on and ends_on and starts_on.earliest > ends_on.latest:
                wrong = _("%(end)s is before %(start)s.") % {"end": ends_on, "start": starts_on}
                self[sheet].report(row.line, end, wrong, _("Correct one of the two dates."))

    def check_no_circle(self, sheet: Sheet, name: str, above: str) -> None:
        """Report each row that, by way of `above`, leads back to itself."""
        leads = {row.cells[name]: row.cells[above] for row in self.whole_rows(sheet, name, above)}
        for row in self.whole_rows(sheet, name, above):
            way, at = [row.cells[name]], row.cells[above]
            while at and at not in way:
                way.append(at)
                at = leads.get(at)
            if at and at == way[0]:
                circle = {"way": " → ".join([*way, at])}
                wrong = _("It leads back to itself: %(way)s.") % circle
                self[sheet].report(row.line, above, wrong, _("Correct one of them."))

    def _find_strangers(self) -> None:
        """A file in the register's own folder that nothing reads would be dropped in silence."""
        for path in sorted((self.folder / OWN_FOLDER).glob("*.csv")):
            file = f"{OWN_FOLDER}/{path.name}"
            if file not in self._readings:
                self.strangers.append(
                    Problem(file, 0, "", _("No such file is known."), _("Take it away, or rename it."))
                )


def digest(folder: Path, sheets: Sequence[Sheet]) -> str:
    """The SHA-256 of the files, and of what this version makes of them."""
    sha = hashlib.sha256(f"form {FORM}\n".encode())
    for sheet in sorted(sheets, key=lambda sheet: sheet.file):
        path = folder / sheet.file
        data = path.read_bytes() if path.is_file() else b""
        sha.update(f"{sheet.file} {len(data)}\n".encode())
        sha.update(data)
    return sha.hexdigest()


def code_list(words: Iterable[Any]) -> dict[str, Any]:
    """The words of a code list, and what they stand for."""
    return {word.value: word for word in words}


def _names_in(value: Any) -> tuple[str, ...]:
    if not value:
        return ()
    return value if isinstance(value, tuple) else (value,)
