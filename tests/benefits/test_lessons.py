"""Lessons: a record's own until they are shared, read by all once released, asked within three months."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import answers, editions, lessons, workspaces
from frankpledge.benefits.actions.answers import Said
from frankpledge.benefits.models import FIVE, Asked, Lesson, Next, Workspace
from frankpledge.benefits.queries import figures
from frankpledge.benefits.queries.lessons import learn_by, learned, released, shared
from frankpledge.benefits.queries.tasks import asked_by_benefits
from frankpledge.benefits.years import last_ended
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.models import Role
from frankpledge.people.rights import Rights
from frankpledge.register.queries.asked import Kind
from tests.members import Members
from tests.tracking import agreed, begun, profiled, version_of
from tests.world import World

pytestmark = pytest.mark.django_db
WORDS = {"title": "One duty system first", **{name: f"Of the {name}." for name in FIVE}}


@pytest.fixture
def owner(members: Members) -> Actor:
    return members.actor("northshire", Role.OWNER)


@pytest.fixture
def workspace(owner: Actor, world: World) -> Workspace:
    return begun(owner, world.record("dogs"))


def written(by: Actor, workspace: Workspace, **words: str) -> Lesson:
    said = {**WORDS, **words}
    return lessons.add(by=by, collaboration=workspace.collaboration, words=said, key=uuid.uuid4())


def given(by: Actor, lesson: Lesson) -> Lesson:
    record = lesson.workspace.collaboration
    return lessons.share(by=by, collaboration=record, lesson_id=lesson.pk, version=lesson.version)


def test_only_what_is_said_whole_is_shared_and_then_it_stays(owner: Actor, workspace: Workspace) -> None:
    record = workspace.collaboration
    half = written(owner, workspace, mechanism="")
    with pytest.raises(Invalid, match="all five"):
        given(owner, half)
    where: dict[str, Any] = {"by": owner, "collaboration": record, "lesson_id": half.pk}
    whole = lessons.write(**where, version=1, words=WORDS)
    assert lessons.write(**where, version=1, words=WORDS).version == 2
    with pytest.raises(Stale):
        lessons.write(**where, version=1, words={**WORDS, "effect": "More."})
    assert shared() == []
    assert given(owner, whole).shared_on == timezone.localdate() == given(owner, whole).shared_on
    with pytest.raises(Invalid, match="Take it back first"):
        lessons.write(**where, version=2, words={**WORDS, "effect": "More."})
    assert [each.words["title"] for each in shared()] == ["One duty system first"]
    lessons.take_back(**where)
    assert lessons.take_back(**where).shared_on is None
    assert shared() == []


def test_who_writes_is_not_who_shares_and_a_lesson_has_a_title(
    owner: Actor, workspace: Workspace, members: Members
) -> None:
    clerk = members.actor("northshire", Role.CONTRIBUTOR)
    lesson = written(clerk, workspace)
    with pytest.raises(NotAllowed):
        given(clerk, lesson)
    with pytest.raises(NotAllowed):
        written(members.actor("northshire", Role.READER), workspace)
    with pytest.raises(Invalid):
        written(clerk, workspace, title=" ")


def test_everybody_reads_it_only_with_figures_that_were_released(
    owner: Actor, workspace: Workspace, members: Members
) -> None:
    publisher, record = members.actor("northshire", Role.PUBLISHER), workspace.collaboration
    benefit = agreed(owner, profiled(owner, record))
    given(owner, written(owner, workspace))
    written(owner, workspace, title="Not shared")
    assert released() == []
    seal = figures.sealed(figures.drawn_up(workspace, timezone.localdate()))
    editions.release(by=publisher, collaboration=record, seal=seal, key=uuid.uuid4())
    [told] = released()
    assert (told.words["effect"], told.shared_on) == (WORDS["effect"], timezone.localdate())
    assert [each["title"] for each in told.outcomes] == [benefit.title]
    editions.take_back(by=publisher, collaboration=record, reason="A wrong figure.")
    assert released() == []
    assert len(shared()) == 1


def decided(owner: Actor, workspace: Workspace) -> None:
    said = Said(asked=Asked.NEXT, year=last_ended(timezone.localdate()), words="Go on.", next=Next.KEEP)
    answers.give(by=owner, collaboration=workspace.collaboration, said=said, key=uuid.uuid4())


def test_a_lesson_is_asked_within_three_months_of_the_decision(owner: Actor, workspace: Workspace) -> None:
    today, record = timezone.localdate(), workspace.collaboration

    def asked() -> list[datetime.date | None]:
        return [each.due_on for each in asked_by_benefits(Rights.of(owner)) if each.kind is Kind.LESSON]

    assert learned(workspace, today) == (None, None)
    decided(owner, workspace)
    assert learned(workspace, today) == (learn_by(today), None)
    assert asked() == []
    workspaces.deepen(by=owner, collaboration=record, version=version_of(record), why="choice")
    assert asked() == [learn_by(today)]
    given(owner, written(owner, workspace))
    assert learned(workspace, today) == (learn_by(today), today)
    assert asked() == []
    assert learn_by(datetime.date(2025, 11, 30)) == datetime.date(2026, 2, 28)


def test_the_list_asks_as_many_statements_for_one_lesson_as_for_many(
    owner: Actor, workspace: Workspace
) -> None:
    counts = []
    for _number in range(2):
        given(owner, written(owner, workspace))
        agreed(owner, profiled(owner, workspace.collaboration))
        with CaptureQueriesContext(connection) as asked:
            shared()
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 2
