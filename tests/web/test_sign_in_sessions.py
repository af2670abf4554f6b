"""Where somebody is signed in: seen by them alone, and ended one by one or all others at once."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from frankpledge.people.actions import users
from frankpledge.people.models import Role, User
from frankpledge.web.sign_in.adapters import UNKNOWN_ADDRESS
from frankpledge.web.tasks import forget_ended_sessions
from tests.members import PASSWORD, Members
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
SESSIONS = "/account/sessions"
ADDRESS = "pat@northshire.example"


@pytest.fixture
def pat(world: World) -> User:
    """Somebody with an account and no role."""
    return users.create(by=CURATOR, email=ADDRESS, name="Pat Green", password=PASSWORD)


def signed_in(name: str, **headers: str) -> Client:
    client = Client(headers={"user-agent": name, **headers})
    client.post("/account/sign-in", {"login": ADDRESS, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_each_is_listed_with_its_browser_and_ended_alone(pat: User) -> None:
    here, there, third = signed_in("Here"), signed_in("<b>There</b>"), signed_in("Third")
    page = here.get(SESSIONS).content.decode()
    assert page.count("This one") == 1
    assert "&lt;b&gt;There&lt;/b&gt;" in page

    ended = UserSession.objects.get(user_agent="<b>There</b>")
    assert here.post(SESSIONS, {"session": ended.pk}).status_code == 302

    assert (is_in(here), is_in(there), is_in(third)) == (True, False, True)


def test_all_others_are_ended_at_once(pat: User) -> None:
    here, there, third = signed_in("Here"), signed_in("There"), signed_in("Third")
    here.post(SESSIONS, {"session": "others"})
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, False)


@pytest.mark.parametrize("written", ["", "0", "none", "9" * 30, "²"])
def test_what_is_no_session_is_not_found(pat: User, written: str) -> None:
    assert signed_in("Here").post(SESSIONS, {"session": written}).status_code == 404


def test_another_person_s_session_can_be_neither_seen_nor_ended(pat: User, members: Members) -> None:
    other = Client(headers={"user-agent": "Somebody else's"})
    other.force_login(members.user("northshire", Role.OWNER))
    assert is_in(other)
    theirs = UserSession.objects.get(user_agent="Somebody else's")
    here = signed_in("Here")

    assert "Somebody else" not in here.get(SESSIONS).content.decode()
    assert here.post(SESSIONS, {"session": theirs.pk}).status_code == 404
    assert is_in(other)


def test_the_worker_forgets_sessions_that_have_ended_and_no_others(pat: User) -> None:
    here, there = signed_in("Here"), signed_in("There")
    signed_in("Signed out").post("/account/sign-out")
    Session.objects.filter(session_key=there.session.session_key).update(expire_date=timezone.now())

    forget_ended_sessions(timestamp=0)

    assert [session.user_agent for session in UserSession.objects.all()] == ["Here"]
    assert Session.objects.count() == 1
    assert is_in(here)


@pytest.mark.parametrize(
    ("forwarded", "kept"), [("203.0.113.7", "203.0.113.7"), ("not an address", UNKNOWN_ADDRESS)]
)
def test_the_address_is_the_one_that_our_own_proxy_saw(
    pat: User, settings: Settings, forwarded: str, kept: str
) -> None:
    settings.TRUSTED_PROXIES = 1
    signed_in("Here", **{"x-forwarded-for": f"198.51.100.1, {forwarded}"})
    assert UserSession.objects.get().ip == kept
