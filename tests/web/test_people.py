"""The pages on people and keys: what they show to whom, and each step on them."""

import datetime
import re
from http import HTTPStatus

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frankpledge.config.providers import Provider
from frankpledge.people.actions import memberships
from frankpledge.people.models import Invitation, Membership, Organisation, Role, Token
from tests.corrections import words_of
from tests.members import Members, person, sign_in
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

PEOPLE = "/organisations/northshire/people"
KEYS = "/organisations/northshire/keys"


@pytest.fixture
def administrator(client: Client, members: Members) -> Client:
    sign_in(client, members.user("northshire", Role.ADMINISTRATOR))
    return client


@pytest.fixture
def curator(client: Client, members: Members) -> Client:
    sign_in(client, members.user("", Role.CURATOR))
    return client


def test_anybody_reads_who_may_do_what(client: Client) -> None:
    words = words_of(client.get("/roles"))
    assert "Who may do what" in words
    assert "Keeps the whole register" in words
    assert "Approve or refuse proposed changes (with a second step)" in words


def test_an_administrator_sees_people_roles_and_invitations(administrator: Client) -> None:
    words = words_of(administrator.get(PEOPLE))
    assert "6 people" in words
    assert "owner@northshire.example" in words
    assert "owner@eastmarch.example" not in words
    assert "Invite somebody" in words


def test_the_page_of_an_organisation_leads_to_its_people_for_those_who_may_see_them(
    client: Client, members: Members
) -> None:
    page = "/organisations/northshire"
    assert "People and their roles" not in words_of(client.get(page))
    for place, role, sees in (("northshire", Role.READER, False), ("northshire", Role.OWNER, True)):
        sign_in(client, members.user(place, role))
        assert ("People and their roles" in words_of(client.get(page))) is sees
    assert "People and their roles" not in words_of(client.get("/organisations/eastmarch"))


def test_who_sees_names_without_managing_people_cannot_invite(client: Client, members: Members) -> None:
    sign_in(client, members.user("northshire", Role.OWNER))
    words = words_of(client.get(PEOPLE))
    assert "6 people" in words
    assert "Invite somebody" not in words
    assert client.get(f"{PEOPLE}/invite").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("path", [PEOPLE, f"{PEOPLE}/invite", KEYS, f"{KEYS}/make", "/national/people"])
def test_another_organisations_people_learn_nothing(client: Client, members: Members, path: str) -> None:
    theirs = members.user("eastmarch", Role.OWNER)
    memberships.give(by=CURATOR, user_id=theirs.pk, role=Role.ADMINISTRATOR, organisation="eastmarch")
    sign_in(client, theirs)
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND
    assert client.get(path.replace("northshire", "eastmarch")).status_code in {200, 404}
    assert client.get("/organisations/eastmarch/people").status_code == HTTPStatus.OK


def test_without_a_second_factor_an_administrator_reads_and_is_told_how_to_go_on(
    client: Client, members: Members
) -> None:
    sign_in(client, members.user("northshire", Role.ADMINISTRATOR), verified=False)
    words = words_of(client.get(PEOPLE))
    assert "set up a second step" in words
    assert "Invite somebody" not in words
    assert "second step" in words_of(client.get(f"{PEOPLE}/invite"))


def test_nobody_reads_it_without_signing_in(client: Client, world: World) -> None:
    answer = client.get(PEOPLE)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].endswith("?next=%2Forganisations%2Fnorthshire%2Fpeople")


def test_inviting_asks_checks_and_sends(
    administrator: Client, django_capture_on_commit_callbacks: object
) -> None:
    answers = {"email": "New@People.example", "name": "Nia", "role": "owner", "until": ""}
    checked = administrator.post(f"{PEOPLE}/invite", answers)
    assert "Check your answers" in words_of(checked)
    assert "new@people.example" in words_of(checked)
    assert not Invitation.objects.exists()
    changed = administrator.post(f"{PEOPLE}/invite", {**answers, "step": "change"})
    assert b'value="New@People.example"' in changed.content
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # the fixture's own type is private
        sent = administrator.post(f"{PEOPLE}/invite", {**answers, "step": "checked"})
    assert sent.status_code == HTTPStatus.SEE_OTHER
    assert "on its way" in words_of(administrator.get(sent["Location"]))
    assert re.search(r"http://testserver/invitations/\S{43}\n", str(mail.outbox[0].body))


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"email": "nobody", "role": "owner"}, "valid email"),
        ({"email": "a@people.example", "role": ""}, "Choose a role"),
        ({"email": "a@people.example", "role": "curator"}, "Choose a role"),
        ({"email": "a@people.example", "role": "owner", "until": "soon"}, "Enter a real day"),
        ({"email": "a@people.example", "role": "owner", "until": "1 January 2020"}, "today or later"),
        ({"email": "owner@northshire.example", "role": "owner"}, "holds this role already"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    administrator: Client, answers: dict[str, str], fault: str
) -> None:
    answer = administrator.post(f"{PEOPLE}/invite", answers)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert fault in words_of(answer)
    assert "There is a problem" in words_of(answer)
    assert answers["email"].encode() in answer.content
    assert not Invitation.objects.exists()


