import datetime

import pytest

from frankpledge.people.models import Kind, Region
from frankpledge.people.queries.directory import Directory, Listed

TODAY = datetime.date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def slugs(listed: object) -> list[str]:
    return [each.organisation.slug for each in listed]  # type: ignore[attr-defined] # any of its groups


def test_the_43_forces_stand_in_their_ten_regions() -> None:
    directory = Directory.of(TODAY)
    assert sum(len(forces) for forces in directory.forces.values()) == 43
    assert len(directory.forces) == 10
    assert slugs(directory.forces[Region.WALES]) == ["dyfed-powys", "gwent", "north-wales", "south-wales"]


def test_a_force_stands_with_the_body_that_oversees_it_on_the_day() -> None:
    def overseer(day: datetime.date) -> list[str]:
        forces = Directory.of(day).forces[Region.YORKSHIRE_AND_THE_HUMBER]
        [force] = [each for each in forces if each.organisation.slug == "west-yorkshire"]
        return [tie.other.slug for tie in force.overseen_by]

    assert overseer(TODAY) == ["wyca"]
    assert overseer(datetime.date(2015, 1, 1)) == ["pcc-west-yorkshire"]


def test_bodies_that_have_ended_are_apart_and_those_not_yet_begun_are_counted() -> None:
    today = Directory.of(TODAY)
    assert "pcc-west-yorkshire" in slugs(today.former)
    assert "pcc-west-yorkshire" not in slugs(today.policing_bodies)
    assert today.not_yet == 0
    before = Directory.of(datetime.date(2012, 1, 1))
    assert "police-authority-gwent" in slugs(before.policing_bodies)
    assert "pcc-gwent" not in slugs(before)
    assert before.not_yet > 40
    assert len(slugs(before)) + before.not_yet == len(slugs(today))


def test_every_other_body_stands_under_its_kind() -> None:
    others = Directory.of(TODAY).others
    assert slugs(others[Kind.SUPPLIER]) == ["capgemini", "g4s", "sopra-steria"]
    assert Kind.FORCE not in others
    assert Kind.POLICING_BODY not in others


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("A&S", {"avon-and-somerset"}),
        ("heddlu", {"dyfed-powys", "gwent", "north-wales", "south-wales"}),
        ("bch", {"bedfordshire", "cambridgeshire", "hertfordshire"}),
        ("  sopra ", {"sopra-steria"}),
        ("nobody of this name", set()),
        ("norfolk\0", {"norfolk", "pcc-norfolk"}),
        ("%", set()),
    ],
)
def test_a_part_of_a_name_an_alias_or_a_group_finds_bodies(name: str, expected: set[str]) -> None:
    assert set(slugs(Directory.of(TODAY, name))) == expected


def test_a_name_that_is_too_long_is_cut_and_finds_nobody() -> None:
    found: list[Listed] = list(Directory.of(TODAY, "x" * 10_000))
    assert found == []
