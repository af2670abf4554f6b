"""Following, the list of it, how often one is told, and the link that stops it."""

import re
import uuid

import pytest
from django.core import signing
from django.db import connection
from django.http import HttpRequest, QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.audit.actors import PUBLIC
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.exchange import unsubscribing
from frankpledge.people.models import Digest, Role, User
from frankpledge.register.actions import follows as actions
from frankpledge.register.models import Follow
from frankpledge.register.search import asking
from frankpledge.register.search.find import find
from frankpledge.web.forms.find import FindForm
from tests.corrections import words_of
from tests.members import NATIONAL, Members, as_actor, sign_in
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client, members: Members) -> User:
    """A reader of Northshire, signed in."""
    user = members.user("northshire", Role.READER)
    sign_in(client, user, verified=False)
    return user


def paths(world: World) -> dict[str, str]:
    """A page of each thing that can be followed, by what names it."""
    dogs = world.record("dogs")
    return {
        dogs.reference: f"/collaborations/{dogs.address}",
        "eastmarch": "/organisations/eastmarch",
        "?q=dog&status=running": "/collaborations?q=dog&status=running",
    }


def buttons(page: str) -> list[str]:
    return re.findall(r'action="/follow/(\w+)"', page)


def test_only_somebody_signed_in_is_shown_the_button(client: Client, world: World, members: Members) -> None:
    for what, path in paths(world).items():
        client.logout()
        assert buttons(client.get(path).content.decode()) == []
        # The page that is kept for everybody has neither the button nor anything of the reader.
        sign_in(client, members.user("northshire", Role.READER))
        page = client.get(path).content.decode()
        assert buttons(page) == ["begin"]
        assert f'name="what" value="{what.replace("&", "&amp;")}"' in page
        client.logout()
        kept = client.get(path).content.decode()
        assert buttons(kept) == []
        assert "Reader of northshire" not in kept


def test_a_page_of_a_past_day_and_a_search_for_everything_have_no_button(
    client: Client, reader: User
) -> None:
    assert buttons(client.get("/collaborations").content.decode()) == []
    assert buttons(client.get("/collaborations?q=dogs&as-at=2018-01-01").content.decode()) == []


def test_one_follows_and_stops_by_the_button_and_twice_is_once(
    client: Client, world: World, reader: User
) -> None:
    for what, path in paths(world).items():
        for _time in range(2):
            answer = client.post("/follow/begin", {"what": what})
            assert (answer.status_code, answer["Location"]) == (303, path)
        assert Follow.objects.filter(user=reader).count() == 1
        assert buttons(client.get(path).content.decode()) == ["end"]
        client.post("/follow/end", {"what": what})
        client.post("/follow/end", {"what": what})
        assert not Follow.objects.exists()


def test_what_one_follows_stands_in_a_list_that_costs_one_statement_more(
    client: Client, world: World, reader: User
) -> None:
    client.get("/follow")
    with CaptureQueriesContext(connection) as without:
        assert "You follow nothing yet." in words_of(client.get("/follow"))
    for what in paths(world):
        client.post("/follow/begin", {"what": what})
    with CaptureQueriesContext(connection) as asked:
        page = words_of(client.get("/follow"))
    assert len(asked) == len(without)
    for name in ("Northern Marches Dog Unit", "Eastmarch Police", "Search: “dog”; Status: running"):
        assert name in page
    stopped = client.post("/follow/end", {"what": "eastmarch", "back": "list"})
    assert stopped["Location"] == "/follow"
    assert "Eastmarch" not in words_of(client.get("/follow"))


def test_one_person_neither_sees_nor_ends_what_another_follows(
    client: Client, members: Members, reader: User
) -> None:
    other = members.user("eastmarch", Role.OWNER)
    actions.follow(by=as_actor(other), what="port-vale")
    assert "Port Vale" not in words_of(client.get("/follow"))
    client.post("/follow/end", {"what": "port-vale"})
    assert Follow.objects.get().user == other


def test_the_public_the_command_line_and_who_has_no_role_follow_nothing(world: World) -> None:
    nobody = User.objects.create(email="nobody@example.example", name="Nobody")
    for by in (PUBLIC, CURATOR, as_actor(nobody)):
        with pytest.raises(NotAllowed):
            actions.follow(by=by, what="eastmarch")
    with pytest.raises(NotAllowed):
        actions.unfollow(by=PUBLIC, what="eastmarch")


