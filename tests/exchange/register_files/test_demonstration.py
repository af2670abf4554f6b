"""The demonstration's files are right, and everything in them says that it is made up."""

import csv
from pathlib import Path

from frankpledge.exchange import register_files

FOLDER = Path(__file__).resolve().parents[3] / "data" / "demonstration"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / "register" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_files_are_right() -> None:
    register_files.read_and_check(FOLDER)


def test_every_body_and_record_says_that_it_is_made_up() -> None:
    assert all("(made up)" in row["name"] for row in rows("organisations"))
    assert all("(made up)" in row["title"] for row in rows("collaborations"))
    assert all("(made up)" in row["said_by"] for row in rows("claims"))


def test_none_of_its_addresses_is_anybodys() -> None:
    for path in (FOLDER / "register").glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert text.count("https://") == text.count(".example")


def test_none_of_its_bodies_is_on_the_register() -> None:
    with (FOLDER.parent / "register" / "organisations.csv").open(encoding="utf-8", newline="") as lines:
        real = {row["slug"] for row in csv.DictReader(lines)}
    assert real.isdisjoint(row["slug"] for row in rows("organisations"))
