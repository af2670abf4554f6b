"""The pages on which a colleague is asked to stand in; without JavaScript."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from frankpledge.people.models import Delegation, Role
from tests.corrections import words_of
from tests.members import Members, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/organisations/northshire/people/stand-in"


def test_a_colleague_stands_in_and_it_shows_on_the_pages_of_people(client: Client, members: Members) -> None:
    colleague = members.user("northshire", Role.CONTRIBUTOR)
    sign_in(client, members.user("northshire", Role.OWNER))
    assert "No colleague has both" in words_of(client.get(PAGE))
    Authenticator.objects.create(user=colleague, type="totp", data={})
    today = timezone.localdate()
    answers = {
        "delegate": str(colleague.pk),
        "starts_on": str(today),
        "ends_on": str(today + datetime.timedelta(days=6)),
    }
    assert "Contributor of northshire" in words_of(client.post(PAGE, answers))
    for _time in range(2):
        assert client.post(PAGE, {**answers, "step": "checked"}).status_code == 303
    assert Delegation.objects.count() == 1
    people = words_of(client.get("/organisations/northshire/people"))
    assert "Contributor of northshire for Owner of northshire" in people
    other = Client()
    sign_in(other, colleague)
    assert "Stands in for Owner of northshire" in words_of(other.get("/account/"))
    assert other.get(PAGE).status_code == 404
    end = f"/organisations/northshire/people/stand-ins/{Delegation.objects.get().pk}/end"
    assert other.post(end, {}).status_code == 303
    assert "Stands in for" not in words_of(other.get("/account/"))
    assert other.get(end).status_code == 404


def test_what_is_wrong_is_said_beside_what_was_typed(client: Client, members: Members) -> None:
    sign_in(client, members.user("northshire", Role.OWNER))
    told = client.post(PAGE, {"delegate": "9", "starts_on": "30 February 2027", "ends_on": ""})
    assert told.status_code == 422
    assert "Enter a real day" in words_of(told)
    assert "30 February 2027" in told.content.decode()
