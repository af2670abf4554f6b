"""Ways to break in that were tried here, and what stops each."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import hashers
from django.core import checks, mail
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from frankpledge.people.actions import users
from frankpledge.people.models import Membership, Role, User
from frankpledge.web.sign_in import limits
from tests.members import PASSWORD, Members
from tests.world import CURATOR, World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in"
FORGOTTEN = "/account/password/forgotten"
ADDRESS = "pat@northshire.example"
WRONG = "a wrong guess"


@pytest.fixture
def pat(world: World) -> User:
    """Somebody with an account and no role."""
    return users.create(by=CURATOR, email=ADDRESS, name="Pat Green", password=PASSWORD)


def guess(client: Client, password: str = WRONG, email: str = ADDRESS, **headers: str) -> "Answer":
    return client.post(SIGN_IN, {"login": email, "password": password}, headers=headers)


# --- guessing ------------------------------------------------------------------------------------


def test_guessing_at_one_account_is_stopped_from_wherever_and_under_whatever_host(
    pat: User, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 1
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    statuses = [
        guess(
            Client(),
            email=ADDRESS.upper() if number % 2 else ADDRESS,
            host="a.example" if number % 2 else "b.example",
            **{"x-forwarded-for": f"203.0.113.{number}"},
        ).status_code
        for number in range(7)
    ]
    assert statuses == [422] * 5 + [429] * 2


def test_guessing_from_one_address_is_stopped_whichever_account_is_tried(world: World) -> None:
    statuses = [guess(Client(), email=f"{number}@northshire.example").status_code for number in range(12)]
    assert statuses == [422] * 10 + [429] * 2


def test_not_even_the_right_password_helps_before_the_time_is_over(client: Client, pat: User) -> None:
    for _ in range(5):
        guess(client)
    assert guess(client, PASSWORD).status_code == 429
    assert client.get("/account/").status_code == 302


def test_who_tried_too_often_is_told_when_to_come_back(client: Client, pat: User) -> None:
    for _ in range(5):
        guess(client)
    refused = guess(client)

    page = refused.content.decode()
    assert refused.headers["Retry-After"] == str(limits.WAIT_SECONDS) == "300"
    assert "You have tried too often" in page
    assert re.search(r"come back at \d\d:\d\d", page)
    assert "no-store" in refused.headers["Cache-Control"]


def test_no_count_lasts_longer_than_the_page_says(settings: Settings) -> None:
    units = {"s": 1, "m": 60}
    for rates in settings.ACCOUNT_RATE_LIMITS.values():
        for rate in rates.split(","):
            number, unit = re.fullmatch(r"(\d*)(\w)", rate.split("/")[1]).groups()  # type: ignore[union-attr] # else it fails
            assert int(number or 1) * units[unit] <= limits.WAIT_SECONDS


def test_the_counts_are_shared_by_all_processes(client: Client, pat: User) -> None:
    guess(client)
    assert "db.DatabaseCache" in repr(type(cache._connections[cache._alias]))  # type: ignore[attr-defined] # the proxy's own


def test_codes_cannot_be_guessed_either(client: Client, pat: User) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(pat, generate_totp_secret())
    assert guess(client, PASSWORD).headers["Location"] == "/account/sign-in/second-step"
    statuses = [
        client.post("/account/sign-in/second-step", {"code": f"{number:06}"}).status_code
        for number in range(7)
    ]
    assert statuses == [422] * 5 + [429] * 2


def test_new_passwords_cannot_be_asked_for_without_end(client: Client, pat: User) -> None:
    statuses = [client.post(FORGOTTEN, {"email": ADDRESS}).status_code for _ in range(5)]
    assert statuses == [302, 302, 302, 429, 429]
    assert len(mail.outbox) == 3


# --- finding out who has an account ----------------------------------------------------------------


def without_what_changes(response: "Answer", address: str) -> str:
    page = response.content.decode().replace(address, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.mark.parametrize(
    ("path", "field", "more"), [(SIGN_IN, "login", {"password": "a wrong guess"}), (FORGOTTEN, "email", {})]
)
def test_the_answer_is_the_same_for_who_has_an_account_and_who_has_none(
    pat: User, path: str, field: str, more: dict[str, str]
) -> None:
    known = Client().post(path, {field: ADDRESS, **more}, follow=True)
    unknown = Client().post(path, {field: "nobody@northshire.example", **more}, follow=True)

    assert known.status_code == unknown.status_code
    assert known.redirect_chain == unknown.redirect_chain
    assert without_what_changes(known, ADDRESS) == without_what_changes(unknown, "nobody@northshire.example")


def test_the_work_is_the_same_too(pat: User, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    derive = hashers.ScryptPasswordHasher.encode

    def counted(self: hashers.ScryptPasswordHasher, *args: Any, **kwargs: Any) -> str:
        made.append("once")
        return derive(self, *args, **kwargs)

    monkeypatch.setattr(hashers.ScryptPasswordHasher, "encode", counted)
    for email in (ADDRESS, "nobody@northshire.example"):
        made.clear()
        guess(Client(), email=email)
        assert made == ["once"], email


def test_a_letter_goes_out_for_an_unknown_address_too_so_that_both_take_as_long(pat: User) -> None:
    for email in (ADDRESS, "nobody@northshire.example"):
        Client().post(FORGOTTEN, {"email": email})
    assert [letter.to for letter in mail.outbox] == [[ADDRESS], ["nobody@northshire.example"]]
    assert "/account/password/new/" in mail.outbox[0].body
    assert "/account/password/new/" not in mail.outbox[1].body


def test_another_s_address_cannot_be_found_out_by_changing_to_it(
    client: Client, pat: User, members: Members
) -> None:
    client.force_login(pat)
    taken = members.user("northshire", Role.OWNER).email
    answers = [
        client.post("/account/email", {"email": email, "action_add": "yes"}).status_code
        for email in (taken, "free@northshire.example")
    ]
    assert answers == [302, 302]
    pat.refresh_from_db()
    assert pat.email == ADDRESS


# --- sessions ------------------------------------------------------------------------------------


def test_a_session_handed_to_somebody_beforehand_is_not_theirs_after_signing_in(pat: User) -> None:
    attacker, victim = Client(), Client()
    session = attacker.session
    session["planted"] = True
    session.save()
    victim.cookies["session"] = str(session.session_key)

    guess(victim, PASSWORD)

    assert victim.cookies["session"].value != session.session_key
    assert attacker.get("/account/").status_code == 302
    assert victim.get("/account/").status_code == 200


def test_the_session_s_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client, pat: User) -> None:
    guess(client, PASSWORD)
    cookie = client.cookies["session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 7200


def test_signing_out_by_a_link_does_nothing(client: Client, pat: User) -> None:
    client.force_login(pat)
    client.get("/account/sign-out")
    assert client.get("/account/").status_code == 200


# --- forms of another site --------------------------------------------------------------------------


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the service, with something for each part that is asked for."""
    for pattern in patterns:
        route = before + re.sub(r"[$^]", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            route = re.sub(r"<(\w+:)?(\w+)>", "1", re.sub(r"\(\?P<\w+>[^)]*\)", "1", route))
            yield "/" + route, pattern


ALL = list(routes(get_resolver().url_patterns))


def test_the_routes_were_found() -> None:
    assert len(ALL) > 50
    assert any(path == SIGN_IN for path, _ in ALL)


# A mail program stops e-mails by a POST of its own, with the secret that is in the letter; other systems come
# with a key. Neither is let in by a cookie, so another site's form gains nothing.
STOPPED_BY_MAIL_PROGRAMS = {"/account/e-mails/stop/1"}
BY_COOKIE = [path for path, _ in ALL if not path.startswith("/api/") and path not in STOPPED_BY_MAIL_PROGRAMS]


def test_no_form_of_another_site_is_taken(pat: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(pat)
    forged = {"csrfmiddlewaretoken": "a" * 64}
    answers = {path: client.post(path, forged).status_code for path in BY_COOKIE}
    assert {path: status for path, status in answers.items() if status not in {403, 405}} == {}
    assert pat.has_usable_password()


# They ask who is there before they read the form with the file, and then for the form's mark: test_documents
# and test_return_files.
CHECKED_BY_ITSELF = {"/collaborations/1/documents/add", "/collaborations/1/benefits/returns/upload"}


def test_no_view_is_let_off_the_check() -> None:
    exempt = {path for path, pattern in ALL if getattr(pattern.callback, "csrf_exempt", False)}
    assert exempt & set(BY_COOKIE) == CHECKED_BY_ITSELF


@pytest.mark.parametrize("path", sorted({path for path, _ in ALL} - set(BY_COOKIE)))
def test_where_the_check_is_not_made_a_cookie_opens_nothing(path: str, client: Client, pat: User) -> None:
    client.force_login(pat)
    response = client.post(path, {"any": "thing"})
    is_for_reading = response.content == Client().get(path).content
    assert response.status_code in {401, 403, 404, 405, 422} or is_for_reading, path


# --- leading elsewhere -----------------------------------------------------------------------------

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " https://evil.example",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_and_out_lead_nowhere_else(pat: User, elsewhere: str) -> None:
    client = Client()
    into = client.post(SIGN_IN, {"login": ADDRESS, "password": PASSWORD, "next": elsewhere})
    again = client.post("/account/again", {"password": PASSWORD, "next": elsewhere})
    out = client.post("/account/sign-out", {"next": elsewhere})
    shown = Client().get(SIGN_IN, {"next": elsewhere}).content.decode()

    for response in (into, again, out):
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/"), elsewhere
        assert "evil" not in response.headers["Location"]
    assert 'href="https://evil' not in shown


@pytest.mark.parametrize("within", ["/about", "/collaborations?q=dogs&status=running"])
def test_signing_in_leads_on_to_where_one_wanted_to_go(pat: User, within: str) -> None:
    response = Client().post(SIGN_IN, {"login": ADDRESS, "password": PASSWORD, "next": within})
    assert response.headers["Location"] == within


@pytest.mark.parametrize("path", ["/about\r\nSet-Cookie: a=b", "/about\nX: y", "/%0d%0aSet-Cookie:a=b"])
def test_no_header_can_be_written_by_a_reader(pat: User, path: str) -> None:
    response = Client().post(SIGN_IN, {"login": ADDRESS, "password": PASSWORD, "next": path})
    assert "\r" not in response.headers["Location"]
    assert "\n" not in response.headers["Location"]
    assert "a" not in response.cookies


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example"])
def test_another_host_gets_into_no_letter(pat: User, host: str) -> None:
    assert Client().post(FORGOTTEN, {"email": ADDRESS}, headers={"host": host}).status_code == 400
    assert mail.outbox == []


@pytest.mark.parametrize(
    "email", ["pat@northshire.example\nBcc: all@evil.example", "pat@northshire.example,x@evil.example"]
)
def test_a_letter_goes_to_one_address_only(pat: User, email: str) -> None:
    assert Client().post(FORGOTTEN, {"email": email}).status_code == 422
    assert mail.outbox == []


# --- more than a form asks for -----------------------------------------------------------------------

MORE = {
    "is_active": "false",
    "is_staff": "true",
    "is_superuser": "true",
    "role": "curator",
    "organisation": "1",
    "user": "1",
    "user_id": "1",
    "pk": "1",
    "verified": "true",
    "primary": "true",
    "name": "Somebody Else",
    "digest": "daily",
}


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/account/password", {"oldpassword": PASSWORD, "password1": "seven-herons-by-the-weir"}),
        ("/account/email", {"email": "new@northshire.example", "action_add": "yes"}),
        ("/account/sessions", {"session": "others"}),
    ],
)
def test_a_form_changes_only_what_it_asks_for(
    client: Client, pat: User, path: str, asked: dict[str, str]
) -> None:
    kept = ("name", "is_active", "digest", "email")
    before = User.objects.values(*kept).get(pk=pat.pk)
    client.force_login(pat)

    assert client.post(path, {**MORE, **asked}).status_code == 302

    assert User.objects.values(*kept).get(pk=pat.pk) == before
    assert not Membership.objects.filter(user=pat).exists()
    assert not EmailAddress.objects.filter(user=pat, email="new@northshire.example", verified=True).exists()


