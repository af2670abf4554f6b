"""Second steps: who is led to one, what they may do before, and what stays sealed."""

import re
import time
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from pytest_django import Settings

from frankpledge.people.actions import memberships, users
from frankpledge.people.models import Role, User
from frankpledge.web.sign_in import codes
from tests.members import PASSWORD, Members
from tests.world import CURATOR, World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
ADDRESS = "pat@northshire.example"
SET_UP = "/account/second-steps/app"


@pytest.fixture
def pat(world: World) -> User:
    """Somebody who may propose changes."""
    user = users.create(by=CURATOR, email=ADDRESS, name="Pat Green", password=PASSWORD)
    memberships.give(by=CURATOR, user_id=user.pk, role=Role.CONTRIBUTOR, organisation="northshire")
    return user


def by_password(client: Client, **more: str) -> "Answer":
    return client.post("/account/sign-in", {"login": ADDRESS, "password": PASSWORD, **more})


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def set_up_app(client: Client) -> str:
    """Sets up an app and gives its secret."""
    page = client.get(SET_UP).content.decode()
    (secret,) = re.findall(r'id="secret">([A-Z2-7]+)<', page)
    assert client.post(SET_UP, {"code": code_now(secret)}).status_code == 302
    return str(secret)


def may_change(client: Client) -> bool:
    return "set up a second step" not in client.get("/account/").content.decode()


def test_who_may_change_data_is_led_to_a_second_step_wherever_they_wanted_to_go(
    client: Client, pat: User
) -> None:
    assert by_password(client, next="/about").headers["Location"] == "/account/second-steps"
    assert "Before you can, set up a second step here" in client.get("/account/second-steps").content.decode()
    assert not may_change(client)


def test_who_may_only_read_is_not(client: Client, pat: User) -> None:
    for membership in pat.memberships.all():
        memberships.end(by=CURATOR, membership_id=membership.pk, reason="Moved")
    assert by_password(client, next="/about").headers["Location"] == "/about"


def test_an_app_set_up_just_now_counts_at_once_and_gives_recovery_codes(client: Client, pat: User) -> None:
    by_password(client)
    set_up_app(client)

    assert may_change(client)
    assert "10 codes are left" in client.get("/account/second-steps/codes").content.decode()


def test_a_wrong_code_sets_nothing_up(client: Client, pat: User) -> None:
    by_password(client)
    client.get(SET_UP)
    response = client.post(SET_UP, {"code": "000000"})

    assert response.status_code == 422
    assert "The code is not right" in response.content.decode()
    assert not Authenticator.objects.exists()
    assert not may_change(client)


def test_setting_one_up_ends_the_sessions_that_began_without(client: Client, pat: User) -> None:
    elsewhere = Client()
    by_password(elsewhere)
    by_password(client)
    set_up_app(client)

    assert elsewhere.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_from_then_on_the_password_alone_signs_nobody_in(client: Client, pat: User) -> None:
    by_password(client)
    secret = set_up_app(client)
    again = Client()

    assert by_password(again).headers["Location"] == "/account/sign-in/second-step"
    assert again.get("/account/").status_code == 302
    assert again.post("/account/sign-in/second-step", {"code": "000000"}).status_code == 422
    assert again.get("/account/").status_code == 302
    again.post("/account/sign-in/second-step", {"code": code_now(secret)})
    assert may_change(again)


def test_a_code_is_not_taken_twice(client: Client, pat: User) -> None:
    by_password(client)
    secret = set_up_app(client)
    code = code_now(secret)
    statuses = []
    for _ in range(2):
        again = Client()
        by_password(again)
        statuses.append(again.post("/account/sign-in/second-step", {"code": code}).status_code)
    assert statuses == [302, 422]


def test_a_recovery_code_works_once(client: Client, pat: User) -> None:
    by_password(client)
    set_up_app(client)
    code = client.get("/account/second-steps/codes/download").content.decode().split()[0]
    statuses = []
    for _ in range(2):
        again = Client()
        by_password(again)
        statuses.append(again.post("/account/sign-in/second-step", {"code": code}).status_code)
    assert statuses == [302, 422]


def test_removing_the_last_one_leaves_reading_from_the_next_sign_in(client: Client, pat: User) -> None:
    by_password(client)
    set_up_app(client)
    assert client.post("/account/second-steps/app/remove").status_code == 302

    assert not Authenticator.objects.exists()
    again = Client()
    assert by_password(again).headers["Location"] == "/account/second-steps"
    assert not may_change(again)


def test_who_signed_in_a_while_ago_shows_again_that_it_is_them(client: Client, pat: User) -> None:
    by_password(client)
    session = client.session
    session["account_authentication_methods"] = [
        {**proof, "at": proof["at"] - 301} for proof in session["account_authentication_methods"]
    ]
    session.save()

    response = client.get(SET_UP)
    assert response.headers["Location"].startswith("/account/again?next=")
    assert client.post("/account/again", {"password": "not it"}).status_code == 422
    assert client.post("/account/again", {"password": PASSWORD, "next": SET_UP}).headers["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200


def test_secrets_are_sealed_in_the_database(client: Client, pat: User) -> None:
    by_password(client)
    secret = set_up_app(client)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert client.get("/account/second-steps/codes/download").content.decode().split()[0] not in kept


def test_what_an_earlier_key_sealed_is_read_and_what_an_unknown_one_sealed_is_never_right(
    settings: Settings,
) -> None:
    sealed = codes.seal("JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert codes.unseal(sealed) == "JBSWY3DPEHPK3PXP"
    settings.SECRET_KEY_FALLBACKS = []
    assert codes.unseal(sealed) != codes.unseal(sealed)


def test_the_square_says_what_it_is_and_needs_nothing_from_elsewhere() -> None:
    drawn = codes.square("otpauth://totp/x?secret=ABC")
    assert 'role="img" aria-label="Square code for your authenticator app"' in drawn
    assert "http" not in drawn
    assert "style" not in drawn


def test_passkeys_of_others_are_not_there(client: Client, members: Members, pat: User) -> None:
    theirs = Authenticator.objects.create(
        user=members.user("eastmarch", Role.OWNER), type=Authenticator.Type.WEBAUTHN, data={"name": "Theirs"}
    )
    by_password(client)
    for what in ("remove", "name"):
        path = f"/account/passkeys/{theirs.pk}/{what}"
        assert client.get(path).status_code == 404
        assert client.post(path, {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()
