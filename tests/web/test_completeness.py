"""A body's own list, stating that it is complete, the matrix, and the public's sentence; no JavaScript."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from frankpledge.people.models import Role
from frankpledge.register.models import Attestation
from tests.corrections import words_of
from tests.members import NATIONAL, Members, person, sign_in
from tests.releases import withheld
from tests.world import World

pytestmark = pytest.mark.django_db

LIST, MATRIX = "/organisations/northshire/completeness", "/completeness"
STATE = f"{LIST}/state"
ANSWERS = {"says": "all", "words": "", "office": "Chief of staff"}


@pytest.fixture
def owner(client: Client, members: Members) -> Client:
    sign_in(client, members.user("northshire", Role.OWNER))
    return client


def stated(client: Client, **answers: str) -> None:
    page = client.get(STATE).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(seen|key)" value="([^"]*)"', page))
    sent = {**hidden, **ANSWERS, **answers}
    assert "Check your answers" in words_of(client.post(STATE, sent))
    for _time in range(2):
        assert client.post(STATE, {**sent, "step": "checked"}).status_code == 303


def test_an_owner_looks_through_the_list_and_states_it_and_the_public_reads_one_sentence(
    owner: Client,
) -> None:
    words = words_of(owner.get(LIST))
    assert "Not stated yet for the year to 31 March" in words
    assert "0 of 3 confirmed" in words
    assert "Confirm or dispute it : Northern Marches Dog Unit" in words
    stated(owner)
    assert Attestation.objects.count() == 1
    assert "For the year to 31 March" in words_of(owner.get(LIST))
    public = Client()
    assert "Northshire Police stated that this is all of its collaborations (3)." in words_of(
        public.get("/organisations/northshire")
    )
    data = public.get("/organisations/northshire?format=json").json()["stated"]
    assert (data["says"], data["collaborations"], data["on"]) == ("all", 3, str(timezone.localdate()))
    past = public.get("/organisations/northshire?as-at=2024-01-01")
    assert "stated that" not in words_of(past)
    other = public.get("/organisations/eastmarch")
    assert "stated that" not in words_of(other)
    assert "The body stated whether its list is complete" in words_of(
        public.get("/organisations/northshire/history")
    )


def test_a_withheld_record_is_not_in_the_public_sentence(owner: Client, world: World) -> None:
    withheld(world.record("dogs"))
    assert "0 of 3 confirmed" in words_of(owner.get(LIST))
    stated(owner)
    assert "collaborations (2)." in words_of(Client().get("/organisations/northshire"))


def test_a_record_withheld_later_leaves_the_sentence_too(owner: Client, world: World) -> None:
    stated(owner)
    withheld(world.record("dogs"))
    public = words_of(Client().get("/organisations/northshire"))
    assert "collaborations (2)." in public
    assert "(3)" not in public


def test_some_still_to_come_is_said_in_the_bodies_own_words(owner: Client) -> None:
    stated(owner, says="rest_to_come", words="two on vetting")
    words = words_of(Client().get("/organisations/northshire"))
    assert "this is not yet all of its collaborations (3): two on vetting" in words


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(owner: Client) -> None:
    told = owner.post(STATE, {"says": "all", "words": "two more", "office": ""})
    assert told.status_code == 422
    assert "Enter your office or post" in words_of(told)
    assert "two more" in told.content.decode()


def test_the_matrix_is_for_the_people_of_enrolled_bodies(owner: Client, members: Members) -> None:
    stated(owner)
    reader = Client()
    sign_in(reader, members.user("northshire", Role.READER), verified=False)
    words = words_of(reader.get(MATRIX))
    assert re.search(r"Northshire Police 3 0 \d+ \w+ \d+: this is all of them up to date", words)
    assert "Eastmarch Police 3 0 nothing not stated yet" in words
    assert "Port Vale" not in words
    stranger = Client()
    sign_in(stranger, person("reader@port-vale.example", "Pat", Role.READER, "port-vale"))
    assert stranger.get(MATRIX).status_code == 403
    analyst = Client()
    sign_in(analyst, members.user(NATIONAL, Role.ANALYST))
    assert analyst.get(MATRIX).status_code == 403
    assert Client().get(MATRIX).status_code == 302


def test_the_list_is_for_the_body_itself(members: Members) -> None:
    other = Client()
    sign_in(other, members.user("eastmarch", Role.OWNER))
    assert other.get(LIST).status_code == 404
    assert other.get(STATE).status_code == 404
    reader = Client()
    sign_in(reader, members.user("northshire", Role.READER))
    assert STATE not in reader.get(LIST).content.decode()
