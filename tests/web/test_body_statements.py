"""A body's statement under section 23E: what it lists, as a page, as data and in a frame elsewhere."""

import csv
import datetime
import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.people.models import Organisation, Role
from frankpledge.register.actions import publications, withholdings
from frankpledge.register.actions.publications import PublicationDraft
from frankpledge.register.models import Level, Part, PublicationForm
from tests.corrections import words_of
from tests.members import Members, sign_in
from tests.releases import decision, withheld
from tests.world import CURATOR, World

PAGE = "/organisations/northshire/collaborations-statement"


def document(client: Client, path: str = PAGE) -> dict[str, dict[str, object]]:
    """The statement's collaborations by title."""
    told = json.loads(client.get(f"{path}?format=json").content)
    return {each["title"]: each for each in told["collaborations"]}


def test_it_lists_what_the_body_is_a_member_of_and_nothing_assumed(client: Client, world: World) -> None:
    told = document(client)
    assert {"Northern Marches Dog Unit", "Northern Marches programme"} <= set(told)
    assert world.record("crossings").title not in told
    assert world.record("records").title not in told
    dogs = told["Northern Marches Dog Unit"]
    assert dogs["in_force_from"] == "2015-04"
    assert (dogs["status"], dogs["status_as_of"]) == ("running", "2023-06")
    assert dogs["published"] is None


def test_a_policing_body_states_what_its_force_is_in(client: Client, world: World) -> None:
    path = "/organisations/pcc-northshire/collaborations-statement"
    assert "Northern Marches Dog Unit" in document(client, path)


def test_it_says_where_each_is_published_and_on_what_ground_not(client: Client, world: World) -> None:
    body = Organisation.objects.get(slug="northshire")
    whole = decision(Level.FACT)
    publications.put(
        by=CURATOR,
        collaboration=world.record("dogs"),
        organisation=body,
        draft=PublicationDraft(
            form=PublicationForm.FACT,
            url="https://northshire.example/dogs",
            ground=whole.ground,
            reason="A secret reason.",
            decided_on=datetime.date(2025, 4, 1),
            review_on=whole.review_on,
        ),
    )
    page = client.get(PAGE)
    assert "https://northshire.example/dogs" in page.content.decode()
    assert "section 31: law enforcement" in words_of(page)
    assert "A secret reason." not in words_of(page)
    rows = list(csv.DictReader(io.StringIO(client.get(f"{PAGE}?format=csv").content.decode())))
    dogs = next(row for row in rows if row["title"] == "Northern Marches Dog Unit")
    assert (dogs["published"], dogs["decided_on"]) == ("fact", "2025-04-01")


def test_what_is_withheld_is_not_in_it_for_anybody(client: Client, world: World, members: Members) -> None:
    withheld(world.record("dogs"))
    withheld(world.record("forensics"), Level.FACT)
    sign_in(client, members.user("northshire", Role.PUBLISHER))
    for browser in (Client(), client):
        told = document(browser)
        assert "Northern Marches Dog Unit" not in told
        forensics = told[world.record("forensics").title]
        assert (forensics["only_the_fact"], forensics["purpose"]) == (True, None)


def test_a_withheld_part_is_said_to_be(client: Client, world: World) -> None:
    whole = decision(Level.FACT)
    wanted = decision(Level.PUBLISHED, ground=whole.ground, review_on=whole.review_on)
    withholdings.withhold(by=CURATOR, collaboration=world.record("dogs"), part=Part.DATES, decision=wanted)
    dogs = document(client)["Northern Marches Dog Unit"]
    assert (dogs["in_force_from"], dogs["withheld"]) == (None, ["dates"])


@pytest.mark.parametrize("_time", ["made", "kept"])
def test_the_list_may_stand_in_a_frame_anywhere_and_nothing_else_may(
    client: Client, world: World, _time: str
) -> None:
    client.get(f"{PAGE}/list")
    answer = client.get(f"{PAGE}/list")
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "<script" not in answer.content.decode()
    assert not answer.cookies
    other = client.get(PAGE)
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
    assert other["X-Frame-Options"] == "DENY"


def test_an_organisation_that_is_not_there_has_none(client: Client, world: World) -> None:
    assert client.get("/organisations/nowhere/collaborations-statement").status_code == 404
    assert client.get("/organisations/nowhere/collaborations-statement/list").status_code == 404


@pytest.mark.parametrize("slug", ["northshire", "norfolk", "metropolitan"])
def test_it_costs_the_same_for_few_and_for_many(client: Client, world: World, slug: str) -> None:
    path = f"/organisations/{slug}/collaborations-statement?format=json"
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code in {200, 404}
    assert len(asked) <= 18, [each["sql"][:80] for each in asked]
