"""The pages on which a record's people decide what is public, and what others then read."""

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone

from frankpledge.people.models import Role
from frankpledge.register.actions import withholdings
from frankpledge.register.models import Collaboration, Level, Part, Publication, Release, Withholding
from tests.corrections import words_of
from tests.members import Members, sign_in
from tests.releases import decision, withheld
from tests.world import CURATOR, World

SOON = str(timezone.localdate() + datetime.timedelta(days=90))
GROUND = {"ground": "foi_31", "ground_words": "", "reason": "It tells how we work.", "review_on": SOON}


@pytest.fixture
def publisher(client: Client, members: Members) -> Client:
    """A browser in which northshire's publisher is signed in."""
    sign_in(client, members.user("northshire", Role.PUBLISHER))
    return client


def test_a_record_is_withheld_in_two_pages_and_gone_for_everybody_else(
    publisher: Client, world: World
) -> None:
    dogs = world.record("dogs")
    start = publisher.get(f"/collaborations/{dogs.address}")
    assert f"/collaborations/{dogs.reference}/publication" in start.content.decode()
    path = f"/collaborations/{dogs.reference}/publication/release"
    assert "Withhold that it exists" in words_of(publisher.get(path))
    answers = {"level": "withheld", **GROUND}
    checked = publisher.post(path, answers)
    assert "cannot be taken back elsewhere" in words_of(checked)
    assert not Release.objects.exists()
    assert publisher.post(path, {**answers, "step": "checked"}).status_code == 303
    assert Client().get(f"/collaborations/{dogs.address}").status_code == 404
    own = words_of(publisher.get(f"/collaborations/{dogs.address}"))
    assert "That this record exists is withheld" in own
    page = words_of(publisher.get(f"/collaborations/{dogs.reference}/publication"))
    assert "This record has been public" in page
    assert "It tells how we work." in page
    back = {"level": "published", "reason": "No longer.", "ground": "", "step": "checked"}
    assert publisher.post(path, back).status_code == 303
    assert Client().get(f"/collaborations/{dogs.address}").status_code == 200


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    publisher: Client, world: World
) -> None:
    path = f"/collaborations/{world.record('dogs').reference}/publication/release"
    page = publisher.post(path, {"level": "fact", "reason": "Because of this.", "review_on": "soon"})
    assert page.status_code == 422
    assert "Because of this." in page.content.decode()
    assert "Enter a real day" in words_of(page)
    page = publisher.post(path, {"level": "fact", "reason": "Because of this.", "review_on": SOON})
    assert "Choose the ground" in words_of(page)


def test_a_part_is_withheld_and_everybody_is_told_so_with_its_ground(publisher: Client, world: World) -> None:
    dogs = world.record("dogs")
    path = f"/collaborations/{dogs.reference}/publication/withhold"
    assert "Party: Eastmarch" in words_of(publisher.get(path))
    assert "Status" in words_of(publisher.post(path, {"part": "status", **GROUND}))
    publisher.post(path, {"part": "status", **GROUND, "step": "checked"})
    public = words_of(Client().get(f"/collaborations/{dogs.address}"))
    assert "Status: withheld." in public
    assert "section 31: law enforcement" in public
    assert "June 2023" not in public.partition("Timeline")[0]
    own = words_of(publisher.get(f"/collaborations/{dogs.address}"))
    assert "Only you and others who keep this record see: running" in own
    assert "It tells how we work." not in public
    number = Withholding.objects.get().pk
    publisher.post(f"/collaborations/{dogs.reference}/publication/put-back/{number}", {"reason": "Enough."})
    assert "Status: withheld." not in words_of(Client().get(f"/collaborations/{dogs.address}"))


def test_the_record_as_data_says_what_is_withheld_and_never_what_it_is(
    publisher: Client, world: World
) -> None:
    dogs = world.record("dogs")
    withholdings.withhold(
        by=CURATOR, collaboration=dogs, part=Part.DATES, decision=decision(Level.PUBLISHED, **_ground())
    )
    for client in (Client(), publisher):
        document = json.loads(client.get(f"/collaborations/{dogs.address}?format=json").content)
        assert document["withheld"] == [
            {"part": "dates", "how": "withheld", "ground": "foi_31", "ground_words": ""}
        ]
        assert document["starts_on"] is None
        assert "starts_on" not in document["not_known"]


def _ground() -> dict[str, object]:
    whole = decision(Level.FACT)
    return {"ground": whole.ground, "review_on": whole.review_on}


def test_only_the_fact_and_details_are_published(client: Client, world: World) -> None:
    dogs = world.record("dogs")
    claim = world.claim("dogs-01").sentence
    assert claim in words_of(client.get(f"/collaborations/{dogs.address}"))
    withheld(dogs, Level.FACT)
    page = client.get(f"/collaborations/{dogs.address}")
    words = words_of(page)
    assert "Only the fact of this collaboration and its details are published" in words
    for shown in (dogs.title, "Eastmarch", "April 2015", "running"):
        assert shown.casefold() in words.casefold(), shown
    for hidden in (claim, "Northern Marches programme", "A drill."):
        assert hidden not in words, hidden
    past = words_of(client.get(f"/collaborations/{dogs.address}?as-at=2018-01-01"))
    assert claim not in past
    assert "dogs-01" not in client.get("/data/claims.csv").getvalue().decode()
    history = words_of(client.get(f"/collaborations/{dogs.address}/history"))
    assert "2015" not in history


