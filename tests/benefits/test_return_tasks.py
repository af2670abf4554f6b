"""What returns ask of somebody: to be made once their period has ended, and to be reviewed once locked."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.benefits import periods
from frankpledge.benefits.actions import reviews
from frankpledge.benefits.actions.reviews import Word
from frankpledge.benefits.models import Profile, Return, Workspace
from frankpledge.benefits.queries.return_tasks import asked
from frankpledge.exchange.asked import asked_of
from frankpledge.exchange.task_words import path, sentence
from frankpledge.people.models import Role
from frankpledge.people.rights import Rights
from frankpledge.register.queries.asked import Kind, Task
from frankpledge.web.task_phrases import row
from tests.members import Members
from tests.tracking import FIRST_PERIOD, begun, cell, profiled, returned
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(world: World, members: Members) -> Profile:
    owner = members.actor("northshire", Role.OWNER)
    begun(owner, world.record("dogs"))
    return profiled(owner, world.record("dogs"))


def tasks(members: Members, role: Role, organisation: str = "northshire") -> list[Task]:
    kinds = {Kind.RETURN_DUE, Kind.RETURN_REVIEW}
    return [task for task in asked_of(members.user(organisation, role)).tasks if task.kind in kinds]


def test_the_oldest_return_that_is_owed_is_asked_of_who_writes(
    world: World, members: Members, profile: Profile
) -> None:
    assert not tasks(members, Role.READER)
    (task,) = tasks(members, Role.CONTRIBUTOR)
    reference = world.record("dogs").reference
    assert path(task) == f"/collaborations/{reference}/benefits/returns/2024-04"
    assert sentence(task) == "Make the return of Northern Marches Dog Unit, April to June 2024"
    assert task.due_on == datetime.date(2024, 7, 31)
    shown = row(task, timezone.localdate())
    assert shown.is_overdue
    assert shown.address == path(task)
    returned(members.actor("northshire", Role.OWNER), world.record("dogs"), FIRST_PERIOD, cell(profile, 5))
    (task,) = tasks(members, Role.CONTRIBUTOR)
    assert path(task).endswith("/2024-07")


def test_nothing_is_asked_before_a_period_has_ended_or_where_nothing_is_measured(
    members: Members, profile: Profile
) -> None:
    today = timezone.localdate()
    running = datetime.date(today.year, today.month, 1)
    Workspace.objects.update(first_period_on=running)
    assert not tasks(members, Role.CONTRIBUTOR)
    Workspace.objects.update(first_period_on=FIRST_PERIOD)
    Profile.objects.update(starts_on=periods.later(running, 12))
    assert not tasks(members, Role.CONTRIBUTOR)


def test_a_locked_return_is_asked_of_finance_officers_until_they_say_or_their_days_are_over(
    world: World, members: Members, profile: Profile
) -> None:
    held = returned(
        members.actor("northshire", Role.OWNER), world.record("dogs"), FIRST_PERIOD, cell(profile, 5)
    )
    assert Kind.RETURN_REVIEW not in {task.kind for task in tasks(members, Role.OWNER)}
    (task,) = [task for task in tasks(members, Role.FINANCE) if task.kind is Kind.RETURN_REVIEW]
    assert (path(task)[-8:], task.due_on) == ("/2024-04", held.review_ends_on)
    reviews.say(
        by=members.actor("northshire", Role.FINANCE),
        collaboration=world.record("dogs"),
        starts_on=FIRST_PERIOD,
        organisation=world.body("northshire"),
        word=Word(agrees=True, version=held.version),
        key=uuid.uuid4(),
    )
    assert Kind.RETURN_REVIEW not in {task.kind for task in tasks(members, Role.FINANCE)}


def test_silence_past_the_last_day_is_no_task_any_more(
    world: World, members: Members, profile: Profile
) -> None:
    held = returned(
        members.actor("northshire", Role.OWNER), world.record("dogs"), FIRST_PERIOD, cell(profile, 5)
    )
    assert held.review_ends_on is not None
    rights = Rights.of(members.actor("northshire", Role.FINANCE))
    late = held.review_ends_on + datetime.timedelta(days=1)
    assert Kind.RETURN_REVIEW in {task.kind for task in asked(rights)}
    assert Kind.RETURN_REVIEW not in {task.kind for task in asked(rights, late)}
    assert Return.objects.get().version == held.version


def test_many_records_take_as_many_statements(world: World, members: Members, profile: Profile) -> None:
    rights = Rights.of(members.actor("northshire", Role.FINANCE))
    with CaptureQueriesContext(connection) as one:
        list(asked(rights))
    owner = members.actor("northshire", Role.OWNER)
    for name in ("marches", "forensics"):
        begun(owner, world.record(name))
        profiled(owner, world.record(name))
    with CaptureQueriesContext(connection) as more:
        assert len(list(asked(rights))) >= 2
    assert len(more) == len(one)