# --- how it is run ----------------------------------------------------------------------------------


def test_nothing_of_an_account_is_kept_by_anybody(client: Client, pat: User) -> None:
    client.force_login(pat)
    for path in ("/account/", "/account/sessions", "/account/second-steps", "/account/passkeys", "/about"):
        assert client.get(path).headers["Cache-Control"] == "private, no-store", path
    assert "no-store" in Client().get(SIGN_IN).headers["Cache-Control"]


def test_the_administration_site_of_the_framework_is_not_there(client: Client, settings: Settings) -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert client.get("/admin/").status_code == 404


def test_no_page_of_signing_in_has_a_script_or_a_style_of_its_own(client: Client, pat: User) -> None:
    client.force_login(pat)
    for path in ("sign-in", "", "second-steps/app", "passkeys/add", "sessions"):
        page = (Client() if path == "sign-in" else client).get(f"/account/{path}").content.decode()
        assert re.findall(r"<script(?![^>]*\bsrc=)", page) == [], path
        assert re.findall(r"<style|\bstyle=|\bon\w+=", page) == [], path
        assert "data:" not in page, path


def test_a_request_without_a_session_is_nobody_s() -> None:
    from frankpledge.web import members

    assert not members.has_session(RequestFactory().get("/"))


def test_the_framework_s_own_checks_are_registered() -> None:
    assert checks.registry.registry.deployment_checks
