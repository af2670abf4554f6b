"""What to consider, on a page: chosen without scripts, in four forms, for everybody."""

import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from pytest_django import Settings

from frankpledge.people.models import Kind, Organisation
from tests.corrections import words_of
from tests.pdfs import catalogue, words

pytestmark = pytest.mark.django_db

DOGS = "force=norfolk&force=suffolk&force=cambridgeshire&function=dogs"


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False


def test_without_a_choice_the_page_offers_every_force_and_every_kind_of_work(client: Client) -> None:
    page = client.get("/considerations")
    html = page.content.decode()
    assert page.status_code == 200
    assert html.count('name="force"') == 43
    assert html.count('name="function"') == 3
    assert "There is a problem" not in html
    assert "What this register cannot know" not in html


def test_the_pack_is_dated_keeps_what_was_chosen_and_leads_to_its_files(client: Client) -> None:
    page = client.get(f"/considerations?{DOGS}")
    said, html = words_of(page), page.content.decode()
    assert page.status_code == 200
    for told in (
        "Dogs for Norfolk, Suffolk and Cambridgeshire: what to consider", "revision",
        "BCH Joint Protective Services", "What this register cannot know",
        "The law, and how sure we are of it",
    ):  # fmt: skip
        assert told in said
    assert html.count(" checked") == 3
    for form in ("docx", "pdf"):
        assert f"/considerations.{form}?{DOGS.replace('&', '&amp;')}" in html
    assert 'rel="canonical" href="' in html
    assert 'name="robots" content="noindex"' in html


def test_as_json_it_is_open_data(client: Client) -> None:
    for answer in (
        client.get(f"/considerations?{DOGS}&format=json"),
        client.get(f"/considerations?{DOGS}", headers={"Accept": "application/json"}),
    ):
        assert answer["Access-Control-Allow-Origin"] == "*"
        data = json.loads(answer.content)
        assert [each["slug"] for each in data["forces"]] == ["norfolk", "suffolk", "cambridgeshire"]
        assert "Independent and unofficial" in data["generated_from"]


def test_as_files_they_open_and_are_named_after_what_was_asked(client: Client, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://register.example"
    in_word, in_pdf = (client.get(f"/considerations.{form}?{DOGS}") for form in ("docx", "pdf"))
    assert in_word["Content-Disposition"] == (
        'attachment; filename="consider-dogs-norfolk-suffolk-cambridgeshire.docx"'
    )
    assert Document(io.BytesIO(in_word.content)).core_properties.title.startswith("Dogs for Norfolk")
    assert in_pdf["Content-Type"] == "application/pdf"
    assert bool(catalogue(in_pdf.content)["/MarkInfo"]["/Marked"])
    assert "C-0025" in words(in_pdf.content)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("force=nowhere&function=dogs", "“nowhere” is not a police force on this register"),
        ("force=kent&function=juggling", "“juggling” is not a kind of work on this register"),
        ("force=kent", "Choose the kind of work"),
        ("force=kent&function=dogs&function=ict&function=fleet&function=hr", "Choose up to 3 kinds of work"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field_and_as_a_file_refused(
    client: Client, query: str, told: str
) -> None:
    page = client.get(f"/considerations?{query}")
    assert page.status_code == 422
    assert words_of(page).count(told) == 2
    for form in ("considerations.docx?", "considerations.pdf?", "considerations?format=json&"):
        assert client.get(f"/{form}{query}").status_code == 422


def test_a_file_of_nothing_chosen_says_how_to_choose(client: Client) -> None:
    answer = client.get("/considerations.pdf")
    assert answer.status_code == 422
    assert "?force=norfolk" in words_of(answer)


def test_functions_and_searches_lead_to_it(client: Client) -> None:
    assert 'href="/considerations?function=dogs"' in client.get("/functions/dogs").content.decode()
    found = client.get("/collaborations?function=dogs&force=norfolk").content.decode()
    assert 'href="/considerations?force=norfolk&amp;function=dogs"' in found
    assert 'href="/considerations"' in client.get("/collaborations").content.decode()


def test_the_page_asks_as_many_statements_for_two_forces_as_for_all(client: Client) -> None:
    every = Organisation.objects.filter(kind=Kind.FORCE).values_list("slug", flat=True)
    counts = []
    for forces in (["norfolk", "suffolk"], list(every)):
        query = "&".join(f"force={slug}" for slug in forces)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/considerations?{query}&function=forensics").status_code == 200
        counts.append(len(asked))
    assert counts == [11, 11]