def test_an_invitation_is_sent_again_and_withdrawn(administrator: Client, members: Members) -> None:
    administrator.post(f"{PEOPLE}/invite", {"email": "a@b.example", "role": "owner", "step": "checked"})
    waiting = Invitation.objects.get()
    before = waiting.secret_hash
    base = f"/organisations/northshire/invitations/{waiting.pk}"
    assert "a@b.example" in words_of(administrator.get(f"{base}/again"))
    administrator.post(f"{base}/again")
    waiting.refresh_from_db()
    assert waiting.secret_hash != before
    answer = administrator.post(f"{base}/withdraw")
    assert "withdrawn" in words_of(administrator.get(answer["Location"]))
    assert administrator.get(f"{base}/withdraw").status_code == HTTPStatus.NOT_FOUND


def test_nobody_is_offered_to_give_a_role_to_themselves_and_who_tries_is_refused(
    administrator: Client, members: Members
) -> None:
    own, other = members.user("northshire", Role.ADMINISTRATOR), members.user("northshire", Role.READER)
    page = administrator.get(PEOPLE).content.decode()
    assert f"{PEOPLE}/{other.pk}/give" in page
    assert f"{PEOPLE}/{own.pk}/give" not in page
    answer = administrator.post(f"{PEOPLE}/{own.pk}/give", {"role": "owner", "step": "checked"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert own.memberships.count() == 1


def test_a_role_is_given_after_a_look_at_it(administrator: Client, members: Members) -> None:
    reader = members.user("northshire", Role.READER)
    path = f"{PEOPLE}/{reader.pk}/give"
    assert "Has now Reader" in words_of(administrator.get(path))
    assert "Check your answers" in words_of(administrator.post(path, {"role": "finance", "until": ""}))
    administrator.post(path, {"role": "finance", "until": "", "step": "checked"})
    assert {row.role for row in reader.memberships.current()} == {"reader", "finance"}
    stranger = members.user("eastmarch", Role.OWNER)
    assert administrator.get(f"{PEOPLE}/{stranger.pk}/give").status_code == HTTPStatus.NOT_FOUND


def test_a_role_is_ended_for_a_reason(administrator: Client, members: Members) -> None:
    held = members.user("northshire", Role.FINANCE).memberships.get()
    path = f"/organisations/northshire/roles/{held.pk}/end"
    assert "Enter the reason" in words_of(administrator.post(path, {"reason": " "}))
    administrator.post(path, {"reason": "Moved to another post"})
    held.refresh_from_db()
    assert held.ended_at is not None
    theirs = members.user("eastmarch", Role.OWNER).memberships.get()
    answer = administrator.post(f"/organisations/northshire/roles/{theirs.pk}/end", {"reason": "Mischief"})
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_leaving_ends_ones_rights_in_the_session_that_is_open(client: Client, members: Members) -> None:
    sign_in(client, members.user("northshire", Role.OWNER))
    assert client.get(PEOPLE).status_code == HTTPStatus.OK
    assert "Your roles there Owner" in words_of(client.get(f"{PEOPLE}/leave"))
    client.post(f"{PEOPLE}/leave")
    assert client.get(PEOPLE).status_code == HTTPStatus.FORBIDDEN
    assert client.get(f"{PEOPLE}/leave").status_code == HTTPStatus.NOT_FOUND


def test_the_last_administrator_is_told_to_name_another(administrator: Client, members: Members) -> None:
    answer = administrator.post(f"{PEOPLE}/leave")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "last administrator" in words_of(answer)
    memberships.give(
        by=CURATOR,
        user_id=members.user("northshire", Role.READER).pk,
        role=Role.ADMINISTRATOR,
        organisation="northshire",
    )
    assert administrator.post(f"{PEOPLE}/leave").status_code == HTTPStatus.SEE_OTHER


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"until": ""}, "Enter the last day"),
        ({"until": "1 January 2020"}, "today or later"),
        ({"until": "1 January 2100"}, "within a year"),
        ({"role": "administrator"}, "Choose a role"),
        ({"name": " "}, "cannot be blank"),
        ({"key": "no key", "step": "checked"}, "Load the page again"),
    ],
)
def test_a_key_needs_a_name_a_role_that_manages_nobody_and_a_last_day(
    administrator: Client, soon: str, change: dict[str, str], fault: str
) -> None:
    asked = administrator.get(f"{KEYS}/make").content.decode()
    key = re.findall(r'name="key" value="([^"]+)"', asked)[0]
    form = {"name": "Workforce", "role": "contributor", "until": soon, "key": key}
    assert fault in words_of(administrator.post(f"{KEYS}/make", {**form, **change}))
    assert "Check your answers" in words_of(administrator.post(f"{KEYS}/make", form))
    assert not Token.objects.exists()


