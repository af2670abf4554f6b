"""The pages of organisations: the list, and one body with what it is in."""

import csv
import io
import re
import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from frankpledge.audit.actors import PUBLIC
from frankpledge.exchange import organisations as exchange
from frankpledge.exchange.models import Drawing
from frankpledge.people.actions import organisations
from frankpledge.people.actions.organisations import OrganisationDraft
from frankpledge.people.models import Capacity, Kind
from frankpledge.register.actions import corrections
from frankpledge.register.actions.messages import Message
from frankpledge.register.models import CollaborationFunction
from frankpledge.register.queries import subjects
from frankpledge.web import page_cache
from tests.register.queries.test_memberships import MANY, PUT_MANY
from tests.world import CURATOR, GAZETTE, World

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('x')</script>"
# The body, what it is in, what was said, what is disputed, the forces to compare with, and the picture.
MOST_STATEMENTS = 17


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False
    page_cache.release.cache_clear()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<svg.*?</svg>", " ", html)).split())


def part(html: str, start: str, end: str) -> str:
    """What stands between two headings, by their ids."""
    return html.split(f'id="{start}"', 1)[1].split(f'id="{end}"', 1)[0]


def statements_for(client: Client, address: str) -> int:
    """How many statements a page takes once its picture is drawn."""
    page(client, address)
    Drawing.objects.update(svg="<svg></svg>")
    with CaptureQueriesContext(connection) as statements:
        page(client, address)
    return len(statements)


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


# --- the list ---------------------------------------------------------------------------------------


def test_forces_stand_first_by_region_then_policing_bodies_then_the_rest(client: Client) -> None:
    html = page(client, "/organisations")
    order = [html.index(f'id="{part}"') for part in ("forces", "policing-bodies", "others", "former")]
    assert order == sorted(order)
    wales = part(html, "region-wales", "region-west-midlands")
    assert 'href="/organisations/gwent"' in wales
    assert "Gwent PCC" in text(wales)
    assert 'lang="cy">Heddlu Gwent' in wales


def test_bodies_that_are_no_more_are_marked_with_their_dates(client: Client) -> None:
    former = text(page(client, "/organisations").split('id="former"', 1)[1])
    assert "22 November 2012 to 10 May 2021" in former


def test_the_list_is_narrowed_by_a_part_of_a_name_or_an_alias(client: Client) -> None:
    html = page(client, "/organisations?name=BCH")
    assert "3 are called “BCH” or something like it." in text(html)
    assert 'href="/organisations/bedfordshire"' in html
    assert 'href="/organisations/norfolk"' not in html


def test_a_name_that_nobody_has_says_so_and_offers_everybody(client: Client) -> None:
    html = page(client, "/organisations?name=nobody+at+all")
    assert "Nobody on this register is called “nobody at all”." in text(html)
    assert '<a class="govuk-link" href="/organisations">Show everybody</a>' in html


@pytest.mark.parametrize("name", [HOSTILE, "'", "%00", "x" * 10_000, "' OR 1=1 --"])
def test_a_hostile_name_comes_back_as_a_clean_answer(client: Client, name: str) -> None:
    answer = client.get("/organisations", {"name": name})
    assert answer.status_code == 200
    assert HOSTILE not in answer.content.decode()


def test_the_list_as_at_a_past_day_leaves_out_who_had_not_begun(client: Client) -> None:
    html = page(client, "/organisations?as-at=2012-01-01")
    assert "that had not begun by then are left out" in text(html)
    assert "/organisations/pcc-gwent" not in html
    assert "/organisations/police-authority-gwent?as-at=2012-01-01" in html


def test_the_list_is_the_same_as_data(client: Client) -> None:
    held = client.get("/organisations?format=json").json()
    rows = rows_of(client, "/organisations?format=csv")
    assert len(held["organisations"]) == len(rows) == 128
    [gwent] = [row for row in rows if row["slug"] == "gwent"]
    assert gwent["overseen_by"] == "pcc-gwent"
    assert tuple(rows[0]) == exchange.DIRECTORY_COLUMNS


def test_the_list_takes_two_statements(client: Client) -> None:
    with CaptureQueriesContext(connection) as statements:
        page(client, "/organisations")
    assert len(statements) == 2


# --- one body ---------------------------------------------------------------------------------------


def test_a_force_says_what_was_found_and_what_is_assumed_or_everybodys_apart(client: Client) -> None:
    html = text(page(client, "/organisations/norfolk"))
    assert (
        "Found in 7 collaborations, and assumed to be in 3 more, besides 12 that every force is in." in html
    )
    assert "Most often with (regional and local ones only): Suffolk 7," in html
    assert "it cannot rank anybody" in html
    assert "Figures that cover it were found for 4 of 10 regional or local collaborations." in html


