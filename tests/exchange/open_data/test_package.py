"""The description for programs, tried by the library that others would use, on the real files."""

import json
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest
from pytest_django import Settings

from frankpledge.exchange.open_data import archive, package, tables
from frankpledge.exchange.open_data.columns import Kind
from frankpledge.register.actions import corrections
from tests.corrections import send
from tests.database import owner
from tests.world import CURATOR, World


@pytest.fixture
def files(world: World, tmp_path: Path) -> Path:
    """A folder with the package and every file that it names."""
    shown = send(about=world.record("dogs").reference, speaks_for="Northshire Police")
    corrections.display(by=CURATOR, reference=shown.reference, words="Not so.")
    for table in tables.TABLES:
        (tmp_path / f"{table.name}.csv").write_bytes(b"".join(tables.csv(table)))
    (tmp_path / "datapackage.json").write_text(json.dumps(package.descriptor()), encoding="utf-8")
    return tmp_path


def faults(folder: Path) -> list[str]:
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return [str(error.message) for task in report.tasks for error in task.errors] + [
        str(error.message) for error in report.errors
    ]


def test_the_package_is_valid_and_so_is_every_file(files: Path) -> None:
    assert faults(files) == []


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("purposes", "C-9999,register,1,Words.,,,,,,,,"),
        ("purposes", "C-0001,register,x,Words.,,,,,,,,"),
        ("purposes", "C-0001,register,1,Said twice.,,,,,,,,"),
        ("purposes", "C-0001,nobody,2,Words.,,,,,,,,"),
        ("purposes", "C-0001,register,2,,,,,,,,,"),
        ("relations", "norfolk,maintains,norfolk,2018-13,,stated,"),
    ],
)
def test_a_row_that_breaks_the_description_is_found(files: Path, name: str, row: str) -> None:
    with (files / f"{name}.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    assert faults(files) != []


@pytest.mark.django_db(transaction=True)
def test_the_zip_is_the_same_package(world: World, tmp_path: Path) -> None:
    path = tmp_path / "frankpledge.zip"
    path.write_bytes(b"".join(archive.zipped()))
    with zipfile.ZipFile(path) as made:
        assert made.testzip() is None
        assert set(made.namelist()) == {"datapackage.json", *(f"{table.name}.csv" for table in tables.TABLES)}
        assert made.read("claims.csv") == b"".join(tables.csv(tables.table("claims")))
        made.extractall(tmp_path)
    assert faults(tmp_path) == []


@pytest.mark.django_db
def test_every_column_has_a_type_a_meaning_and_its_code_list() -> None:
    described: dict[str, Any] = {each["name"]: each for each in package.descriptor()["resources"]}
    for table in tables.TABLES:
        fields = described[table.name]["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in table.columns]
        for field, column in zip(fields, table.columns, strict=True):
            assert field["type"]
            assert field["description"]
            assert (column.kind is Kind.CODE) == ("enum" in field.get("constraints", {}))
            if column.codes is not None:
                assert field["constraints"]["enum"] == [each["value"] for each in field["categories"]]


@pytest.mark.django_db(transaction=True)
def test_the_package_names_its_licences_its_date_and_where_it_stands(settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://register.example"
    described = package.descriptor()
    assert {each["name"] for each in described["licenses"]} == {"CC-BY-4.0", "OGL-UK-3.0"}
    assert described["homepage"] == "https://register.example/"
    assert described["created"].startswith("20")
    assert described["sources"]
    with owner() as database:
        database.execute("TRUNCATE audit_entry")
    settings.PUBLIC_ADDRESS = ""
    assert not {"created", "homepage"} & set(package.descriptor())


@pytest.mark.django_db(transaction=True)
def test_the_zip_is_of_one_moment_and_can_be_left(db: None) -> None:
    pieces = archive.zipped()
    assert next(pieces)
    pieces.close()  # type: ignore[attr-defined] # a generator
    assert b"".join(archive.zipped())
