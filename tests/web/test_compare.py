"""Two to four forces beside each other."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from frankpledge.exchange import comparisons as exchange
from frankpledge.web import page_cache

pytestmark = pytest.mark.django_db
THREE = "/compare?force=norfolk&force=suffolk&force=kent"


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False
    page_cache.release.cache_clear()


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(html: str, start: str, end: str) -> str:
    return html.split(f'id="{start}"', 1)[1].split(f'id="{end}"', 1)[0]


def test_without_forces_it_asks_for_two_to_four(client: Client) -> None:
    html = page(client, "/compare")
    assert "Choose two to four forces" in text(html)
    assert html.count("<select") == 4
    assert "There is a problem" not in html


def test_the_answer_is_said_in_words_first(client: Client) -> None:
    html = text(page(client, THREE))
    assert (
        "Norfolk, Suffolk and Kent share 6 regional or local collaborations on this register, besides 12 "
        "that every force is in." in html
    )
    assert "Only Norfolk: 0; Only Suffolk: 0; Only Kent: 4." in html
    assert "they cannot rank anybody" in html


def test_what_all_share_what_some_share_and_what_one_has_are_apart(client: Client) -> None:
    html = page(client, THREE)
    shared = text(part(html, "shared", "only"))
    assert "All of them: 6" in shared
    assert "Norfolk and Suffolk: 4" in shared
    assert "Kent and Essex Serious Crime Directorate" not in shared
    assert "Kent and Essex Serious Crime Directorate" in text(part(html, "only", "by-function"))


def test_function_by_function_each_force_has_a_cell_and_none_is_a_word(client: Client) -> None:
    table = part(page(client, THREE), "by-function", "choose")
    [row] = [row for row in table.split("<tr") if "/functions/disaster-victim-identification" in row]
    cells = re.findall(r'data-label="(\w+)">(.*?)</td>', row, re.DOTALL)
    assert [force for force, _cell in cells] == ["Norfolk", "Suffolk", "Kent"]
    assert text(cells[2][1]) == "None"
    assert "/collaborations/C-" in cells[0][1]


def test_there_are_no_scores_and_the_order_is_the_readers(client: Client) -> None:
    html = page(client, "/compare?force=suffolk&force=norfolk")
    assert "<h1" in html
    assert "Compare Suffolk and Norfolk" in html
    for word in ("score", "rank 1", "best", "most collaborative"):
        assert word not in text(html.split("<main", 1)[1]).lower()


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("force=norfolk", 2, "Choose a second force to compare with."),
        ("force=norfolk&force=", 2, "Choose a second force to compare with."),
        ("force=norfolk&force=norfolk", 2, "Norfolk is chosen twice. Choose another force, or none."),
        (
            "force=norfolk&force=narnia",
            2,
            "“narnia” is not a police force on this register. Choose one from the list.",
        ),
        (
            "force=pcc-norfolk&force=kent",
            1,
            "“pcc-norfolk” is not a police force on this register. Choose one from the list.",
        ),
        (
            "force=norfolk&force=kent&force=essex&force=sussex&force=surrey",
            4,
            "Choose up to four forces. You chose 5.",
        ),
    ],
)
def test_a_choice_that_cannot_be_compared_is_refused_at_its_field(
    client: Client, query: str, field: int, message: str
) -> None:
    html = page(client, f"/compare?{query}", status=422)
    assert f'<a href="#force-{field}">{message}</a>' in html
    assert f'id="force-{field}-error"' in html
    assert f'aria-describedby="force-{field}-error"' in html
    assert html.count("govuk-error-message") == 1
    assert "<title>Error:" in html
    refused = client.get(f"/compare?{query}&format=json")
    assert refused.status_code == 422
    assert refused.json()["detail"] == message


@pytest.mark.parametrize("written", ["<script>alert(1)</script>", "'", "%00", "x" * 5_000])
def test_a_hostile_choice_is_refused_cleanly(client: Client, written: str) -> None:
    answer = client.get("/compare", {"force": ["norfolk", written]})
    assert answer.status_code == 422
    assert "<script>alert(1)" not in answer.content.decode()
    assert len(answer.content) < 40_000


def test_what_was_chosen_stays_chosen_after_a_refusal(client: Client) -> None:
    html = page(client, "/compare?force=kent&force=narnia", status=422)
    assert html.count(" selected>") == 1
    assert '<option value="kent" selected>' in html


def test_on_a_past_day_what_a_force_was_surely_not_in_is_left_out(client: Client) -> None:
    html = page(client, "/compare?force=lancashire&force=cheshire&as-at=2017-01-01")
    shared = text(part(html, "shared", "only"))
    assert "North West Motorway Police Group" in shared
    assert "June 2008 to April 2018. Was in" in shared
    assert "Not known whether it was in" in shared
    assert "Last reported" not in shared
    assert 'name="force" value="lancashire"' in html


def test_the_same_as_data(client: Client) -> None:
    held = client.get(f"{THREE}&format=json").json()
    assert {tuple(each["forces"]): each["collaborations"] for each in held["counts"]} == {
        ("norfolk", "suffolk", "kent"): 6,
        ("norfolk", "suffolk"): 4,
        ("kent",): 4,
    }
    rows = list(csv.DictReader(io.StringIO(client.get(f"{THREE}&format=csv").content.decode())))
    assert tuple(rows[0]) == exchange.COLUMNS
    assert len(rows) == 6 * 3 + 4 * 2 + 4
    assert client.get("/compare?format=csv").status_code == 422


def test_it_takes_a_constant_number_of_statements_for_each_force(client: Client) -> None:
    for address, most in ((THREE, 1 + 3 + 2), ("/compare?force=gwent&force=kent", 1 + 2 + 2)):
        with CaptureQueriesContext(connection) as statements:
            page(client, address)
        assert len(statements) == most, address
