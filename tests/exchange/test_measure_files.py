"""The national measures that ship: read at every start, defined once, and again only when they change."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from frankpledge.audit.models import Entry
from frankpledge.benefits.actions import measures
from frankpledge.benefits.models import Measure
from frankpledge.benefits.queries.measures import usable
from frankpledge.errors import Invalid
from frankpledge.exchange import measure_files
from frankpledge.people.models import Organisation, Role
from tests.corrections import words_of
from tests.members import Members
from tests.tracking import HOURS, measured
from tests.world import CURATOR

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_measures() -> None:
    Measure.objects.all().delete()


def test_the_file_that_ships_is_defined_once(members: Members) -> None:
    count = measure_files.load(by=CURATOR)
    assert count == Measure.objects.filter(organisation=None).count() > 19
    entries = Entry.objects.count()
    assert measure_files.load(by=CURATOR) == 0
    assert Entry.objects.count() == entries
    assert not Measure.objects.filter(source_system="").exists()


def test_a_definition_that_changed_is_a_further_one(members: Members, tmp_path: Path) -> None:
    measure_files.load(by=CURATOR)
    changed = tmp_path / "measures.csv"
    text = settings.MEASURES_FILE.read_text(encoding="utf-8")
    changed.write_text(text.replace("Digital devices examined", "Devices examined"), encoding="utf-8")
    assert measure_files.load(by=CURATOR, path=changed) == 1
    held = Measure.objects.filter(slug="devices-examined").order_by("definition_version")
    assert [each.name for each in held] == ["Digital devices examined", "Devices examined"]
    page = words_of(Client().get("/benefits/measures/devices-examined"))
    assert "Definition 2" in page
    assert "Earlier definitions" in page


def test_one_that_is_wrong_is_named_and_nothing_is_written(members: Members, tmp_path: Path) -> None:
    wrong = tmp_path / "measures.csv"
    text = settings.MEASURES_FILE.read_text(encoding="utf-8")
    wrong.write_text(text.replace(",fte_years,", ",fortnights,"), encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        measure_files.load(by=CURATOR, path=wrong)
    assert (refused.value.subject, "unit" in refused.value.fields) == ("posts-no-longer-needed", True)
    assert not Measure.objects.exists()
    wrong.write_text("name\n", encoding="utf-8")
    with pytest.raises(Invalid, match="must have the columns"):
        measure_files.load(by=CURATOR, path=wrong)


def test_a_bodys_own_way_of_measuring_is_declared(members: Members) -> None:
    national = measured()
    northshire = Organisation.objects.get(slug="northshire")
    differs = {**HOURS, "name": "Hours of dogs freed", "difference": "Counts <dogs>."}
    by = members.actor("northshire", Role.OWNER)
    measures.define(by=by, words=differs, organisation=northshire, varies=national)
    page = Client().get("/benefits/measures/hours-of-handlers-freed").content.decode()
    assert "Measured otherwise" in page
    assert "Counts &lt;dogs&gt;." in page
    assert "Hours of dogs freed" not in words_of(Client().get("/benefits/measures"))
    assert national in usable([northshire.pk])
    assert usable([northshire.pk]).count() == 2
    assert usable([]).count() == 1


def test_the_library_is_a_page_and_data(members: Members) -> None:
    measured()
    page = words_of(Client().get("/benefits/measures"))
    assert "1 measure that every force can use" in page
    assert "Hours of handlers freed" in page
    assert "numerators" not in page
    one = words_of(Client().get("/benefits/measures/hours-of-handlers-freed"))
    assert "never: no published rule is kept here" in one
    found = Client().get("/benefits/measures?format=json").json()
    assert [each["unit"] for each in found["measures"]] == ["hours"]
    assert "hours-of-handlers-freed" in Client().get("/benefits/measures?format=csv").content.decode()
    assert Client().get("/benefits/measures/none").status_code == 404
