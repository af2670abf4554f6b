"""Who comes by a sign-in provider is let in, joined, or refused. What it answers is made up here."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from frankpledge.config.providers import Provider, as_allauth_asks
from frankpledge.people.actions import domains, users
from frankpledge.people.models import Membership, Role, User
from frankpledge.web.sign_in.providers import asked_for_second_step, checked_email
from tests.members import PASSWORD
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
ADDRESS = "pat@northshire.example"
SERVER = {
    "authorization_endpoint": "https://login.example/authorize",
    "token_endpoint": "https://login.example/token",
    "userinfo_endpoint": "https://login.example/userinfo",
    "issuer": "https://login.example",
}
ENTRA = Provider(
    id="entra",
    name="Northshire’s sign-in",
    client_id="abc",
    secret="x",  # noqa: S106 - of no provider
    server_url="https://login.example",
)


@pytest.fixture(autouse=True)
def entra(world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider whose people of northshire.example, and of one tenant, are mapped."""
    settings.SIGN_IN_PROVIDERS = (ENTRA,)
    settings.SOCIALACCOUNT_PROVIDERS = as_allauth_asks([ENTRA])
    settings.SIGN_IN_SECOND_STEPS = {"entra": ""}
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", SERVER)
    domains.map_to(
        by=CURATOR,
        provider="entra",
        value="northshire.example",
        organisation="northshire",
        role=Role.CONTRIBUTOR,
    )
    domains.map_to(by=CURATOR, provider="entra", claim="tid", value="tenant-7", organisation="eastmarch")


def come_back(client: Client, monkeypatch: pytest.MonkeyPatch, **said: Any) -> HttpResponse:
    """Goes to the provider and comes back with what it says of a person."""
    claims = {"sub": "1", "email": ADDRESS, "name": "Pat Green", **said}
    monkeypatch.setattr(
        OpenIDConnectOAuth2Adapter, "get_access_token_data", lambda *_args, **_kwargs: {"access_token": "t"}
    )
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda *_args: claims)
    leaving = client.post("/account/provider/entra")
    assert leaving.status_code == 200
    state = leaving.headers["Refresh"].split("state=")[1].split("&")[0]
    answer: Any = client.get("/account/provider/entra/back", {"state": state, "code": "c"})
    return answer  # type: ignore[no-any-return] # Django's test client adds to it


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_page_of_ours_leads_on_to_the_provider_with_a_challenge_of_its_own(client: Client) -> None:
    response = client.post("/account/provider/entra")

    assert response.status_code == 200
    assert response.headers["Refresh"].startswith("0; url=https://login.example/authorize?")
    assert "code_challenge_method=S256" in response.headers["Refresh"]
    assert "form-action 'self'" in response.headers["Content-Security-Policy"]


def test_only_a_form_leads_there_and_only_to_a_provider_of_this_copy(client: Client) -> None:
    assert client.get("/account/provider/entra").status_code == 405
    assert client.post("/account/provider/another").status_code == 404


def test_a_mapped_and_checked_address_opens_an_account_with_its_role(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = come_back(client, monkeypatch, email_verified=True)

    assert response.headers["Location"] == "/account/second-steps"
    user = User.objects.get(email=ADDRESS)
    assert user.name == "Pat Green"
    assert user.memberships.get().role == Role.CONTRIBUTOR
    assert EmailAddress.objects.get(user=user).verified
    assert is_in(client)


@pytest.mark.parametrize(
    "said",
    [
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {},
        {"email": "pat@elsewhere.example", "email_verified": True},
        {"email": "", "email_verified": True},
    ],
)
def test_who_is_not_mapped_or_not_checked_is_refused_and_nothing_is_opened(
    client: Client, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    response = come_back(client, monkeypatch, **said)

    assert response.status_code == 403
    assert "You do not have an account here" in response.content.decode()
    assert not User.objects.exists()
    assert not SocialAccount.objects.exists()
    assert not is_in(client)


def test_an_account_that_is_there_is_joined_when_the_address_was_checked(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = users.create(by=CURATOR, email=ADDRESS, name="Pat Here", password=PASSWORD)

    come_back(client, monkeypatch, email_verified=True)

    assert SocialAccount.objects.get().user == user
    assert is_in(client)
    user.refresh_from_db()
    assert user.name == "Pat Here"
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    "said",
    [
        {"email_verified": False},
        {"email_verified": "no"},
        {"email": "curator@national.example", "email_verified": True},
        {"tid": "tenant-7"},
    ],
)
def test_no_account_is_taken_over_otherwise(
    client: Client, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    for email in (ADDRESS, "curator@national.example"):
        users.create(by=CURATOR, email=email, name="Somebody", password=PASSWORD)

    come_back(client, monkeypatch, **said)

    assert not SocialAccount.objects.exists()
    assert not Membership.objects.exists()
    assert not is_in(client)


def test_a_mapped_claim_with_an_unchecked_address_waits_for_the_link_in_an_e_mail(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = come_back(client, monkeypatch, tid="tenant-7", email="new@eastmarch.example")

    assert response.headers["Location"] == "/account/email/sent"
    assert not is_in(client)
    assert not EmailAddress.objects.get(email="new@eastmarch.example").verified
    assert "Confirm your e-mail address" in mail.outbox[-1].subject


def test_who_was_here_before_comes_in_again_even_with_another_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_back(client, monkeypatch, email_verified=True)
    again = Client()
    come_back(again, monkeypatch, email="pat.green@northshire.example", email_verified=True)
    assert User.objects.count() == 1
    assert is_in(again)


def test_a_closed_account_stays_closed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    come_back(client, monkeypatch, email_verified=True)
    users.close(by=CURATOR, user_id=User.objects.get().pk, reason="Left")
    again = Client()
    come_back(again, monkeypatch, email_verified=True)
    assert not is_in(again)


@pytest.mark.parametrize(
    "query", [{}, {"code": "c"}, {"state": "made-up", "code": "c"}, {"error": "server_error"}]
)
def test_an_answer_that_nobody_asked_for_signs_nobody_in(client: Client, query: dict[str, str]) -> None:
    response = client.get("/account/provider/entra/back", query)
    assert response.status_code == 401
    assert "You are not signed in" in response.content.decode()


@pytest.mark.parametrize(
    ("expected", "token", "counts"),
    [
        ("", {"amr": ["pwd", "mfa"]}, False),
        ("mfa", {"amr": ["pwd", "mfa"]}, True),
        ("mfa", {"amr": ["pwd"]}, False),
        ("mfa", {"amr": "mfa"}, False),
        ("mfa", {}, False),
        ("urn:two", {"acr": "urn:two"}, True),
    ],
)
def test_the_provider_s_second_step_counts_only_where_the_settings_rely_on_it(
    settings: Settings,
    expected: str,
    token: dict[str, Any],
    counts: bool,  # noqa: FBT001 - of a table
) -> None:
    settings.SIGN_IN_SECOND_STEPS = {"entra": expected}
    account = SocialAccount(provider="entra", extra_data={"id_token": token})
    assert asked_for_second_step(SocialLogin(account=account)) is counts


def test_an_address_counts_as_checked_by_whoever_gave_it() -> None:
    said = {"userinfo": {"email": ADDRESS}, "id_token": {"email": "a@b.example", "email_verified": True}}
    assert checked_email(SocialLogin(account=SocialAccount(extra_data=said))) == ""
