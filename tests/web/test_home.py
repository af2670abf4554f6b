import csv
import datetime
import io
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from frankpledge.dates import Answer, PartialDate
from frankpledge.register.actions import collaborations
from frankpledge.register.models import Status
from frankpledge.register.queries import national
from frankpledge.web import asat, page_cache
from frankpledge.web.views.home import a_year_after
from tests.world import CURATOR, World, dogs

MOST_STATEMENTS = 4


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False
    page_cache.release.cache_clear()


def text(client: Client, query: str = "") -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(f"/{query}").content.decode()).split())


@pytest.mark.django_db
def test_the_first_lines_say_what_it_is_and_that_it_is_independent(client: Client) -> None:
    home = text(client).split("Search the collaborations")[0]
    assert "Police collaborations in England and Wales" in home
    assert "Independent of the police and of government, and not yet confirmed by the bodies named." in home
    assert "Something wrong? Tell us" in home


@pytest.mark.django_db
def test_every_number_is_counted_and_leads_to_what_it_counts(client: Client) -> None:
    html = client.get("/").content.decode()
    counts = national.counts()
    for address, said in (
        ("/collaborations", f"{counts.found} found so far"),
        (
            "/collaborations?status=running",
            f"{counts[Status.RUNNING]} described as running when last reported",
        ),
        ("/collaborations?status=not_known", f"{counts[Status.NOT_KNOWN]} not known"),
        ("/collaborations?status=ended", f"{counts[Status.ENDED]} ended"),
    ):
        assert f'href="{address}">{said}</a>' in html
        assert client.get(address).status_code == 200
    assert "not a complete list" in html
    assert "status=dropped" not in html


@pytest.mark.django_db
def test_every_way_in_leads_somewhere(client: Client) -> None:
    html = client.get("/").content.decode()
    main = html.split("<main", 1)[1].split("</main>", 1)[0]
    addresses = {address.split("#")[0] for address in re.findall(r'href="(/[^"]*)"', main)}
    ways = {address for address in addresses if not address.startswith("/organisations/")}
    assert {
        "/functions",
        "/regions",
        "/compare",
        "/known-and-not-known",
        "/what-can-be-said",
        "/data/",
    } <= ways
    for address in ways:
        assert client.get(address).status_code == 200, address
    assert len(addresses - ways) == 43
    assert '<form class="frankpledge-search" action="/collaborations" method="get"' in html
    assert 'name="q"' in html


@pytest.mark.django_db
def test_without_a_change_or_an_end_it_says_so(client: Client) -> None:
    home = text(client)
    assert "Nothing has been changed since records were last added, on" in home
    counts = national.counts()
    assert (
        f"None known. No end date is on record for {counts.without_an_end} of the {counts.not_over} "
        "not known to have ended." in home
    )


def test_a_change_and_an_end_to_come_are_listed(client: Client, world: World) -> None:
    ends_on = PartialDate(a_year_after(asat.today()).year)
    collaborations.put(by=CURATOR, draft=replace(dogs(), ends_on=ends_on))
    html = client.get("/").content.decode()
    changed, due = html.split('id="changed"')[1].split('id="due"')
    address = f"/collaborations/{world.record('dogs').address}"
    assert address in changed
    assert address in due
    assert f"Northern Marches Dog Unit</a>: end, {ends_on}" in due
    assert "None known" not in due
    rows = client.get("/?format=csv").content.decode()
    reference = world.record("dogs").reference
    assert f"due,ended,Northern Marches Dog Unit,{reference},{ends_on}" in rows
    assert f"changed,,Northern Marches Dog Unit,{reference},{asat.today()}" in rows


@pytest.mark.django_db
def test_a_past_day_shows_what_was_in_being_then_and_carries_the_day_on(client: Client) -> None:
    html = client.get("/?as-at=2018-06-30").content.decode()
    assert "This page shows 30 June 2018." in html
    then = national.in_being_on(datetime.date(2018, 6, 30))
    assert f"{then[Answer.YES]} known to have been in being" in html
    assert 'href="/collaborations?in-being=yes&amp;as-at=2018-06-30"' in html
    assert 'href="/organisations/norfolk?as-at=2018-06-30"' in html
    assert "Recently changed" not in html
    assert client.get("/?as-at=2018-02-30").status_code == 400


@pytest.mark.django_db
def test_the_same_comes_as_json_and_csv_without_any_amount(client: Client) -> None:
    held = client.get("/?format=json").json()
    assert held["by_status"]["running"] == national.counts()[Status.RUNNING]
    assert held["is_a_complete_list"] is False
    assert "amount" not in str(held)
    rows = list(csv.DictReader(io.StringIO(client.get("/?format=csv").content.decode())))
    assert {"section": "by_status", "what": "ended", "value": "12", "reference": "", "on": ""} in rows
    then = client.get("/?format=json&as-at=2018-06-30").json()
    assert sum(then["in_being"].values()) == then["found"]
    assert "in_being,yes," in client.get("/?format=csv&as-at=2018-06-30").content.decode()
    assert client.get("/?format=pdf").status_code == 400


def statements(client: Client, query: str = "") -> int:
    client.get(f"/{query}")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/{query}")
    return len(asked)


@pytest.mark.django_db
def test_it_asks_little_of_the_database_however_much_there_is(
    client: Client, request: pytest.FixtureRequest
) -> None:
    before = statements(client)
    request.getfixturevalue("world")
    assert statements(client) == before <= MOST_STATEMENTS
    assert statements(client, "?as-at=2018-06-30") <= MOST_STATEMENTS


@pytest.mark.parametrize(
    ("day", "a_year_later"),
    [
        (datetime.date(2026, 11, 22), datetime.date(2027, 11, 22)),
        (datetime.date(2028, 2, 29), datetime.date(2029, 3, 1)),
    ],
)
def test_a_year_ends_on_the_same_day_of_the_next(day: datetime.date, a_year_later: datetime.date) -> None:
    assert a_year_after(day) == a_year_later
