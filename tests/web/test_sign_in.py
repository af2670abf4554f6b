"""Signing in with a password, closed sign-up, new passwords, and what the frame shows."""

import re
import time

import pytest
from django.conf import settings as ours
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from frankpledge.audit.models import Entry
from frankpledge.people.actions import memberships, users
from frankpledge.people.models import Role, User
from frankpledge.web import members as web_members
from frankpledge.web.sign_in import sessions
from tests.members import PASSWORD, Members, sign_in
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in"
ADDRESS = "pat@northshire.example"
NEW = "seven-herons-by-the-weir"


@pytest.fixture
def pat(world: World) -> User:
    """Somebody with an account and no role."""
    return users.create(by=CURATOR, email=ADDRESS, name="Pat O’Neill", password=PASSWORD)


def enter(client: Client, password: str = PASSWORD, email: str = ADDRESS, **more: str) -> object:
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def page_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_an_address_and_a_password_sign_somebody_in(client: Client, pat: User) -> None:
    response = client.post(SIGN_IN, {"login": " PAT@northshire.example ", "password": PASSWORD})

    assert response.status_code == 302
    assert "Pat O’Neill" in page_of(client, "/account/")


def test_a_wrong_password_does_not_and_says_so_in_a_summary(client: Client, pat: User) -> None:
    response = client.post(SIGN_IN, {"login": ADDRESS, "password": "not the password"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Sign in" in page
    assert "The e-mail address or the password is not right" in page
    assert not client.session.get("_auth_user_id")


def test_nothing_entered_says_what_to_enter_beside_each_box(client: Client, db: None) -> None:
    page = client.post(SIGN_IN, {}).content.decode()

    assert page.count("Enter your e-mail address") == 2
    assert page.count("Enter your password") == 2
    assert "This field is required" not in page


def test_a_closed_account_cannot_sign_in(client: Client, pat: User) -> None:
    users.close(by=CURATOR, user_id=pat.pk, reason="Left")

    response = client.post(SIGN_IN, {"login": ADDRESS, "password": PASSWORD}, follow=True)

    assert "This account is closed" in response.content.decode()
    assert not client.session.get("_auth_user_id")


def test_an_account_that_is_closed_is_signed_out_by_the_next_click(client: Client, pat: User) -> None:
    client.force_login(pat)
    users.close(by=CURATOR, user_id=pat.pk, reason="Left")
    assert client.get("/account/").headers["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize("data", [None, {"email": "new@northshire.example", "password1": PASSWORD}])
def test_nobody_opens_an_account_by_themselves(client: Client, db: None, data: dict[str, str] | None) -> None:
    path = reverse("account_signup")
    response = client.post(path, data) if data else client.get(path)

    assert "invite you" in response.content.decode()
    assert not User.objects.exists()


def test_signing_out_takes_a_form_and_ends_the_session(client: Client, pat: User) -> None:
    client.force_login(pat)
    key = str(client.session.session_key)

    assert "Sign out" in page_of(client, "/account/sign-out")
    assert client.get("/account/").status_code == 200
    assert client.post("/account/sign-out").headers["Location"] == "/"
    assert client.get("/account/").status_code == 302
    assert not client.session.exists(key)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("eleven-char", "at least 12 characters"),
        ("1qaz2wsx3edc", "too common"),
        ("northshire.ex", "too similar"),
        ("patoneill1234", "too similar"),
        ("all small letters", None),
    ],
)
def test_a_new_password_is_long_uncommon_and_not_one_s_own_name(
    client: Client, pat: User, password: str, why: str | None
) -> None:
    client.force_login(pat)
    response = client.post("/account/password", {"oldpassword": PASSWORD, "password1": password})

    pat.refresh_from_db()
    assert pat.check_password(password) == (why is None)
    if why:
        assert why in response.content.decode()


def test_a_password_is_kept_with_scrypt(pat: User) -> None:
    assert pat.password.startswith("scrypt$")


def test_a_changed_password_ends_every_other_session_and_is_written_down_and_told(
    client: Client, pat: User
) -> None:
    elsewhere = Client()
    elsewhere.force_login(pat)
    client.force_login(pat)

    client.post("/account/password", {"oldpassword": PASSWORD, "password1": NEW})

    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.user_id, entry.is_public) == ("people.users.password", pat.pk, False)
    assert NEW not in str(entry.detail)
    assert "The password of your account was changed" in mail.outbox[-1].subject


