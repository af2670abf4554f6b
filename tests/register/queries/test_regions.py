"""What a region's forces do together, and with others."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.people.models import Region
from frankpledge.register.queries.listings import When
from frankpledge.register.queries.regions import BEYOND, WITHIN, RegionWork, region_work

NOW = When(datetime.date(2026, 11, 22), is_past=False)
pytestmark = pytest.mark.django_db


def slugs(work: RegionWork, group: str) -> set[str]:
    return {each.collaboration.slug for each in work.listing.of(group)}


def units(region: Region) -> dict[str, str]:
    return {each.collaboration.slug: each.group for each in region_work(region, NOW).units.listed}


def test_a_collaboration_is_within_the_region_when_all_its_named_forces_are_of_it() -> None:
    wales = region_work(Region.WALES, NOW)
    assert "all-wales-collaboration" in slugs(wales, WITHIN)
    assert "nwrocu" in slugs(wales, BEYOND)
    assert not slugs(wales, WITHIN) & slugs(wales, BEYOND)


def test_what_every_force_is_in_is_of_no_region() -> None:
    for group in (WITHIN, BEYOND):
        assert "npas" not in slugs(region_work(Region.WALES, NOW), group)


@pytest.mark.parametrize(
    ("region", "unit"),
    [
        (Region.EAST_MIDLANDS, "emsou"),
        (Region.EASTERN, "ersou"),
        (Region.LONDON, "london-regional-soc"),
        (Region.NORTH_EAST, "nerocu"),
        (Region.NORTH_WEST, "nwrocu"),
        (Region.SOUTH_EAST, "serocu"),
        (Region.SOUTH_WEST, "sw-rocu"),
        (Region.SOUTHERN_WALES, "tarian"),
        (Region.WEST_MIDLANDS, "rocuwm"),
        (Region.YORKSHIRE_AND_THE_HUMBER, "yhrocu"),
    ],
)
def test_every_region_for_organised_crime_has_its_unit(region: Region, unit: str) -> None:
    assert units(region) == {unit: region.value}


def test_wales_is_served_by_the_units_of_two_regions() -> None:
    assert units(Region.WALES) == {"nwrocu": "north-west", "tarian": "southern-wales"}


def test_a_region_without_forces_of_its_own_has_no_collaborations() -> None:
    assert region_work(Region.SCOTLAND, NOW).listing.listed == ()
    assert units(Region.SCOTLAND) == {}


def test_it_takes_eight_statements_whatever_is_held_and_fewer_for_nothing() -> None:
    for region, most in ((Region.EASTERN, 8), (Region.WALES, 8), (Region.SCOTLAND, 4)):
        with CaptureQueriesContext(connection) as statements:
            region_work(region, NOW)
        assert len(statements) == most
