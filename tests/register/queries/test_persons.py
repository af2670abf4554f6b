"""Who are the legal persons of a collaboration, on which day."""

import datetime

import pytest

from frankpledge.register.models import Party
from frankpledge.register.queries.persons import Persons, persons_of
from tests.world import World

TODAY = datetime.date(2024, 6, 1)


def names(persons: Persons) -> dict[str, list[str]]:
    return {area.slug: [person.slug for person in area.persons] for area in persons.areas}


@pytest.mark.django_db
def test_an_area_is_two_legal_persons_and_both_are_counted(world: World) -> None:
    found = persons_of(world.record("marches"), TODAY)
    assert names(found) == {
        "eastmarch": ["eastmarch", "pcc-eastmarch"],
        "northshire": ["northshire", "pcc-northshire"],
        "port-vale": ["port-vale", "port-vale-mayoralty"],
    }
    assert (len(found.areas), found.count) == (3, 6)


@pytest.mark.django_db
def test_it_is_the_policing_body_of_the_day(world: World) -> None:
    found = names(persons_of(world.record("marches"), datetime.date(2024, 5, 1)))
    assert found["port-vale"] == ["port-vale", "pcc-port-vale"]


@pytest.mark.django_db
def test_who_left_or_only_pays_is_no_legal_person_of_it(world: World) -> None:
    dogs = world.record("dogs")
    assert "port-vale" not in names(persons_of(dogs, TODAY))
    assert "port-vale" in names(persons_of(dogs, datetime.date(2017, 1, 1)))
    assert "wayfarers-fund" not in names(persons_of(dogs, TODAY))


@pytest.mark.django_db
def test_what_is_only_assumed_binds_nobody(world: World) -> None:
    assert persons_of(world.record("crossings"), TODAY).count == 0


@pytest.mark.django_db
def test_a_body_named_besides_its_force_is_one_person_and_alone_it_is_one(world: World) -> None:
    marches = world.record("marches")
    Party.objects.create(
        collaboration=marches, organisation=world.body("pcc-northshire"), role="member", basis="stated"
    )
    assert names(persons_of(marches, TODAY))["northshire"] == ["northshire", "pcc-northshire"]
    marches.parties.filter(organisation=world.body("northshire")).delete()
    assert names(persons_of(marches, TODAY))["northshire"] == ["pcc-northshire"]
