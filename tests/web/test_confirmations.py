"""The page on which a body confirms a record, and what a reader sees of it; without JavaScript."""

import re
from typing import Any

import pytest
from django.test import Client

from frankpledge.people.models import Role
from frankpledge.register.models import Confirmation, Fact, Provenance, TargetKind
from tests.changes import approved
from tests.corrections import words_of
from tests.members import Members, person, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db

OFFICE = {"office": "Head of collaboration"}


@pytest.fixture
def owner(client: Client, members: Members) -> Client:
    sign_in(client, members.user("northshire", Role.OWNER))
    return client


def path(world: World, body: str = "northshire") -> str:
    return f"/collaborations/{world.record('dogs').reference}/confirm/{body}"


def public(world: World, query: str = "") -> Any:
    return Client().get(f"/collaborations/{world.record('dogs').address}{query}")


def hidden(page: str) -> dict[str, str]:
    """What the form carries unseen."""
    return dict(re.findall(r'<input type="hidden" name="(seen|key)" value="([^"]*)"', page))


def answer(client: Client, world: World, *, query: str = "", **answers: str) -> Any:
    """Opens the page, answers, looks over the answers and sends them."""
    page = client.get(path(world) + query).content.decode()
    sent = {**hidden(page), **OFFICE, **answers}
    looked = client.post(path(world) + query, sent)
    if looked.status_code != 200:
        return looked
    assert "Check your answers" in words_of(looked)
    return client.post(path(world) + query, {**sent, "step": "checked"})


def test_all_as_it_should_be_and_the_page_says_by_how_many(owner: Client, world: World) -> None:
    assert "not confirmed by the bodies named" in words_of(public(world))
    done = answer(owner, world, answer="all")
    assert (done.status_code, done["Location"]) == (
        303,
        f"/collaborations/{world.record('dogs').address}#said",
    )
    words = words_of(public(world))
    assert "Confirmed by 1 of 4 legal persons (0 of 2 areas), last on" in words
    assert "Northshire Police confirms all of it (Head of collaboration," in words
    assert "not confirmed by the bodies named" not in words
    assert "Last confirmed by a party: not yet" not in words
    data = public(world, "?format=json").json()
    assert data["provenance"] == Provenance.CONFIRMED
    assert (data["confirmed"]["legal_persons"], data["confirmed"]["of_areas"]) == (1, 2)


def test_the_page_lists_every_fact_and_its_link_stands_on_the_record_for_who_may(
    owner: Client, world: World, members: Members
) -> None:
    words = words_of(owner.get(path(world)))
    for fact in Fact:
        assert str(fact.label) in words
    for said in (
        "Joint police dog unit.",
        "Northshire Police: lead, since April 2015",
        "Running, as at June 2023",
    ):
        assert said in words
    record = f"/collaborations/{world.record('dogs').address}"
    assert path(world) in owner.get(record).content.decode()
    other = Client()
    sign_in(other, members.user("northshire", Role.CONTRIBUTOR))
    assert "/confirm" not in other.get(record).content.decode()
    assert "/confirm" not in public(world).content.decode()


def test_a_disputed_fact_shows_both_views_on_the_page_and_as_data(owner: Client, world: World) -> None:
    reason = "Our board minutes say so."
    done = answer(owner, world, answer="except", view_status="It ended in May.", reason_status=reason)
    assert done.status_code == 303
    words = words_of(public(world))
    assert "A party disputes something: status." in words
    assert "Disputed: Status. Both views are shown." in words
    assert "This register says Running, as at June 2023" in words
    assert "Northshire Police says it should be It ended in May." in words
    assert "Northshire Police confirms all but: status" in words
    assert reason not in public(world).content.decode()
    said = public(world, "?format=json").json()["confirmed"]["said"]
    assert [(each["about"], each["should_be"]) for each in said] == [
        ("record", None),
        ("status", "It ended in May."),
    ]
    rows = public(world, "?format=csv").content.decode()
    assert "confirmation,status,It ended in May.,northshire," in rows
    assert reason not in rows


