"""A record of which even that it exists is withheld: for others it is as if it had never been."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.people.models import POWERS, Power, Role
from frankpledge.register import sight
from frankpledge.register.models import Collaboration
from tests.api.conftest import Program, key_of
from tests.members import Members, sign_in
from tests.releases import withheld
from tests.world import World

NEVER_WAS = "C-7654321"
# What is new in every page: the form's own keys.
NEW_EACH_TIME = re.compile(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"|value="[\w=]+:\w+:[\w-]+"')
OF_THE_MOMENT = {"ETag", "Content-Length", "Expires", "Last-Modified"}
# What is open to all and names a record.
ABOUT_A_RECORD = (
    "/collaborations/{}",
    "/collaborations/{}-any-words",
    "/collaborations/{}?format=json",
    "/collaborations/{}?format=csv",
    "/collaborations/{}?as-at=2018-01-01",
    "/collaborations/{}/history",
    "/collaborations/{}/history?format=json",
    "/collaborations/{}/change",
    "/collaborations/{}/documents",
    "/collaborations/{}/documents?format=json",
    "/documents?q={}",
    "/tell-us?about={}",
    "/api/v1/collaborations/{}",
    "/collaborations?q={}",
    "/collaborations?q={}&format=json",
)
EVERYWHERE = (
    "/", "/?format=json", "/collaborations", "/collaborations?format=json", "/collaborations?format=csv",
    "/collaborations?q=dog", "/collaborations?force=northshire&format=json",
    "/collaborations?as-at=2018-01-01&format=json", "/organisations/northshire",
    "/organisations/northshire?format=csv", "/organisations/pcc-eastmarch?format=json", "/functions",
    "/functions/dogs?format=json", "/regions/north-east",
    "/compare?force=northshire&force=eastmarch", "/known-and-not-known",
    "/what-can-be-said", "/data/", "/data/sources.csv",
    "/data/collaborations.csv", "/data/parties.csv", "/data/claims.jsonl", "/api/v1/collaborations",
)  # fmt: skip


@pytest.fixture
def dogs(world: World) -> Collaboration:
    """Withheld before this test opens anything."""
    record = world.record("dogs")
    withheld(record)
    return record


def answer(client: Client, path: str, reference: str) -> tuple[int, str, list[str]]:
    """What comes back, the reference put aside, and what was asked of the database for it."""
    with CaptureQueriesContext(connection) as asked:
        page = client.get(path.format(reference))
    body = b"".join(page) if page.streaming else page.content
    same = {name: value for name, value in page.headers.items() if name not in OF_THE_MOMENT}
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(same.items()))
    text = NEW_EACH_TIME.sub("", f"{headers}\n{body.decode()}")
    for written in filter(None, (reference, reference.lower(), reference.partition("-")[2])):
        text = text.replace(written, "REFERENCE")
    return page.status_code, text, [each["sql"] for each in asked]


@pytest.mark.parametrize("path", ABOUT_A_RECORD)
def test_its_address_answers_as_one_that_never_was_with_the_same_statements(
    client: Client, dogs: Collaboration, path: str
) -> None:
    here, nowhere = answer(client, path, dogs.reference), answer(client, path, NEVER_WAS)
    assert here[0] == nowhere[0]
    assert here[1] == nowhere[1]
    assert len(here[2]) == len(nowhere[2])


@pytest.mark.parametrize("path", EVERYWHERE)
def test_it_stands_in_nothing_that_is_for_everybody(client: Client, dogs: Collaboration, path: str) -> None:
    status, text, _statements = answer(client, path, "")
    assert status == 200, path
    assert dogs.title not in text
    assert dogs.reference not in text
    assert "dogs-01" not in text


def test_a_slug_that_it_had_leads_nowhere(client: Client, dogs: Collaboration) -> None:
    assert client.get("/collaborations/dogs").status_code == 404


def test_pages_are_as_if_it_had_never_been_written(client: Client, world: World) -> None:
    """Withheld and then taken out altogether: nothing for everybody changes."""
    record = world.record("dogs")
    withheld(record)
    before = {path: answer(client, path, "")[1] for path in EVERYWHERE}
    with sight.everything():
        for claim in record.claims.all():
            claim.delete()
        record.changes.all().delete()
        record.delete()
    after = {path: answer(client, path, "")[1] for path in EVERYWHERE}
    for path in EVERYWHERE:
        assert after[path] == before[path], path


@pytest.mark.parametrize("role", [Role.READER, Role.OWNER, Role.PUBLISHER, Role.ADMINISTRATOR])
def test_its_own_people_read_it_and_others_do_not(
    client: Client, members: Members, dogs: Collaboration, role: Role
) -> None:
    sign_in(client, members.user("northshire", role))
    page = client.get(f"/collaborations/{dogs.address}")
    assert page.status_code == (200 if Power.READ_RESTRICTED in POWERS[role] else 404)
    if page.status_code == 200:
        assert dogs.title in page.content.decode()
        assert "no-store" in page["Cache-Control"]
    assert not sight.sees_more_than_the_public()
    assert Client().get(f"/collaborations/{dogs.address}").status_code == 404


@pytest.fixture
def _failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The record's page breaks half-way."""

    def fail(*_any: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("frankpledge.web.records.context", fail)


@pytest.mark.usefixtures("_failing")
def test_sight_ends_with_a_page_that_breaks(members: Members, dogs: Collaboration) -> None:
    client = Client(raise_request_exception=False)
    sign_in(client, members.user("northshire", Role.OWNER))
    assert client.get(f"/collaborations/{dogs.address}").status_code == 500
    assert not sight.sees_more_than_the_public()
    assert not Collaboration.objects.filter(pk=dogs.pk).exists()


def test_a_key_opens_what_is_its_organisations_and_sight_ends_with_it(
    client: Client, members: Members, dogs: Collaboration
) -> None:
    key = Program(key_of(members, "northshire", Role.READER))
    assert key.get(f"/collaborations/{dogs.reference}").status == 200
    assert not sight.sees_more_than_the_public()
    assert client.get(f"/api/v1/collaborations/{dogs.reference}").status_code == 404


def test_a_signed_in_stranger_pays_and_sees_what_they_would_for_one_that_never_was(
    client: Client, members: Members, world: World
) -> None:
    record = world.record("records")
    withheld(record)
    sign_in(client, members.user("northshire", Role.OWNER))
    client.get("/")
    here = answer(client, "/collaborations/{}", record.reference)
    nowhere = answer(client, "/collaborations/{}", NEVER_WAS)
    assert (here[0], here[1], len(here[2])) == (nowhere[0], nowhere[1], len(nowhere[2]))


def test_whoever_only_reads_pays_no_statement_for_it(client: Client, world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/collaborations/{world.record('dogs').address}")
    assert not [each for each in asked if "register_look" in each["sql"] or "set_config" in each["sql"]]
