"""Your tasks: what is asked of whom, what they keep, and what a page of it costs."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from frankpledge.exchange import letters, task_words
from frankpledge.people.actions import memberships
from frankpledge.people.models import Digest, Invitation, Membership, Organisation, Role, User
from frankpledge.register.actions import corrections
from frankpledge.register.models import Change, ChangeState, Correction
from frankpledge.register.queries.asked import MOST_LISTED, Kind, Task
from frankpledge.register.queries.tasks import tasks_of
from tests.corrections import CANARY, send, words_of
from tests.members import NATIONAL, Members, sign_in
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def second_steps(request: pytest.FixtureRequest) -> None:
    """Everybody of the cast has an authenticator app."""
    request.getfixturevalue("members")
    for user in User.objects.all():
        add_app(user)


def add_app(user: User) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=user, type="totp", data={})


def kinds(user: User) -> list[Kind]:
    return [task.kind for task in tasks_of(user).tasks]


def proposed(world: World, author: User, **given: Any) -> Change:
    number = Change.objects.count()
    letters_of = "23456789CDFHJKMNPQRTVWXY"
    return Change.objects.create(
        **{
            "reference": f"P-2222-2{letters_of[number]}",
            "target_kind": "collaboration",
            "target_id": world.record("dogs").pk,
            "operation": "change",
            "collaboration": world.record("dogs"),
            "wanted": {"title": "CANARY-TITLE"},
            "state": ChangeState.PROPOSED,
            "author": author,
            "author_name": author.name,
            "proposed_at": timezone.now(),
            **given,
        }
    )


def test_it_is_for_those_signed_in(client: Client) -> None:
    assert client.get("/tasks").status_code == 302
    assert client.post("/tasks").status_code == 302


def test_nothing_to_do_is_said_in_words(client: Client, members: Members) -> None:
    sign_in(client, members.user("northshire", Role.READER))
    page = words_of(client.get("/tasks"))
    assert "Nothing needs you now" in page
    assert "Waiting for others Nothing." in page


def test_a_message_is_asked_of_those_who_may_answer_it_and_of_nobody_else(
    world: World, members: Members
) -> None:
    send(about=world.record("dogs").reference)
    for who, is_asked in (
        (("northshire", Role.OWNER), True),
        (("northshire", Role.PUBLISHER), True),
        (("eastmarch", Role.OWNER), True),
        ((NATIONAL, Role.CURATOR), True),
        (("northshire", Role.CONTRIBUTOR), False),
        (("northshire", Role.READER), False),
        ((NATIONAL, Role.INSPECTOR), False),
    ):
        assert (Kind.ANSWER in kinds(members.user(*who))) is is_asked
    corrections.withdraw(by=CURATOR, reference=Correction.objects.get().reference, reason="They asked")
    assert kinds(members.user("northshire", Role.OWNER)) == []


def test_each_task_says_how_long_ago_until_when_and_where_it_is_started(
    client: Client, world: World, members: Members
) -> None:
    reference = send(about=world.record("dogs").reference, said_wrong="WORDS", sender_email=CANARY).reference
    today = timezone.localdate()
    Correction.objects.update(
        received_at=timezone.now() - datetime.timedelta(days=4), due_on=today - datetime.timedelta(days=1)
    )
    sign_in(client, members.user("northshire", Role.OWNER))
    answer = client.get("/tasks")
    page = words_of(answer)
    assert "1 thing needs you" in page
    assert "Answer a message about Northern Marches Dog Unit Overdue" in page
    assert "Asked 4 days ago · was due by" in page
    assert f'href="/messages/{reference}"' in answer.content.decode()
    assert "WORDS" not in page
    assert CANARY not in page


def test_a_proposed_change_is_asked_of_those_who_decide_and_waited_for_by_who_proposed(
    world: World, members: Members
) -> None:
    author = members.user("northshire", Role.CONTRIBUTOR)
    proposed(world, author)
    assert kinds(members.user("northshire", Role.OWNER)) == [Kind.DECIDE]
    assert kinds(members.user("northshire", Role.READER)) == []
    mine = tasks_of(author)
    assert (mine.tasks, [task.kind for task in mine.waiting]) == ((), [Kind.UNDECIDED])


def test_a_draft_and_a_refusal_are_their_authors_alone_and_a_refusal_is_forgotten_in_time(
    world: World, members: Members
) -> None:
    author = members.user("northshire", Role.CONTRIBUTOR)
    proposed(world, author, state=ChangeState.DRAFT, proposed_at=None)
    refused = {"state": ChangeState.REFUSED, "decider_name": "Somebody"}
    proposed(world, author, **refused, decided_at=timezone.now())
    proposed(world, author, **refused, decided_at=timezone.now() - datetime.timedelta(days=31))
    assert sorted(kinds(author)) == [Kind.BEGUN, Kind.REFUSED]
    assert kinds(members.user("northshire", Role.OWNER)) == []


def test_a_change_that_another_has_overtaken_is_its_authors_to_settle(world: World, members: Members) -> None:
    author = members.user("northshire", Role.CONTRIBUTOR)
    mine = proposed(world, author, before={"title": "Old"}, wanted={"title": "Mine"})
    approved = {"state": ChangeState.APPROVED, "decider_name": "Somebody", "decided_at": timezone.now()}
    other = members.user("eastmarch", Role.CONTRIBUTOR)
    for wanted in ({"notes": "Theirs"}, {"title": "Mine"}, {"title": "Old"}):
        proposed(world, other, wanted=wanted, **approved)
    assert kinds(author) == []
    proposed(world, other, wanted={"title": "Theirs"}, **approved)
    tasks = tasks_of(author)
    assert [(task.kind, task.key) for task in tasks.tasks] == [(Kind.OVERTAKEN, mine.reference)]
    assert tasks.waiting == ()


def test_an_invitation_is_a_task_when_it_is_about_to_run_out_and_waited_for_before(
    world: World, members: Members
) -> None:
    inviter = members.user("northshire", Role.ADMINISTRATOR)
    Invitation.objects.create(
        email="new@northshire.example",
        organisation=world.body("northshire"),
        role=Role.READER,
        secret_hash="0" * 64,
        invited_by=inviter.name,
        inviter=inviter,
        expires_at=timezone.now() + datetime.timedelta(days=6),
    )
    assert [task.kind for task in tasks_of(inviter).waiting] == [Kind.INVITED]
    Invitation.objects.update(expires_at=timezone.now() + datetime.timedelta(days=2))
    assert kinds(inviter) == [Kind.INVITATION]
    assert kinds(members.user("northshire", Role.OWNER)) == []
    Invitation.objects.update(
        expires_at=timezone.now() - datetime.timedelta(days=1),
        invited_at=timezone.now() - datetime.timedelta(days=8),
    )
    assert kinds(inviter) == []


def test_an_inspector_is_told_when_access_ends_soon(members: Members) -> None:
    inspector = members.user(NATIONAL, Role.INSPECTOR)
    assert kinds(inspector) == []
    Membership.objects.filter(user=inspector).update(expires_at=timezone.now() + datetime.timedelta(days=5))
    assert kinds(inspector) == [Kind.ACCESS_ENDS]


def test_who_may_change_data_is_asked_first_for_a_second_step_and_others_are_not(
    client: Client, world: World, members: Members
) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.all().delete()
    send(about=world.record("dogs").reference)
    assert kinds(members.user("northshire", Role.OWNER)) == [Kind.SECOND_STEP, Kind.ANSWER]
    assert kinds(members.user("northshire", Role.READER)) == []
    sign_in(client, members.user("northshire", Role.OWNER), verified=False)
    assert 'href="/account/second-steps"' in client.get("/tasks").content.decode()


def test_who_proved_a_second_step_elsewhere_is_not_asked_to_set_one_up(
    client: Client, members: Members
) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.all().delete()
    sign_in(client, members.user("northshire", Role.OWNER))
    assert 'href="/account/second-steps"' not in client.get("/tasks").content.decode()


def test_a_long_list_is_cut_and_counted(client: Client, world: World, members: Members) -> None:
    for number in range(MOST_LISTED + 3):
        send(about=world.record("dogs").reference, sender=f"{number:064x}")
    sign_in(client, members.user("northshire", Role.OWNER))
    page = words_of(client.get("/tasks"))
    assert f"{MOST_LISTED + 3} things need you" in page
    assert "3 more messages" in page


def test_who_gets_no_e_mail_is_told_so(client: Client, members: Members) -> None:
    user = members.user("northshire", Role.READER)
    sign_in(client, user)
    assert "You get no e-mail" not in words_of(client.get("/tasks"))
    User.objects.filter(pk=user.pk).update(digest=Digest.NEVER)
    assert "You get no e-mail" in words_of(client.get("/tasks"))


def test_ones_collaborations_stand_there_with_what_is_not_known(client: Client, members: Members) -> None:
    sign_in(client, members.user("eastmarch", Role.CONTRIBUTOR))
    page = words_of(client.get("/tasks"))
    assert "Your collaborations (3)" in page
    assert "Northern Marches Dog Unit Running ·" in page
    assert "Not known: when it ends or is next reviewed;" in page
    assert "Port Vale records contract" not in page
    sign_in(client, members.user(NATIONAL, Role.ANALYST))
    assert "Your collaborations" not in words_of(client.get("/tasks"))


@pytest.mark.parametrize("count", [1, 40])
def test_the_page_costs_the_same_for_one_organisation_and_for_forty(
    client: Client, world: World, members: Members, count: int
) -> None:
    user = User.objects.create(email="many@example.example", name="Many")
    add_app(user)
    forces = [world.body("northshire"), *Organisation.objects.filter(kind="force").exclude(slug="northshire")]
    for force in forces[:count]:
        memberships.give(by=CURATOR, user_id=user.pk, role=Role.OWNER, organisation=force.slug)
    send(about="northshire")
    sign_in(client, user)
    client.get("/tasks")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/tasks")
    assert "1 thing needs you" in words_of(page)
    # The session, the person, their rights twice, what is withheld that they may see, twenty-four kinds of
    # thing asked and their records.
    assert len(asked) == 32, [each["sql"][:90] for each in asked]


@pytest.mark.parametrize("kind", [kind for kind in Kind if "changes" not in task_words.PATHS[kind]])
def test_every_task_is_started_at_an_address_of_the_service(kind: Kind) -> None:
    for key in ("northshire", "") if kind in {Kind.INVITATION, Kind.INVITED} else ("P-2222-22",):
        resolve(task_words.path(Task(kind=kind, key=key)))
        assert task_words.sentence(Task(kind=kind, key=key))


def test_the_lists_and_the_links_of_an_e_mail_are_addresses_of_the_service() -> None:
    for path in (
        task_words.LISTS[Kind.ANSWER],
        letters.CHOOSE,
        letters.TASKS,
        letters.STOP.format(word="x"),
        letters.COLLABORATION.format(key="C-0001"),
        letters.ORGANISATION.format(key="kent"),
    ):
        resolve(path)
    assert resolve(letters.FIND.partition("?")[0]).url_name == "find"
