import csv
import datetime
import io

import pytest
from django.test import Client

from frankpledge.exchange.pictures import gallery, holdings
from frankpledge.register.queries import coverage as queries
from frankpledge.register.queries.coverage import coverage

pytestmark = pytest.mark.django_db

ADDRESS = "/known-and-not-known"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>drawn</title></svg>'


@pytest.fixture
def drawn() -> None:
    for picture in holdings.of(coverage()):
        gallery.keep(picture, SVG)


def page(client: Client, address: str = ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("drawn")
def test_each_picture_has_a_title_words_a_drawing_a_table_and_its_data(client: Client) -> None:
    html = page(client)

    for picture in holdings.of(coverage()):
        assert f">{picture.title}</h2>" in html
        assert f"/pictures/{picture.key}.csv" in html
        assert f"/pictures/{picture.key}.svg" in html
    assert html.count("<title>drawn</title>") == 4
    assert html.count("The same as a table") == 4


def test_a_picture_that_is_not_drawn_yet_leaves_its_table_in_sight_and_the_page_is_not_kept(
    client: Client,
) -> None:
    response = client.get(ADDRESS)

    assert response.content.decode().count("The picture is being drawn; its table is below.") == 4
    assert response["Cache-Control"] == "no-store"
    assert client.get(ADDRESS)["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("drawn")
def test_a_page_with_all_its_drawings_is_kept(client: Client) -> None:
    client.get(ADDRESS)

    assert "must-revalidate" in client.get(ADDRESS)["Cache-Control"]


def test_it_says_that_no_force_or_region_can_be_ranked(client: Client) -> None:
    assert "no force, region or kind of work can be ranked by it" in page(client)


def test_it_shows_no_trend_and_says_what_would_be_needed(client: Client) -> None:
    html = page(client)

    assert "We show no trend until a start date and a status are known for nine in ten." in html
    assert "A start date is known for 81 of 116 and a status for 71" in html


def test_it_says_when_enough_is_known_for_a_trend(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "ENOUGH_FOR_A_TREND", 0.5)

    html = page(client)

    assert "which is enough to look for a trend" in html
    assert "We show no trend" not in html


def test_a_past_day_is_said_and_so_is_who_is_left_out(client: Client) -> None:
    then = coverage(_day("2018-06-30"))

    html = page(client, f"{ADDRESS}?as-at=2018-06-30")

    assert "This page shows 30 June 2018." in html
    assert f"{then.records} records are of collaborations that were, or may have been, in being" in html
    assert f"{then.left_out} others are left out" in html
    assert "The counts are of what we hold today, not of what was known then." in html


def test_a_day_that_is_none_is_refused(client: Client) -> None:
    assert client.get(f"{ADDRESS}?as-at=soon").status_code == 400


def test_the_same_as_json(client: Client) -> None:
    document = client.get(f"{ADDRESS}?format=json").json()

    assert document["records"] == 116
    assert document["fields"]["start"] == {"known": 81, "not_known": 35}
    assert document["functions"]["forensics"] == {
        "regional_or_local_membership_stated": 14,
        "regional_or_local_membership_assumed": 0,
        "every_force_is_in_it": 2,
    }
    assert document["may_show_a_trend"] is False


def test_the_same_as_csv(client: Client) -> None:
    response = client.get(ADDRESS, headers={"accept": "text/csv"})

    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    starts = {row["count_of"]: row["count"] for row in rows if row["key"] == "start"}
    assert starts == {"known": "81", "not_known": "35"}
    assert {row["counted_by"] for row in rows} == {"field", "region", "function", "model"}


def test_there_is_no_other_form(client: Client) -> None:
    assert client.get(f"{ADDRESS}?format=xml").status_code == 400


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
