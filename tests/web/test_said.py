import csv
import io

import pytest
from django.test import Client
from markupsafe import escape
from pytest_django import Settings

from frankpledge.register.models import Claim
from frankpledge.register.queries.statements import statements

pytestmark = pytest.mark.django_db

ADDRESS = "/what-can-be-said"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_every_sentence_is_on_the_page_with_its_date_and_its_own_address(client: Client) -> None:
    html = page(client, ADDRESS)

    for each in statements():
        assert escape(each.sentence) in html
        assert f'href="{ADDRESS}/{each.slug}"' in html
    assert html.count("As at ") >= len(statements())


def test_why_no_total_can_be_given_stands_first_with_its_reasons(client: Client) -> None:
    html = page(client, ADDRESS)

    assert html.index("No total can be given") < html.index("have any figure for a saving")
    assert "A hope and a result cannot be added." in html


def test_what_others_said_of_all_policing_is_shown_as_their_claims(client: Client) -> None:
    html = page(client, ADDRESS)

    assert "Said by HMICFRS, as an inspector, 21 July 2020" in html
    assert "They overlap" in html or "they overlap" in html
    for claim in Claim.objects.filter(collaboration__isnull=True):
        assert escape(claim.sentence) in html


@pytest.mark.parametrize("slug", ["no-total", "savings", "status", "found", "confirmed"])
def test_a_sentence_has_a_page_with_how_it_was_counted_and_the_rows(client: Client, slug: str) -> None:
    found = next(each for each in statements() if each.slug == slug)

    html = page(client, f"{ADDRESS}/{slug}")

    assert "<h1" in html
    assert html.count(escape(found.sentence)) >= 2
    assert escape(found.how_counted) in html
    assert escape(found.does_not_mean) in html


def test_the_rows_behind_a_sentence_about_figures_are_sentences_with_who_said_them(client: Client) -> None:
    html = page(client, f"{ADDRESS}/savings")

    assert "The 85 figures behind it" in html
    assert "Never add them." in html
    for claim in Claim.objects.filter(kind="saving", collaboration__isnull=False, amount__isnull=False)[:5]:
        assert f"#claim-{claim.key}" in html
        assert escape(claim.sentence) in html


def test_a_sentence_that_counts_nothing_says_so(client: Client) -> None:
    assert "There are none." in page(client, f"{ADDRESS}/confirmed")


def test_a_claim_has_a_page_of_its_own_and_says_that_we_have_not_checked_it(client: Client) -> None:
    html = page(client, f"{ADDRESS}/national-01")

    assert "What HMICFRS said" in html
    assert "have not checked it" in html
    assert "hmicfrs.justiceinspectorates.gov.uk" in html


def test_there_is_no_page_for_another_sentence(client: Client) -> None:
    assert client.get(f"{ADDRESS}/the-cost-of-everything").status_code == 404


def test_a_past_day_is_in_the_sentence_and_in_its_address(client: Client) -> None:
    html = page(client, f"{ADDRESS}?as-at=2018-06-30")

    assert "in being on 30 June 2018" in html
    assert f'href="{ADDRESS}/savings?as-at=2018-06-30"' in html
    assert "in being on 30 June 2018" in page(client, f"{ADDRESS}/savings?as-at=2018-06-30")


def test_the_same_as_json(client: Client, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://frankpledge.example"

    document = client.get(f"{ADDRESS}?format=json").json()

    assert [each["slug"] for each in document["statements"]] == [each.slug for each in statements()]
    assert document["statements"][0]["address"] == f"https://frankpledge.example{ADDRESS}/no-total"
    assert {each["said_by"] for each in document["national_claims"]} >= {"HMICFRS"}


def test_the_same_as_csv_has_no_amount_but_in_a_sentence(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(page(client, f"{ADDRESS}?format=csv"))))

    assert len(rows) == len(statements()) + 6
    assert not [name for name in rows[0] if "amount" in name]
    assert {row["kind"] for row in rows} == {"ours", "claim"}


def test_the_rows_behind_a_sentence_as_data(client: Client) -> None:
    document = client.get(f"{ADDRESS}/dates?format=json").json()
    rows = list(csv.DictReader(io.StringIO(page(client, f"{ADDRESS}/savings?format=csv"))))

    assert document["counts"] == {"start": 81, "end": 10}
    assert document["behind"]["count"] == len(document["behind"]["records"]) == 82
    records = list(csv.DictReader(io.StringIO(page(client, f"{ADDRESS}/dates?format=csv"))))
    assert len(records) == 82
    assert {row["kind"] for row in records} == {"record"}
    assert len(rows) == 85
    assert all(row["said_by"] and row["collaboration"].startswith("C-") for row in rows)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_claim_as_data_names_who_said_it(client: Client, form: str) -> None:
    assert "HMICFRS" in page(client, f"{ADDRESS}/national-01?format={form}")


def test_the_quoted_address_is_whole_when_this_copy_says_where_it_stands(
    client: Client, settings: Settings
) -> None:
    assert "and the address of this page" in page(client, f"{ADDRESS}/savings")

    settings.PUBLIC_ADDRESS = "https://frankpledge.example"
    settings.PUBLIC_PAGE_CACHE = False
    assert f"https://frankpledge.example{ADDRESS}/savings" in page(client, f"{ADDRESS}/savings")