def link_in(body: str) -> str:
    (found,) = re.findall(r"http://testserver(/\S+)", body)
    return str(found)


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(client: Client, pat: User) -> None:
    client.post("/account/password/forgotten", {"email": ADDRESS})
    link = link_in(str(mail.outbox[-1].body))

    form = client.get(link, follow=True)
    assert form.redirect_chain[-1][0].endswith("set-password")
    client.post(form.redirect_chain[-1][0], {"password1": NEW})

    pat.refresh_from_db()
    assert pat.check_password(NEW)
    assert "This link does not work any more" in Client().get(link, follow=True).content.decode()
    assert client.get("/account/").status_code == 302


def test_another_address_is_used_only_when_its_link_was_opened(client: Client, pat: User) -> None:
    client.force_login(pat)
    client.post("/account/email", {"email": "new@northshire.example", "action_add": "yes"})
    pat.refresh_from_db()
    assert pat.email == ADDRESS

    link = link_in(str(mail.outbox[-1].body))
    assert "Confirm your e-mail address" in page_of(client, link)
    client.post(link)

    pat.refresh_from_db()
    assert pat.email == "new@northshire.example"
    assert Entry.objects.filter(action="people.users.email", user_id=pat.pk).exists()


def test_every_letter_is_plain_text_with_nothing_left_to_fill_in(client: Client, pat: User) -> None:
    client.force_login(pat)
    client.post("/account/password", {"oldpassword": PASSWORD, "password1": NEW})
    client.post("/account/email", {"email": "new@northshire.example", "action_add": "yes"})
    client.post("/account/password/forgotten", {"email": "unknown@northshire.example"})

    assert len(mail.outbox) == 3
    for letter in mail.outbox:
        assert "%(" not in letter.body
        assert "&#" not in letter.body
        assert "\n" not in letter.subject


def test_the_public_is_offered_to_sign_in_and_no_session_is_looked_up(
    client: Client, db: None, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.PUBLIC_PAGE_CACHE = False
    with django_assert_num_queries(0):
        response = client.get("/about")

    assert f'href="{SIGN_IN}"' in response.content.decode()
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


def test_a_kept_page_is_neither_given_to_nor_made_by_somebody_signed_in(client: Client, pat: User) -> None:
    public = Client()
    before = public.get("/about")
    client.force_login(pat)

    theirs = client.get("/about", headers={"if-none-match": before.headers["ETag"]})

    assert "Pat O’Neill" in theirs.content.decode()
    assert theirs.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in theirs.headers
    assert "Pat O’Neill" not in public.get("/about").content.decode()
    assert public.get("/about").headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_page_first_opened_by_somebody_signed_in_is_not_kept(client: Client, pat: User) -> None:
    client.force_login(pat)
    client.get("/privacy")
    assert "Pat O’Neill" not in Client().get("/privacy").content.decode()


def test_a_session_that_ended_gets_the_public_s_page(client: Client, db: None) -> None:
    client.cookies[ours.SESSION_COOKIE_NAME] = "neverwasone"
    response = client.get("/about")

    assert "Sign in" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("how_many", [1, 40])
def test_a_signed_in_page_costs_the_same_whatever_somebody_belongs_to(
    client: Client,
    pat: User,
    how_many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for slug in _slugs(how_many):
        memberships.give(by=CURATOR, user_id=pat.pk, role=Role.READER, organisation=slug)
    sign_in(client, pat)
    client.get("/about")

    # The session, and the person.
    with django_assert_num_queries(2):
        client.get("/about")


def _slugs(how_many: int) -> list[str]:
    from frankpledge.people.models import Organisation

    return list(Organisation.objects.order_by("slug").values_list("slug", flat=True)[:how_many])


def test_a_session_ends_when_it_was_not_used(client: Client, pat: User, settings: Settings) -> None:
    client.force_login(pat)
    client.get("/about")
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE == 7200


def test_a_session_ends_at_its_latest_hour_however_much_it_is_used(
    client: Client, pat: User, settings: Settings
) -> None:
    client.force_login(pat)
    client.get("/about")
    session = client.session
    session[sessions.BEGAN] = int(time.time()) - settings.SESSION_LONGEST_SECONDS + 60
    session.save()
    assert client.get("/account/").status_code == 200
    session[sessions.BEGAN] -= 60
    session.save()
    assert client.get("/account/").status_code == 302


def test_proofs_of_another_person_do_not_count(client: Client, members: Members) -> None:
    owner = members.user("northshire", Role.OWNER)
    sign_in(client, owner)
    assert "set up a second step" not in page_of(client, "/account/")
    session = client.session
    session[web_members.PROVED_BY] = str(members.user("eastmarch", Role.OWNER).pk)
    session.save()
    assert "set up a second step" in page_of(client, "/account/")
