"""The pages of functions: how do others do it?"""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from frankpledge.exchange import functions as exchange
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


def test_every_function_is_listed_with_what_it_is_and_two_counts(client: Client) -> None:
    html = page(client, "/functions")
    assert html.count('href="/functions/') == 47
    [row] = [row for row in html.split("<tr")[1:] if "/functions/forensics" in row]
    assert "Scientific support" in row
    assert re.findall(r'data-label="[^"]*">(\d+)<', row) == ["14", "2"]


def test_forensics_is_grouped_by_model_with_who_leads_first(client: Client) -> None:
    html = page(client, "/functions/forensics")
    assert "14 regional or local collaborations found, besides 2 that every force is in." in text(html)
    assert "Dorset (lead), Avon &amp; Somerset" in text(part(html, "lead-force", "strategic-alliance"))
    assert "South West Forensics" not in part(html, "joint-unit", "lead-force")
    assert "Warwickshire (customer)" in text(part(html, "lead-force", "strategic-alliance"))


def test_forces_without_one_are_worded_as_what_this_register_does_not_hold(client: Client) -> None:
    html = page(client, "/functions/forensics")
    without = text(html.split('id="forces"', 1)[1])
    assert "No collaboration on this register: 7" in without
    assert "It does not mean that a force does not collaborate" in without
    assert "Dyfed-Powys , Norfolk , Suffolk ." in text(html.split('id="in-an-alliance"', 1)[1])


def test_what_every_force_is_in_stands_apart(client: Client) -> None:
    html = page(client, "/functions/air-support")
    assert "None on this register." in text(part(html, "ways", "everywhere"))
    assert "National Police Air Service" in text(part(html, "everywhere", "forces"))


def test_on_a_past_day_each_is_shown_as_it_stood_then(client: Client) -> None:
    html = page(client, "/functions/dogs?as-at=2015-01-01")
    assert "Each is shown as it stood then." in text(html)
    assert "In being then" in html
    assert "Not in being then" in html
    assert "govuk-tag--green" not in part(html, "ways", "forces")


def test_the_same_as_data(client: Client) -> None:
    held = client.get("/functions/forensics?format=json").json()
    assert len(held["collaborations"]) == 16
    assert len(held["forces"]) == 43
    rows = rows_of(client, "/functions/forensics?format=csv")
    assert tuple(rows[0]) == exchange.COLUMNS
    [south_west] = [row for row in rows if row["title"] == "South West Forensics"]
    assert (south_west["group"], south_west["led_by"]) == ("lead_force", "dorset")
    assert len(rows_of(client, "/functions?format=csv")) == 47
    assert len(client.get("/functions?format=json").json()["functions"]) == 47


def test_a_function_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/functions/alchemy").status_code == 404
    assert client.get("/functions/alchemy?format=json").status_code == 404
    assert client.get("/functions/forensics?as-at=never").status_code == 400


def test_the_pages_take_a_constant_number_of_statements(client: Client) -> None:
    for address, most in (("/functions", 1), ("/functions/forensics", 6), ("/functions/leadership", 6)):
        with CaptureQueriesContext(connection) as statements:
            page(client, address)
        assert len(statements) == most, address