def test_what_it_can_sign_as_is_said_in_plain_words(client: Client) -> None:
    assert "represented by its chief officer" in text(page(client, "/organisations/norfolk"))
    assert "holds its chief officer to account" in text(page(client, "/organisations/pcc-norfolk"))
    assert "neither a chief officer nor a policing body" in text(page(client, "/organisations/home-office"))


def test_who_oversees_it_is_told_over_time(client: Client) -> None:
    html = text(page(client, "/organisations/west-yorkshire"))
    assert "West Yorkshire Combined Authority (Mayor of West Yorkshire) , since 10 May 2021" in html
    assert "Police and Crime Commissioner for West Yorkshire , 22 November 2012 to 10 May 2021" in html
    assert "West Yorkshire Police Authority , until 22 November 2012; start not known" in html


def test_predecessors_and_successors_are_linked(client: Client) -> None:
    assert 'href="/organisations/pcc-west-yorkshire"' in page(client, "/organisations/wyca")
    assert 'href="/organisations/wyca"' in page(client, "/organisations/pcc-west-yorkshire")
    assert "No longer exists" in page(client, "/organisations/pcc-west-yorkshire")
    assert "No longer exists" not in page(client, "/organisations/wyca")


def test_lancashire_in_2017_and_today(client: Client) -> None:
    then = page(client, "/organisations/lancashire?as-at=2017-01-01")
    was_in = text(part(then, "in-was_in", "in-not_known"))
    assert "North West Motorway Police Group" in was_in
    assert "It joined in June 2008 and left in April 2018." in was_in
    unsure = text(part(then, "in-not_known", "everywhere"))
    assert "No joining date found." in unsure
    today = page(client, "/organisations/lancashire")
    assert "North West Motorway Police Group" in text(part(today, "in-past", "everywhere"))
    assert "left April 2018" in text(part(today, "in-past", "everywhere"))


def test_on_a_past_day_links_keep_the_day(client: Client) -> None:
    html = page(client, "/organisations/lancashire?as-at=2017-01-01")
    links = re.findall(
        r'href="(/(?:organisations|collaborations|functions|regions)/[^"#]+)', part(html, "in", "figures")
    )
    assert links
    assert all(link.endswith("?as-at=2017-01-01") for link in links)


def test_a_policing_bodys_own_are_apart_from_its_forces(client: Client) -> None:
    html = page(client, "/organisations/police-authority-derbyshire")
    own = text(part(html, "own", "pair"))
    assert "EMSOU Major Crime" in own
    assert "Derbyshire police and fire joint headquarters" not in own
    assert "Derbyshire police and fire joint headquarters" in text(part(html, "pair", "figures"))
    assert "Found in its own name in 2 collaborations." in text(html)


def test_a_policing_body_named_by_itself_in_what_every_force_is_in_shows_it_as_its_own(
    client: Client,
) -> None:
    assert "National Police Air Service" in text(part(page(client, "/organisations/wyca"), "own", "pair"))


@pytest.mark.parametrize(
    ("slug", "day", "said"),
    [
        ("wyca", "2015-01-01", "It did not oversee West Yorkshire Police then."),
        ("wyca", "2022-01-01", "On 1 January 2022 it was in 1 in its own name."),
        ("pcc-west-yorkshire", "2015-01-01", "Its force, West Yorkshire Police, was in 0 then; for"),
        ("pcc-west-yorkshire", "2010-01-01", "On 1 January 2010 it did not exist."),
        ("pcc-west-yorkshire", "2021-05-10", "On 10 May 2021 it did not exist."),
        ("lancashire", "2017-01-01", "On 1 January 2017 it was in 1 regional or local collaboration."),
    ],
)
def test_on_a_past_day_it_says_what_can_be_said_of_that_day(
    client: Client, slug: str, day: str, said: str
) -> None:
    assert said in text(page(client, f"/organisations/{slug}?as-at={day}"))


def test_a_funder_is_said_to_help_to_pay(client: Client) -> None:
    html = text(page(client, "/organisations/home-office"))
    assert "Named as helping to pay for 13 collaborations." in html
    assert "Not found by name" not in html


def test_headcount_and_full_time_equivalent_are_never_mixed(client: Client) -> None:
    size = page(client, "/organisations/north-yorkshire").split('id="size"', 1)[1]
    measures = re.findall(r'role="rowheader">([^<]+)<', size)
    assert len(set(measures)) > 1
    assert "The two cannot be compared." in text(size)


def test_every_claim_is_a_sentence_with_who_said_it_and_a_way_to_tell_us(client: Client) -> None:
    said = part(page(client, "/organisations/norfolk"), "figures", "size")
    blocks = said.split('class="frankpledge-claim"')[1:]
    assert len(blocks) == 10
    for block in blocks:
        assert "Said by" in block
        assert "/tell-us?about=" in block
    assert "They are not added up" in text(said)


