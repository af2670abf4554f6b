"""Asking somebody without an account, and the page that the link leads to; without JavaScript."""

import re
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from frankpledge.people.models import Role
from frankpledge.register.models import Confirmation, ConfirmationLink
from tests.corrections import words_of
from tests.members import Members, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db

SECRET = "a-secret-for-tests"  # noqa: S105 - nobody's
ANSWERS = {
    "answer": "all",
    "name": "Ada Asked",
    "authority": "the chief constable",
    "has_authority": "yes",
    "office": "Chief of staff",
}


def hidden(answer: Any) -> dict[str, str]:
    return dict(
        re.findall(r'<input type="hidden" name="(seen|key)" value="([^"]*)"', answer.content.decode())
    )


@pytest.fixture
def sent(client: Client, members: Members, world: World) -> str:
    """The path of a link that northshire's owner sent, through the pages."""
    sign_in(client, members.user("northshire", Role.OWNER))
    ask = f"/collaborations/{world.record('dogs').reference}/confirm/northshire/ask"
    asked = {**hidden(client.get(ask)), "email": "asked@nowhere.example", "name": "Ada Asked"}
    looked = client.post(ask, asked)
    assert "asked@nowhere.example" in words_of(looked)
    with patch("secrets.token_urlsafe", return_value=SECRET):
        done = client.post(ask, {**asked, "step": "checked"})
        assert client.post(ask, {**asked, "step": "checked"}).status_code == 303
    assert done.status_code == 303
    assert ConfirmationLink.objects.count() == 1
    waiting = words_of(client.get(done["Location"]))
    assert "Questions sent that wait" in waiting
    assert "Ada Asked" in waiting
    assert "asked@nowhere" not in waiting
    return f"/confirm/{SECRET}"


def test_whoever_has_the_link_answers_and_the_public_page_says_by_link_and_no_name(
    sent: str, world: World, members: Members
) -> None:
    client = Client()
    page = client.get(sent)
    assert "Owner of northshire asks what Northshire Police says" in words_of(page)
    answers = {**hidden(page), **ANSWERS}
    looked = client.post(sent, answers)
    assert "the chief constable" in words_of(looked)
    done = client.post(sent, {**answers, "step": "checked"})
    assert (done.status_code, done["Location"]) == (303, sent)
    for again in (client.get(sent), client.post(sent, {**answers, "step": "checked"})):
        assert again.status_code == 200
        assert "Thank you: this was answered" in words_of(again)
    assert Confirmation.objects.count() == 1
    public = client.get(f"/collaborations/{world.record('dogs').address}")
    assert "Northshire Police confirms all of it (Chief of staff," in words_of(public)
    assert "by link" in words_of(public)
    for private in ("Ada Asked", "the chief constable", "asked@nowhere"):
        assert private not in public.content.decode()
    owner = Client()
    sign_in(owner, members.user("northshire", Role.OWNER))
    inside = words_of(owner.get(f"/collaborations/{world.record('dogs').reference}/confirm"))
    assert "Ada Asked" in inside
    assert "on the authority of the chief constable" in inside


def test_the_address_is_kept_by_nobody_and_a_wrong_one_says_nothing(sent: str) -> None:
    client = Client()
    for path in (sent, "/confirm/wrong"):
        answer = client.get(path)
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "strict-origin"
    assert client.get("/confirm/wrong").status_code == 404
    assert "Northern" not in client.get("/confirm/wrong").content.decode()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(sent: str) -> None:
    client = Client()
    answers = {**hidden(client.get(sent)), **ANSWERS, "has_authority": "", "authority": ""}
    told = client.post(sent, {**answers, "view_status": "It ended.", "answer": "except"})
    assert told.status_code == 422
    assert "Say that you have the authority" in words_of(told)
    assert "It ended." in told.content.decode()
    assert "Chief of staff" in told.content.decode()


def test_without_its_token_a_form_is_not_taken(sent: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(sent, ANSWERS).status_code == 403


def test_a_withdrawn_link_says_so(sent: str, client: Client, world: World) -> None:
    link = ConfirmationLink.objects.get()
    path = f"/collaborations/{world.record('dogs').reference}/confirm/northshire/links/{link.pk}/withdraw"
    assert client.post(path, {}).status_code == 303
    gone = Client().get(sent)
    assert gone.status_code == 410
    assert "was withdrawn" in words_of(gone)
