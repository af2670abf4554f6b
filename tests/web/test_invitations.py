"""The page that an invitation's link leads to."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from frankpledge.people.actions import invitations
from frankpledge.people.models import Invitation, Role, User
from tests.corrections import words_of
from tests.members import PASSWORD, Members, sign_in
from tests.world import CURATOR

pytestmark = pytest.mark.django_db

NEW = "new@people.example"


def invited(email: str = NEW, role: Role = Role.CONTRIBUTOR) -> str:
    """The path of an invitation to Northshire."""
    return invitations.invite(
        by=CURATOR, email=email, role=role, organisation="northshire", stem="/invitations/", name="Nia"
    ).address


def test_somebody_new_sees_what_is_offered_and_opening_the_page_uses_nothing_up(
    client: Client, members: Members
) -> None:
    path = invited()
    for _time in range(2):
        words = words_of(client.get(path))
        assert "Northshire Police" in words
        assert "Contributor" in words
        assert NEW in words
        assert "Choose a password" in words
    assert Invitation.objects.get().accepted_at is None


def test_the_address_goes_nowhere_and_the_page_is_kept_by_nobody(client: Client, members: Members) -> None:
    path = invited()
    for where in (path, "/invitations/wrong"):
        answer = client.get(where)
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "strict-origin"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert b'<meta name="robots" content="noindex">' in answer.content


def test_somebody_new_is_signed_in_and_led_to_a_second_step(client: Client, members: Members) -> None:
    answer = client.post(invited(), {"name": "Nia New", "password": PASSWORD})
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"] == "/account/second-steps"
    user = User.objects.get(email=NEW)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert "Nia New" in words_of(client.get("/account/"))


def test_a_reader_needs_no_second_step(client: Client, members: Members) -> None:
    answer = client.post(invited(role=Role.READER), {"name": "Nia New", "password": PASSWORD})
    assert answer.status_code == HTTPStatus.FOUND
    assert "second-steps" not in answer["Location"]


def test_what_is_wrong_is_said_and_the_password_is_not_sent_back(client: Client, members: Members) -> None:
    path = invited()
    answer = client.post(path, {"name": "", "password": "common-words-in-a-row"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "There is a problem" in words_of(answer)
    assert b"common-words-in-a-row" not in answer.content
    assert client.post(path, {"name": "Nia", "password": "short"}).status_code == 422
    assert not User.objects.filter(email=NEW).exists()


def test_a_form_sent_twice_opens_one_account_and_says_that_the_link_was_used(
    client: Client, members: Members
) -> None:
    path, form = invited(), {"name": "Nia New", "password": PASSWORD}
    client.post(path, form)
    again = Client().post(path, form)
    assert again.status_code == HTTPStatus.GONE
    assert "used already" in words_of(again)
    assert "sign in" in words_of(again)
    assert User.objects.filter(email=NEW).count() == 1


def test_who_has_an_account_signs_in_and_comes_back(client: Client, members: Members) -> None:
    theirs = members.user("eastmarch", Role.OWNER)
    path = invited(theirs.email)
    page = client.get(path)
    assert "Choose a password" not in words_of(page)
    assert b"/account/sign-in?next=%2Finvitations%2F" in page.content
    sign_in(client, theirs)
    assert "Accept" in words_of(client.get(path))
    assert client.post(path)["Location"] == "/account/"
    assert theirs.memberships.current().filter(organisation__slug="northshire", role="contributor").exists()


def test_without_a_second_factor_accepting_leads_to_setting_one_up(client: Client, members: Members) -> None:
    theirs = members.user("northshire", Role.READER)
    sign_in(client, theirs, verified=False)
    assert client.post(invited(theirs.email))["Location"] == "/account/second-steps"


def test_somebody_else_is_told_what_to_do_and_gets_nothing(client: Client, members: Members) -> None:
    other = members.user("eastmarch", Role.CONTRIBUTOR)
    sign_in(client, other)
    path = invited()
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert "sign out and open the link again" in words_of(answer)
        assert NEW not in words_of(answer)
    assert Invitation.objects.get().accepted_at is None
    assert not other.memberships.filter(organisation__slug="northshire").exists()


def test_a_withdrawn_an_expired_and_a_wrong_link_say_so(client: Client, members: Members) -> None:
    path = invited()
    Invitation.objects.update(expires_at=timezone.now())
    assert "has expired" in words_of(client.get(path))
    Invitation.objects.update(withdrawn_at=timezone.now())
    gone = client.get(path)
    assert gone.status_code == HTTPStatus.GONE
    assert "was withdrawn" in words_of(gone)
    wrong = client.get("/invitations/wrong")
    assert wrong.status_code == HTTPStatus.NOT_FOUND
    assert "copied the whole" in words_of(wrong) or "Page not found" in words_of(wrong)