def test_a_key_sent_twice_is_one_and_the_last_page_shows_what_opens(administrator: Client, soon: str) -> None:
    form = {
        "name": "Workforce",
        "role": "contributor",
        "until": soon,
        "key": "6f2c0a52-62b8-4f7e-a9a5-5ad9b9b0a001",
    }
    assert "Check your answers" in words_of(administrator.post(f"{KEYS}/make", form))
    secrets = []
    for _time in range(2):
        made = administrator.post(f"{KEYS}/make", {**form, "step": "checked"})
        assert made["Cache-Control"].startswith(("private", "no-store", "max-age=0"))
        secrets += re.findall(r"fp_\w{40}", made.content.decode())
    token = Token.objects.get()
    assert secrets[1].startswith(token.prefix)
    assert secrets[0] != secrets[1]
    listed = words_of(administrator.get(KEYS))
    assert token.prefix in listed
    assert secrets[1] not in listed
    administrator.post(f"{KEYS}/{token.pk}/end", {"reason": "Lost"})
    assert "Ended on" in words_of(administrator.get(KEYS))


def test_curators_see_the_nations_people_and_an_inspectors_last_day(curator: Client) -> None:
    words = words_of(curator.get("/national/people"))
    assert "3 people" in words
    assert "inspector@national.example" in words
    assert "Sign-in domains and claims" in words


def test_an_inspector_is_invited_for_a_time_and_never_without(curator: Client, soon: str) -> None:
    form = {"email": "i@people.example", "role": "inspector", "until": "", "step": "checked"}
    assert "Enter the last day" in words_of(curator.post("/national/people/invite", form))
    assert curator.post("/national/people/invite", {**form, "until": soon}).status_code == 303
    assert Invitation.objects.get().role_expires_at is not None


def test_inspectors_and_others_do_not_see_the_nations_people(client: Client, members: Members) -> None:
    for place, role in (("", Role.INSPECTOR), ("", Role.ANALYST), ("northshire", Role.ADMINISTRATOR)):
        sign_in(client, members.user(place, role))
        for path in ("/national/people", "/national/people/invite", "/national/sign-in"):
            assert client.get(path).status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}


@pytest.mark.parametrize("path", [PEOPLE, "/account/"])
def test_a_page_costs_as_many_statements_for_forty_organisations_as_for_one(
    client: Client,
    members: Members,
    world: World,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
) -> None:
    user = person("many@people.example", "Many", Role.ADMINISTRATOR, "northshire")
    # Whoever speaks for a body asks once what is shown to it alone, be it for one body or for forty.
    memberships.give(by=CURATOR, user_id=user.pk, role=Role.OWNER, organisation="northshire")
    sign_in(client, user)
    client.get(path)
    counts = []
    for number in range(2):
        with django_assert_max_num_queries(30) as asked:
            assert client.get(path).status_code == HTTPStatus.OK
        counts.append(len(asked))
        if not number:
            join_forty_more(user.pk)
    assert Membership.objects.current().filter(user=user).count() >= 40
    assert counts[0] == counts[1]


def join_forty_more(user_id: int) -> None:
    slugs = Organisation.objects.exclude(slug="northshire").values_list("slug", flat=True)[:40]
    for slug in slugs:
        memberships.give(by=CURATOR, user_id=user_id, role=Role.OWNER, organisation=slug)


def test_mapping_a_domain_asks_checks_and_keeps(curator: Client, settings: object) -> None:
    settings.SIGN_IN_PROVIDERS = (  # type: ignore[attr-defined] # pytest-django's wrapper takes any setting
        Provider(id="entra", name="Entra", client_id="x", secret="y", server_url="https://a.example"),  # noqa: S106 - nobody's
    )
    form = {
        "provider": "entra",
        "claim": "",
        "value": "@Northshire.Example",
        "organisation": "northshire",
        "role": "reader",
    }
    assert "northshire.example" in words_of(curator.post("/national/sign-in/map", form))
    kept = curator.post("/national/sign-in/map", {**form, "step": "checked"})
    words = words_of(curator.get(kept["Location"]))
    assert "northshire.example" in words
    wrong = curator.post("/national/sign-in/map", {**form, "value": "no domain"})
    assert "Enter a domain" in words_of(wrong)
    number = re.findall(r"/national/sign-in/(\d+)/unmap", curator.get("/national/sign-in").content.decode())[
        0
    ]
    curator.post(f"/national/sign-in/{number}/unmap", {"reason": "Wrong body"})
    assert "There are none." in words_of(curator.get("/national/sign-in"))


@pytest.fixture
def soon() -> str:
    return (timezone.localdate() + datetime.timedelta(days=30)).strftime("%-d %B %Y")