def test_a_force_can_be_compared_and_another_body_cannot(client: Client) -> None:
    assert '<select class="govuk-select" id="compare-with" name="force">' in page(
        client, "/organisations/norfolk"
    )
    assert "compare-with" not in page(client, "/organisations/pcc-norfolk")


def test_what_is_disputed_about_the_body_is_shown_in_its_own_words(client: Client, world: World) -> None:
    message = Message(about=subjects.subject("northshire"), said_wrong="The name is old.")
    sent = corrections.submit(by=PUBLIC, message=message, sender="0" * 64, key=uuid.uuid4())
    words = f"Renamed. {HOSTILE}"
    corrections.display(by=CURATOR, reference=sent.reference, body="Northshire Police", words=words)
    html = page(client, "/organisations/northshire")
    assert "Disputed, being checked." in html
    assert "Northshire Police says:" in html
    assert HOSTILE not in html
    assert "Disputed" not in page(client, "/organisations/eastmarch")


def test_hostile_words_in_the_record_are_shown_as_words(client: Client, world: World) -> None:
    hostile = OrganisationDraft(
        slug="harrow-systems",
        name=f"Harrow {HOSTILE}",
        short_name=HOSTILE,
        kind=Kind.SUPPLIER,
        capacity=Capacity.OTHER_PERSON,
        notes=HOSTILE,
        identity_sources=(GAZETTE,),
    )
    organisations.put_all(by=CURATOR, drafts=[replace(hostile)])
    for address in ("/organisations/harrow-systems", "/organisations/port-vale", "/organisations"):
        assert HOSTILE not in page(client, address)


def test_a_collaboration_whose_function_is_not_known_is_told_too(client: Client) -> None:
    CollaborationFunction.objects.filter(collaboration__slug="norfolk-suffolk").delete()
    assert "Function not known" in page(client, "/organisations/norfolk")


def test_nobody_at_an_address_is_not_found(client: Client) -> None:
    assert client.get("/organisations/nobody").status_code == 404
    assert client.get("/organisations/no%20body").status_code == 404
    assert client.get("/organisations/nobody?format=json").status_code == 404


@pytest.mark.parametrize("query", ["as-at=soon", "as-at=2999-01-01", "format=xml"])
def test_a_bad_query_is_refused_with_what_to_write(client: Client, query: str) -> None:
    assert client.get(f"/organisations/norfolk?{query}").status_code == 400


def test_a_page_is_only_read(client: Client) -> None:
    assert client.post("/organisations/norfolk").status_code == 405


# --- as data ----------------------------------------------------------------------------------------


def test_as_json_it_holds_what_the_page_shows_and_no_amount_outside_a_claim(client: Client) -> None:
    held = client.get("/organisations/norfolk?format=json").json()
    assert held["counts"]["stated"] == 7
    assert held["counts"]["every_force"] == 12
    assert len(held["collaborations"]) == 22
    assert len(held["claims"]) > 10
    assert all({"sentence", "said_by", "sources"} <= set(claim) for claim in held["claims"])
    del held["claims"]
    assert "amount" not in str(held)


def test_as_csv_it_is_one_row_for_each_entry_with_the_same_places(client: Client) -> None:
    rows = rows_of(client, "/organisations/lancashire?format=csv&as-at=2017-01-01")
    [group] = [row for row in rows if row["title"] == "North West Motorway Police Group"]
    assert group["place"] == "was_in"
    assert group["belonged_because"] == "joined_by_then"
    assert (group["joined_on"], group["left_on"]) == ("2008-06", "2018-04")
    assert tuple(rows[0]) == exchange.COLUMNS


# --- however much is held ---------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?as-at=2017-01-01"])
def test_a_page_takes_as_many_statements_for_5000_collaborations_as_for_five(
    client: Client, world: World, query: str
) -> None:
    address = f"/organisations/northshire{query}"
    few = statements_for(client, address)
    with connection.cursor() as cursor:
        cursor.execute(PUT_MANY)
    assert statements_for(client, address) <= few <= MOST_STATEMENTS
    html = page(client, address)
    assert len(html) < 150_000
    assert html.count("One of many") <= 2 * 50 + 60
    counted = [int(count.replace(",", "")) for count in re.findall(r"<h3[^>]*>[^<]*: ([\d,]+)</h3>", html)]
    assert sum(counted) > MANY
    assert f"/collaborations?force=northshire{query.replace('?', '&amp;')}" in html


@pytest.mark.parametrize("slug", ["norfolk", "wyca", "police-authority-gwent", "home-office", "g4s", "psni"])
def test_any_body_takes_a_constant_number_of_statements(client: Client, slug: str) -> None:
    assert statements_for(client, f"/organisations/{slug}") <= MOST_STATEMENTS
