"""Trying things out: there only in a demonstration, and then with every role and nobody real."""

import pytest
from django.test import Client
from pytest_django import Settings

from frankpledge.audit.actors import at_command_line
from frankpledge.exchange import demonstration
from frankpledge.people.models import Membership, Role, User
from tests.members import Members
from tests.three_counties import built

OPERATOR = at_command_line("a test")


@pytest.fixture
def cast(db: None, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    built("three-counties-devices", "Three Counties phone and computer examination (made up)")
    demonstration.appoint(by=OPERATOR)


def test_it_is_not_there_on_any_other_copy(client: Client, members: Members) -> None:
    assert client.get("/demonstration").status_code == 404
    answer = client.post("/demonstration", {"email": members.user("northshire", Role.OWNER).email})
    assert answer.status_code == 404
    assert "sessionid" not in client.cookies


def test_every_role_is_there_once_however_often_it_is_started(cast: None) -> None:
    assert demonstration.appoint(by=OPERATOR) == 0
    assert {part.role for part, _user in demonstration.people()} == set(Role)
    assert Membership.objects.current().count() == len(demonstration.CAST) == User.objects.count()


def test_a_press_signs_in_with_the_second_step_proved(cast: None, client: Client) -> None:
    page = client.get("/demonstration").content.decode()
    assert "owner@eastvale.example" in page
    answer = client.post("/demonstration", {"email": "owner@eastvale.example"}, follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == "/tasks"
    assert "Owner Eastvale (made up)" in answer.content.decode()
    assert "Set up a second step" not in answer.content.decode()
    assert client.get("/messages").status_code == 200


def test_nobody_else_can_be_taken_on(cast: None, client: Client, members: Members) -> None:
    other = members.user("northshire", Role.OWNER).email
    assert client.post("/demonstration", {"email": other}).status_code == 404
    assert client.post("/demonstration").status_code == 404
    assert "sessionid" not in client.cookies


def test_every_page_says_that_it_is_one(cast: None, client: Client) -> None:
    for address in ("/", "/collaborations", "/about", "/nowhere"):
        page = client.get(address).content.decode()
        assert "Everything on this copy is made up." in page
        assert "Independent and unofficial." not in page


def test_no_other_copy_says_so(client: Client, db: None) -> None:
    assert "made up" not in client.get("/").content.decode()