@pytest.mark.parametrize("role", [Role.CURATOR, Role.INSPECTOR, Role.ANALYST])
def test_every_role_of_the_nation_may_follow(members: Members, role: Role) -> None:
    actions.follow(by=members.actor(NATIONAL, role, verified=False), what="eastmarch")
    assert Follow.objects.count() == 1


@pytest.mark.parametrize("what", ["C-9999", "nobody", "", "C-0001-and-more", "../about"])
def test_what_is_not_on_the_register_cannot_be_followed(client: Client, reader: User, what: str) -> None:
    with pytest.raises(NotFound):
        actions.follow(by=as_actor(reader), what=what)
    assert client.post("/follow/begin", {"what": what}).status_code == 404


def test_a_search_too_wide_or_too_long_cannot_be_followed(
    reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Invalid, match="too long"):
        actions.follow(by=as_actor(reader), what="?q=" + "a" * 1000)
    monkeypatch.setattr(actions, "MOST_FOUND", 1)
    with pytest.raises(Invalid, match="Narrow it"):
        actions.follow(by=as_actor(reader), what="?status=running")
    monkeypatch.setattr(actions, "MOST_FOLLOWED", 0)
    with pytest.raises(Invalid, match="already"):
        actions.follow(by=as_actor(reader), what="eastmarch")


@pytest.mark.parametrize(
    "query",
    [
        "q=dogs",
        "q=%22major+crime%22&force=norfolk&force=suffolk",
        "status=running&function=forensics&assumed=include",
        "q=7F",
        "q=a%26b+%2B+c&region=wales&sort=newest&page=2",
    ],
)
def test_a_search_that_is_followed_finds_what_its_page_finds(query: str) -> None:
    request = HttpRequest()
    request.GET = QueryDict(query)
    form = FindForm.read(request)
    found = find(form.asked())
    assert len(asking.found_by(form.to_follow[1:])) == found.total
    assert asking.in_words(form.to_follow[1:])


def test_one_chooses_how_often_and_nobody_elses_choice_changes(
    client: Client, members: Members, reader: User
) -> None:
    for digest in Digest:
        page = client.post("/account/e-mails", {"digest": digest})
        assert "Your choice was saved." in words_of(page)
        reader.refresh_from_db()
        assert reader.digest == digest
    assert members.user("northshire", Role.OWNER).digest == Digest.WEEKLY
    assert Entry.objects.filter(action="people.users.choose_digest", is_public=False).count() == 3
    refused = client.post("/account/e-mails", {"digest": "hourly"})
    assert refused.status_code == 422
    assert "Choose how often" in words_of(refused)
    client.logout()
    assert client.post("/account/e-mails", {"digest": "daily"}).status_code == 302


def test_the_link_asks_and_only_the_form_stops(client: Client, reader: User) -> None:
    client.logout()
    path = f"/account/e-mails/stop/{unsubscribing.word_for(reader)}"
    for _scanner in range(3):
        page = client.get(path)
        assert "Stop these e-mails?" in words_of(page)
        assert reader.email not in page.content.decode()
        assert reader.name not in page.content.decode()
    assert client.head(path).status_code == 200
    reader.refresh_from_db()
    assert reader.digest == Digest.WEEKLY
    for _time in range(2):
        assert "You get no more of these e-mails" in words_of(client.post(path))
    reader.refresh_from_db()
    assert reader.digest == Digest.NEVER
    assert Entry.objects.filter(action="people.users.choose_digest").count() == 1


def test_a_mail_program_stops_them_with_one_click_and_no_cookie(reader: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    path = f"/account/e-mails/stop/{unsubscribing.word_for(reader)}"
    answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    reader.refresh_from_db()
    assert reader.digest == Digest.NEVER


def test_a_link_that_was_tampered_with_stops_nobodys(client: Client, members: Members, reader: User) -> None:
    other = members.user("northshire", Role.OWNER)
    word = unsubscribing.word_for(reader)
    swapped = signing.dumps(other.pk, salt="another purpose")
    forged = f"{unsubscribing.word_for(other).split(':')[0]}:{word.split(':', 1)[1]}"
    for bad in (word[:-1], f"{word}x", swapped, forged, str(other.pk), uuid.uuid4().hex):
        assert client.post(f"/account/e-mails/stop/{bad}").status_code == 404
    assert not User.objects.filter(digest=Digest.NEVER).exists()


def test_the_link_of_an_account_that_was_closed_changes_nothing(client: Client, reader: User) -> None:
    path = f"/account/e-mails/stop/{unsubscribing.word_for(reader)}"
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert client.post(path).status_code == 200
    reader.refresh_from_db()
    assert reader.digest == Digest.WEEKLY
