"""A copy of the register's files that a test may spoil."""

import csv
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from frankpledge.exchange.register_files import BadFiles, Problem, read_and_check

FILES = (
    "taxonomies/functions.csv", "register/organisations.csv", "register/relations.csv",
    "register/aliases.csv", "register/organisation_figures.csv", "register/collaborations.csv",
    "register/references.csv", "register/parties.csv", "register/events.csv", "register/claims.csv",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> "Folder":
    """A copy of the files that ship."""
    return Folder(tmp_path)


class Folder:
    """The files, at `path`. A row is found by what one of its cells says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for file in FILES:
            (path / file).parent.mkdir(exist_ok=True)
            shutil.copyfile(settings.REGISTER_FOLDER / file, path / file)

    def rows(self, file: str) -> list[dict[str, str]]:
        """The rows as they stand."""
        with (self.path / file).open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))

    def write(self, file: str, rows: list[dict[str, str]]) -> None:
        """Let the file hold these rows."""
        with (self.path / file).open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, [*rows[0]], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def line(self, file: str, **cells: str) -> int:
        """The line of the first row that says all this. No cell of ours has a line break."""
        for line, row in enumerate(self.rows(file), 2):
            if all(row[name] == text for name, text in cells.items()):
                return line
        raise LookupError(cells)

    def change(self, file: str, line: int, **cells: str) -> None:
        """Let the row on that line say something else."""
        rows = self.rows(file)
        rows[line - 2] |= cells
        self.write(file, rows)

    def add(self, file: str, like: int = 2, **cells: str) -> int:
        """Add a row like the one on line `like`, but for some cells; the line that it is on."""
        rows = self.rows(file)
        self.write(file, [*rows, rows[like - 2] | cells])
        return len(rows) + 2

    def remove(self, file: str, line: int) -> None:
        """Take the row away."""
        rows = self.rows(file)
        del rows[line - 2]
        self.write(file, rows)

    def replace(self, file: str, old: bytes, new: bytes) -> None:
        """Change the bytes of the file."""
        data = (self.path / file).read_bytes()
        assert old in data
        (self.path / file).write_bytes(data.replace(old, new, 1))

    def problems(self) -> list[Problem]:
        """What is wrong with the files."""
        try:
            read_and_check(self.path)
        except BadFiles as bad:
            return bad.problems
        return []
