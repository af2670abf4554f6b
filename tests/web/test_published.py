"""What has been published of a record's costs and benefits: as a page, as JSON and as CSV."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from frankpledge.register.models import Collaboration
from frankpledge.web import page_cache
from tests.world import World

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 10


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False
    page_cache.release.cache_clear()


def address(slug: str, query: str = "") -> str:
    return f"/collaborations/{Collaboration.objects.get(slug=slug).address}/costs-and-benefits{query}"


def words(client: Client, path: str) -> str:
    html = client.get(path).content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_savings_of_the_air_service_stand_beside_its_drawbacks_and_no_verdict_is_given(
    client: Client,
) -> None:
    page = words(client, address("npas"))
    assert "4 figures, all as forecasts. None is reported as having happened." in page
    assert (
        "Drawbacks have been published too (8 figures): different costs for each resident, cancelled calls"
        " and fewer bases, helicopters and flying hours than before." in page
    )
    assert "By its savings alone it would look like a success. That would leave out" in page
    assert "This register calls it neither a success nor a failure." in page
    drawbacks = page.split(" Drawbacks That these are drawbacks is our reading.")[1].split(
        "What it costs, or cost"
    )[0]
    assert "24,873 calls were cancelled" in drawbacks
    assert "Lincolnshire paid £0.05 for each resident in 2016." in drawbacks
    assert "From an inspector or auditor" in drawbacks


def test_norfolk_and_suffolk_have_a_table_as_published(client: Client) -> None:
    page = words(client, address("norfolk-suffolk"))
    total = "All areas (the published total of the three)"
    assert f"{total} £19.4 million £17.3 million £0.2 million £17.1 million £3.5 million" in page.replace(
        "£200,000", "£0.2 million"
    )
    assert "it is not the target less the result." in page
    assert "What was left is what was achieved less what was put back." in page
    assert "As published by" in page


def test_both_views_of_a_contested_saving_stand_under_that_word(client: Client) -> None:
    page = words(client, address("warwickshire-west-mercia-alliance"))
    contested = page.split(" Contested ", 1)[1].split("Savings and other benefits")[0]
    assert "Warwickshire Police said the alliance had saved more than £35 million." in contested
    assert "West Mercia said the early benefits had dried up for it and gone into reverse." in contested
    assert "at least £6 million a year" in contested
    for figure in (
        "69% of alliance staff",
        "31% of alliance staff",
        "half the votes",
        "£10.5 million",
        "£270,000",
    ):
        assert figure in page


def test_the_record_leads_to_it_and_json_and_csv_hold_the_same_figures(client: Client) -> None:
    record = Collaboration.objects.get(slug="npas")
    assert (
        f'href="{address("npas")}#published"'
        in client.get(f"/collaborations/{record.address}").content.decode()
    )
    said = client.get(address("npas", "?format=json")).json()["published"]
    assert (said["savings_alone"], said["verdict"]) == ("promised", None)
    assert said["savings_alone_leave_out"] == ["not happened", "drawbacks", "costs"]
    lines = list(
        csv.DictReader(io.StringIO(client.get(address("npas", "?format=csv")).content.decode("utf-8-sig")))
    )
    assert [line["published_claim"] for line in lines] == [each["claim"] for each in said["figures"]]
    assert {line["published_reads_as"] for line in lines} == {each["reads_as"] for each in said["figures"]}
    page = client.get(address("npas")).content.decode()
    assert all(f'id="published-{each["claim"]}"' in page for each in said["figures"])


def test_what_was_said_later_is_left_out_of_a_past_day(client: Client) -> None:
    page = words(client, address("npas", "?as-at=2016-01-01"))
    assert "24,873" not in page
    assert "said later and" in page
    said = client.get(address("npas", "?as-at=2016-01-01&format=json")).json()["published"]
    assert "npas-14" not in {each["claim"] for each in said["figures"]}


def test_where_nothing_is_published_the_page_says_so(client: Client, world: World) -> None:
    record = Collaboration.objects.exclude(claims__isnull=False).filter(provenance="public_sources").first()
    assert record is not None
    page = words(client, address(record.slug))
    assert "Nothing has been found published about its costs and benefits." in page
    assert "neither a success" not in page


def test_the_page_asks_the_database_a_constant_number_of_times(client: Client) -> None:
    for slug in ("npas", "beds-herts-dog-unit"):
        with CaptureQueriesContext(connection) as asked:
            client.get(address(slug))
        assert len(asked) <= MOST_STATEMENTS, slug
