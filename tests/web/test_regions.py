"""The pages of regions."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from frankpledge.exchange import regions as exchange
from frankpledge.web import page_cache

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False
    page_cache.release.cache_clear()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(html: str, start: str, end: str) -> str:
    return html.split(f'id="{start}"', 1)[1].split(f'id="{end}"', 1)[0]


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode())))


def test_the_list_says_where_the_region_for_organised_crime_is_another(client: Client) -> None:
    html = text(page(client, "/regions"))
    assert "There is no region of this name for fighting organised crime" in html
    assert "For fighting organised crime only: Dyfed-Powys , Gwent , South Wales" in html


def test_wales_shows_its_forces_its_bodies_and_the_units_of_two_regions(client: Client) -> None:
    html = page(client, "/regions/wales")
    assert "4 forces. Found: 6 collaborations within the region and 6 that reach beyond it" in text(html)
    assert "Gwent Police Authority" in text(html)
    unit = text(part(html, "unit", "collaborations"))
    assert "North West Regional Organised Crime Unit" in unit
    assert "Tarian Regional Organised Crime Unit" in unit


def test_within_and_beyond_are_apart(client: Client) -> None:
    html = page(client, "/regions/wales")
    assert "All Wales policing collaboration" in text(part(html, "within", "beyond"))
    assert "Cheshire and North Wales" in text(html.split('id="beyond"', 1)[1])


def test_a_region_for_organised_crime_only_says_so(client: Client) -> None:
    html = text(page(client, "/regions/southern-wales"))
    assert "A region for fighting organised crime." in html
    assert "Tarian" in html


def test_on_a_past_day_the_policing_bodies_are_those_of_the_time(client: Client) -> None:
    html = page(client, "/regions/wales?as-at=2012-01-01")
    assert "/organisations/police-authority-gwent?as-at=2012-01-01" in html
    assert "pcc-gwent" not in html


def test_the_same_as_data(client: Client) -> None:
    held = client.get("/regions/wales?format=json").json()
    assert {unit["group"] for unit in held["organised_crime_units"]} == {"north-west", "southern-wales"}
    assert held["organised_crime_forces"] == []
    rows = rows_of(client, "/regions/wales?format=csv")
    assert tuple(rows[0]) == exchange.COLUMNS
    assert {row["group"] for row in rows} == {"within", "beyond"}
    assert len(rows_of(client, "/regions?format=csv")) == len(
        client.get("/regions?format=json").json()["regions"]
    )


def test_a_region_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/regions/mercia").status_code == 404
    assert client.get("/regions/wales?as-at=2999-01-01").status_code == 400


def test_the_pages_take_a_constant_number_of_statements(client: Client) -> None:
    for address, most in (("/regions", 2), ("/regions/wales", 10), ("/regions/eastern", 10)):
        with CaptureQueriesContext(connection) as statements:
            page(client, address)
        assert len(statements) == most, address