def test_the_reasons_are_for_the_people_of_the_record(owner: Client, world: World, members: Members) -> None:
    answer(owner, world, answer="except", view_status="It ended.", reason_status="Our minutes say so.")
    page = f"/collaborations/{world.record('dogs').reference}/confirm"
    assert "Our minutes say so." in words_of(owner.get(page))
    assert "Owner of northshire" in words_of(owner.get(page))
    reader = Client()
    sign_in(reader, members.user("northshire", Role.READER))
    assert "Our minutes say so." in words_of(reader.get(page))
    assert "Owner of northshire" not in words_of(reader.get(page))
    stranger = Client()
    sign_in(stranger, person("reader@port-vale.example", "Pat", Role.READER, "port-vale"))
    assert stranger.get(page).status_code == 404


def test_one_fact_is_asked_alone(owner: Client, world: World) -> None:
    words = words_of(owner.get(path(world) + "?about=status"))
    assert "Status" in words
    assert "Legal basis" not in words
    assert answer(owner, world, query="?about=status", answer="all").status_code == 303
    assert list(Confirmation.objects.values_list("fact", "verdict")) == [("status", "confirms")]
    assert "Northshire Police confirms: status" in words_of(public(world))


def test_the_record_as_a_whole_is_disputed_in_ones_own_words(owner: Client, world: World) -> None:
    assert answer(owner, world, answer="wrong", view_record="We never joined.").status_code == 303
    words = words_of(public(world))
    assert "Disputed: The record as a whole." in words
    assert "We never joined." in words


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "Say whether it is as it should be"),
        ({"answer": "all", "view_status": "It ended."}, "choose that, or empty the box"),
        ({"answer": "except"}, "Open what is not as it should be"),
        ({"answer": "wrong"}, "Enter what it should say"),
        ({"answer": "wrong", "view_status": "It ended."}, "either of the whole record"),
        ({"answer": "except", "reason_status": "Because"}, "Enter what it should say"),
        ({"answer": "all", "office": " "}, "Enter your office or post"),
    ],
)
def test_what_contradicts_itself_is_told_and_nothing_typed_is_lost(
    owner: Client, world: World, answers: dict[str, str], told: str
) -> None:
    refused = answer(owner, world, **answers)
    assert refused.status_code == 422
    assert told in words_of(refused)
    for typed in answers.values():
        assert typed.strip() in refused.content.decode()
    assert not Confirmation.objects.exists()


def test_whoever_looked_at_an_older_record_is_told_and_keeps_what_was_typed(
    owner: Client, world: World, members: Members
) -> None:
    page = owner.get(path(world)).content.decode()
    sent = {**hidden(page), **OFFICE, "answer": "except", "view_status": "It ended."}
    approved(
        members.actor("northshire", Role.OWNER),
        world.record("dogs"),
        TargetKind.COLLABORATION,
        {"model": "lead_force"},
    )
    told = owner.post(path(world), {**sent, "step": "checked"})
    assert told.status_code == 422
    assert "has changed since you opened this page" in words_of(told)
    assert "It ended." in told.content.decode()
    assert "Lead force" in words_of(told)
    fresh = hidden(told.content.decode())
    assert fresh["seen"] != sent["seen"]
    assert owner.post(path(world), {**sent, **fresh, "step": "checked"}).status_code == 303


def test_sent_twice_it_is_taken_once(owner: Client, world: World) -> None:
    sent = {**hidden(owner.get(path(world)).content.decode()), **OFFICE, "answer": "all", "step": "checked"}
    for _time in range(2):
        assert owner.post(path(world), sent).status_code == 303
    assert Confirmation.objects.count() == 1


def test_a_change_after_the_confirmation_shows_and_a_past_day_says_what_was_so(
    owner: Client, world: World, members: Members
) -> None:
    answer(owner, world, answer="all")
    by = members.actor("northshire", Role.OWNER)
    approved(by, world.record("dogs"), TargetKind.COLLABORATION, {"model": "lead_force"})
    assert "Changed since: how it is arranged." in words_of(public(world))
    past = words_of(public(world, "?as-at=2024-01-01"))
    assert "not confirmed by the bodies named" in past
    assert "What its parties say" not in past
    assert public(world, "?as-at=2024-01-01&format=json").json()["provenance"] == Provenance.PUBLIC_SOURCES


def test_the_history_tells_it_without_the_words(owner: Client, world: World) -> None:
    answer(owner, world, answer="except", view_status="It ended in May.", reason_status="Because.")
    history = words_of(Client().get(f"/collaborations/{world.record('dogs').reference}/history"))
    assert "A party said whether it is as it should be" in history
    assert "Because." not in history
