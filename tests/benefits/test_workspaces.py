"""Beginning to track a collaboration, its five questions, and going on to all fourteen stages."""

import datetime
import uuid
from typing import Any

import pytest

from frankpledge.benefits import years
from frankpledge.benefits.actions import answers, workspaces
from frankpledge.benefits.actions.answers import Said
from frankpledge.benefits.actions.workspaces import Task
from frankpledge.benefits.models import Answer, Asked, Depth, Next, WhyFull, Workspace
from frankpledge.benefits.queries.answers import answers_of, year_asked_first, years_of
from frankpledge.benefits.queries.parties import parties_of
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.models import Organisation, Role
from tests.members import Members
from tests.tracking import begun
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 5, 1)


@pytest.fixture
def workspace(world: World, members: Members) -> Workspace:
    return begun(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"))


def said(members: Members, world: World, role: Role = Role.CONTRIBUTOR, **words: Any) -> Answer:
    asked = {"asked": Asked.WHY, "year": 2024, "words": "Dogs for two.", **words}
    seen, key = asked.pop("seen", None), asked.pop("key", uuid.uuid4())
    by = members.actor("northshire", role)
    return answers.give(by=by, collaboration=world.record("dogs"), said=Said(**asked), key=key, seen=seen)


def test_financial_years_are_called_by_their_first_calendar_year() -> None:
    assert years.year_of(datetime.date(2025, 3, 31)) == 2024
    assert years.year_of(datetime.date(2025, 4, 1)) == 2025
    assert (years.in_words(2024), years.in_words(1999)) == ("2024/25", "1999/00")
    assert years.last_ended(datetime.date(2026, 4, 1)) == 2025
    assert list(years.years_between(datetime.date(2030, 4, 1), TODAY)) == [2030]


def test_a_workspace_begun_twice_is_the_same_one(world: World, members: Members) -> None:
    by = members.actor("northshire", Role.CONTRIBUTOR)
    assert begun(by, world.record("dogs")) == begun(by, world.record("dogs"), prices_of=2020)
    assert Workspace.objects.get().prices_of == 2024


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"length": "fortnight"}, "period_length"),
        ({"first_period_on": None}, "first_period_on"),
        ({"first_period_on": datetime.date(2024, 4, 2)}, "first_period_on"),
        ({"prices_of": 24}, "prices_of"),
    ],
)
def test_what_is_wrong_with_a_beginning_is_said(
    world: World, members: Members, words: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        begun(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"), **words)
    assert field in refused.value.fields
    assert not Workspace.objects.exists()


@pytest.mark.parametrize(("organisation", "role"), [("northshire", Role.READER), ("", Role.INSPECTOR)])
def test_who_only_reads_begins_nothing(world: World, members: Members, organisation: str, role: Role) -> None:
    with pytest.raises(NotAllowed):
        begun(members.actor(organisation, role), world.record("dogs"))


def test_the_newest_answer_counts_and_the_others_stay(
    workspace: Workspace, world: World, members: Members
) -> None:
    said(members, world)
    said(members, world, words="Better dogs.")
    said(members, world, asked=Asked.COST, words="", is_not_known=True)
    held = answers_of(workspace)
    answer = held.to(2024, Asked.WHY)
    assert answer is not None
    assert answer.words == "Better dogs."
    assert held.open(2024) == [Asked.BEFORE, Asked.CHANGED, Asked.NEXT]
    assert held.not_known(2024) == [Asked.COST]
    assert held.next_after(2024, Asked.BEFORE) == Asked.CHANGED
    assert held.next_after(2024, Asked.NEXT) == Asked.BEFORE
    assert held.before(2025, Asked.WHY) == answer
    assert held.before(2024, Asked.WHY) is None
    assert Answer.objects.count() == 3


def test_an_answer_sent_twice_is_one_and_one_given_in_between_is_told(
    workspace: Workspace, world: World, members: Members
) -> None:
    key = uuid.uuid4()
    first = said(members, world, key=key, seen=0)
    assert said(members, world, key=key, seen=0) == first
    with pytest.raises(Stale, match="Dogs for two"):
        said(members, world, words="Mine.", seen=0)
    assert said(members, world, words="Mine.", seen=first.pk).words == "Mine."


def test_what_is_decided_only_those_who_decide_say(
    workspace: Workspace, world: World, members: Members
) -> None:
    keep: dict[str, Any] = {"asked": Asked.NEXT, "words": "It works.", "next": Next.KEEP}
    with pytest.raises(NotAllowed):
        said(members, world, **keep)
    assert said(members, world, Role.OWNER, **keep, minute_reference="Board, item 4").next == Next.KEEP
    with pytest.raises(NotAllowed):
        said(members, world, asked=Asked.NEXT, words="Who knows.", next=Next.NOT_DECIDED)


def test_one_bodys_own_answer_is_its_peoples_alone(
    workspace: Workspace, world: World, members: Members
) -> None:
    northshire, eastmarch = (Organisation.objects.get(slug=slug) for slug in ("northshire", "eastmarch"))
    assert said(members, world, organisation=northshire).organisation == northshire
    with pytest.raises(NotAllowed):
        said(members, world, organisation=eastmarch)
    assert answers_of(workspace).to(2024, Asked.WHY) is None


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"asked": "whence"}, "asked"),
        ({"words": " "}, "words"),
        ({"year": 24}, "year"),
        ({"asked": Asked.NEXT, "next": "perhaps"}, "next"),
        ({"asked": Asked.NEXT}, "next"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(
    workspace: Workspace, world: World, members: Members, words: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        said(members, world, Role.OWNER, **words)
    assert field in refused.value.fields


def test_the_full_method_says_why_and_there_is_no_way_back(
    workspace: Workspace, world: World, members: Members
) -> None:
    by, dogs = members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs")
    with pytest.raises(Invalid):
        workspaces.deepen(by=by, collaboration=dogs, version=1, why="fun")
    with pytest.raises(Stale):
        workspaces.deepen(by=by, collaboration=dogs, version=7, why=WhyFull.CHOICE)
    deep = workspaces.deepen(by=by, collaboration=dogs, version=1, why=WhyFull.CONTESTED)
    assert (deep.depth, deep.why_full) == (Depth.FULL, WhyFull.CONTESTED)
    again = workspaces.deepen(by=by, collaboration=dogs, version=1, why=WhyFull.COST)
    assert again.why_full == WhyFull.CONTESTED


def test_a_stage_has_an_owner_and_a_day(workspace: Workspace, world: World, members: Members) -> None:
    by, dogs = members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs")
    given: dict[str, Any] = {"by": by, "collaboration": dogs, "version": 1}
    task = Task(owner="eastmarch", owner_post="Finance", due_on=TODAY)
    held = workspaces.give_stage(**given, stage=6, task=task)
    assert (held.owner and held.owner.slug, held.due_on) == ("eastmarch", TODAY)
    for stage, owner, version in ((15, "", 2), (6, "nowhere", 2)):
        with pytest.raises(Invalid):
            workspaces.give_stage(
                by=by, collaboration=dogs, version=version, stage=stage, task=Task(owner=owner)
            )
    with pytest.raises(Stale):
        workspaces.give_stage(**given, stage=6, task=task)


def test_the_years_that_are_asked_about(workspace: Workspace) -> None:
    assert years_of(workspace, TODAY) == [2026, 2025, 2024]
    assert year_asked_first(workspace, TODAY) == 2025
    assert year_asked_first(workspace, datetime.date(2024, 5, 1)) == 2024


def test_costs_are_shared_among_those_who_have_not_left(world: World) -> None:
    def slugs(name: str) -> list[str]:
        return [body.slug for body in parties_of(world.record(name).pk, TODAY)]

    assert slugs("dogs") == ["eastmarch", "northshire"]
    # It is over: all that took part.
    assert slugs("forensics") == ["eastmarch", "northshire"]