def test_a_withheld_part_is_not_in_the_history_either(client: Client, world: World, members: Members) -> None:
    dogs = world.record("dogs")
    path = f"/collaborations/{dogs.address}/history?format=json"
    assert "As of when" in client.get(path).content.decode()
    withholdings.withhold(
        by=CURATOR, collaboration=dogs, part=Part.STATUS, decision=decision(Level.PUBLISHED, **_ground())
    )
    assert "As of when" not in client.get(path).content.decode()
    sign_in(client, members.user("northshire", Role.OWNER))
    assert "As of when" in client.get(path).content.decode()


def test_a_body_says_how_it_publishes_and_its_reason_stays_among_its_people(
    publisher: Client, world: World
) -> None:
    dogs = world.record("dogs")
    path = f"/collaborations/{dogs.reference}/publication/by/northshire"
    address = "https://northshire.example/dogs.pdf"
    answers = {"form": "redacted", "url": address, "decided_on": "1 April 2025", **GROUND}
    assert "a copy with parts taken out" in words_of(publisher.post(path, answers))
    publisher.post(path, {**answers, "step": "checked"})
    assert Publication.objects.get().decided_on == datetime.date(2025, 4, 1)
    public = Client().get(f"/collaborations/{dogs.address}")
    assert "https://northshire.example/dogs.pdf" in public.content.decode()
    assert "It tells how we work." not in words_of(public)
    document = json.loads(Client().get(f"/collaborations/{dogs.address}?format=json").content)
    assert document["published"] == [
        {
            "organisation": "northshire", "form": "redacted", "url": "https://northshire.example/dogs.pdf",
            "ground": "foi_31", "ground_words": "", "decided_on": "2025-04-01",
        }
    ]  # fmt: skip
    again = publisher.get(path)
    assert "https://northshire.example/dogs.pdf" in again.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"form": ""}, "Choose how it is published"),
        ({"url": ""}, "Enter the address of the copy"),
        ({"url": "javascript:alert(1)"}, "Enter an address that begins with https://"),
        ({"decided_on": ""}, "Enter the day on which this was decided"),
        ({"decided_on": "1 April 2099"}, "The day must be today or in the past"),
        ({"ground": ""}, "Choose the ground"),
    ],
)
def test_how_it_is_published_is_checked(
    publisher: Client, world: World, wrong: dict[str, str], said: str
) -> None:
    path = f"/collaborations/{world.record('dogs').reference}/publication/by/northshire"
    answers = {"form": "redacted", "url": "https://a.example/", "decided_on": "1 April 2025", **GROUND}
    page = publisher.post(path, {**answers, **wrong})
    assert page.status_code == 422
    assert said in words_of(page)
    assert not Publication.objects.exists()


def test_a_body_says_so_of_what_has_ended_too(publisher: Client, world: World) -> None:
    Collaboration.objects.filter(pk=world.record("dogs").pk).update(
        status="ended", status_as_of="2025-03-31", ends_on="2025-03-31", ending_kind="by_agreement"
    )
    page = publisher.get(f"/collaborations/{world.record('dogs').reference}/publication").content.decode()
    assert "No legal person of this record is known" not in page
    assert "Northshire" in page


def test_another_body_cannot_say_it(publisher: Client, world: World) -> None:
    dogs = world.record("dogs")
    assert publisher.get(f"/collaborations/{dogs.reference}/publication/by/eastmarch").status_code == 404


def test_who_decided_is_for_those_who_see_persons(client: Client, world: World, members: Members) -> None:
    dogs = world.record("dogs")
    withheld(dogs)
    path = f"/collaborations/{dogs.reference}/publication"
    for role, sees in ((Role.OWNER, True), (Role.READER, False)):
        browser = Client()
        sign_in(browser, members.user("northshire", role))
        assert ("Decided by" in words_of(browser.get(path))) is sees
    assert client.get(path).status_code == 302


def test_a_review_that_is_due_is_a_task_of_whoever_decides(
    publisher: Client, world: World, members: Members
) -> None:
    soon = timezone.localdate() + datetime.timedelta(days=5)
    dogs = world.record("dogs")
    wanted = decision(Level.FACT, review_on=soon)
    withholdings.withhold(by=CURATOR, collaboration=dogs, part=Part.STATUS, decision=wanted)
    told = f"Look again at what is withheld of {dogs.title}"
    page = publisher.get("/tasks")
    assert told in words_of(page)
    assert f"/collaborations/{dogs.reference}/publication" in page.content.decode()
    owner = Client()
    sign_in(owner, members.user("northshire", Role.OWNER))
    assert told not in words_of(owner.get("/tasks"))


def test_find_shows_apart_what_is_not_public_to_those_who_may_see_it(
    publisher: Client, world: World, members: Members
) -> None:
    dogs = world.record("dogs")
    withheld(dogs)
    assert "Not public: 1 that you may see" in words_of(publisher.get("/collaborations?q=dog"))
    assert "Not public" not in words_of(publisher.get("/collaborations?q=helicopter"))
    for role, organisation in ((Role.ADMINISTRATOR, "northshire"), (Role.ANALYST, "")):
        browser = Client()
        sign_in(browser, members.user(organisation, role))
        assert "Not public" not in words_of(browser.get("/collaborations?q=dog"))
    assert "Not public" not in words_of(Client().get("/collaborations?q=dog"))
    assert dogs.title not in publisher.get("/collaborations?q=dog&format=json").getvalue().decode()
