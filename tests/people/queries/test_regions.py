import datetime

import pytest

from frankpledge.errors import NotFound
from frankpledge.people.models import Region
from frankpledge.people.queries.directory import Listed
from frankpledge.people.queries.regions import all_regions, region_bodies

TODAY = datetime.date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def slugs(listed: object) -> set[str]:
    return {each.organisation.slug for each in listed}  # type: ignore[attr-defined] # any list of it


def test_north_wales_is_policed_in_wales_and_fights_organised_crime_with_the_north_west() -> None:
    wales, north_west = region_bodies("wales", TODAY), region_bodies("north-west", TODAY)
    assert "north-wales" in slugs(wales.forces)
    assert "north-wales" not in slugs(north_west.forces)
    assert "north-wales" in slugs(north_west.organised_crime_forces)
    assert wales.differs_for_organised_crime
    assert north_west.differs_for_organised_crime
    assert not region_bodies("eastern", TODAY).differs_for_organised_crime


def test_southern_wales_is_a_region_for_organised_crime_only() -> None:
    southern = region_bodies("southern-wales", TODAY)
    assert southern.is_for_organised_crime_only
    assert slugs(southern.organised_crime_forces) == {"dyfed-powys", "gwent", "south-wales"}


def test_a_region_shows_the_policing_bodies_of_the_day_and_those_that_are_no_more() -> None:
    today = region_bodies("wales", TODAY)
    assert "pcc-gwent" in slugs(today.policing_bodies)
    assert "police-authority-gwent" in slugs(today.former)
    before = region_bodies("wales", datetime.date(2012, 1, 1))
    assert "police-authority-gwent" in slugs(before.policing_bodies)
    assert "pcc-gwent" not in slugs(before.policing_bodies)


def test_every_region_that_has_anybody_is_listed() -> None:
    assert {bodies.region for bodies in all_regions(TODAY)} == set(Region)


@pytest.mark.parametrize("slug", ["nowhere", "", "NORTH-WEST", "north_west"])
def test_an_address_that_names_no_region_is_not_found(slug: str) -> None:
    with pytest.raises(NotFound):
        region_bodies(slug, TODAY)


def test_scotland_has_a_police_force_outside_england_and_wales_and_no_other() -> None:
    scotland = region_bodies("scotland", TODAY)
    others: list[Listed] = list(scotland.others)
    assert slugs(others) == {"police-scotland"}
    assert not scotland.forces
