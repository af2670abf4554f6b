"""Nothing dropped, nothing invented: what is held, written again, is what the files say."""

import csv
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.conf import settings

from frankpledge.exchange.register_files.holdings import NOUNS

# How cells are compared: by what they say, not by how the number or the list is written.
NUMBERS = {"value", "amount", "amount_upper", "parties_expected"}
LISTS = {"country", "members", "title_aliases", "functions", "covers_slugs", "contradicts"}
SOURCES = {"source_url", "region_source_url", "extra_source_urls"}
ROWS = {
    "taxonomies/functions.csv": 47,
    "register/organisations.csv": 128,
    "register/relations.csv": 73,
    "register/aliases.csv": 97,
    "register/organisation_figures.csv": 103,
    "register/collaborations.csv": 116,
    "register/references.csv": 116,
    "register/parties.csv": 911,
    "register/events.csv": 188,
    "register/claims.csv": 218,
}


def what_it_says(column: str) -> Callable[[str], object]:
    if column in NUMBERS:
        return lambda text: Decimal(text) if text else None
    if column in LISTS:
        return lambda text: [part.strip() for part in text.split(";")]
    if column in SOURCES:
        return lambda text: text.split(" ; ")
    return str


def shipped(file: str) -> list[dict[str, str]]:
    with (settings.REGISTER_FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.django_db
@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.SHEET.file)
def test_every_cell_of_every_file_is_written_again_as_it_was(noun: object) -> None:
    sheet = noun.SHEET  # type: ignore[attr-defined]  # a module
    written = [
        {name: sheet.columns[name].text(value) for name, value in cells.items()}
        for cells in noun.held().values()  # type: ignore[attr-defined]  # a module
    ]
    read = shipped(sheet.file)
    assert len(read) == len(written) == ROWS[sheet.file]
    assert [*read[0]] == [*sheet.columns]

    def key(row: dict[str, str]) -> tuple[str, ...]:
        return tuple(row[name] for name in sheet.key)

    held = {key(row): row for row in written}
    for row in read:
        for column, text in row.items():
            says = what_it_says(column)
            assert says(held[key(row)][column]) == says(text), (sheet.file, key(row), column)


@pytest.mark.parametrize("file", ROWS)
def test_every_file_that_ships_is_read(file: str) -> None:
    assert file in {noun.SHEET.file for noun in NOUNS}
    in_folder = {f"register/{path.name}" for path in (settings.REGISTER_FOLDER / "register").glob("*.csv")}
    assert in_folder <= set(ROWS)
