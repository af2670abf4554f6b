"""Changing the register at once: what past days show, what was entered late, and who may."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.people.models import Role
from frankpledge.register.actions import settling
from frankpledge.register.actions.settling import happened, joined, left, record_values, settle, standing
from frankpledge.register.models import Change, EndingKind, EventKind, Status
from frankpledge.register.queries.collaborations import record
from tests.members import Members
from tests.world import World

MARCH, JUNE, SEPTEMBER = (datetime.date(2025, month, 1) for month in (3, 6, 9))
WHY = "The signed agreement says so."


def owner(members: Members) -> Any:
    return members.actor("northshire", Role.OWNER)


def held(world: World, day: datetime.date) -> Any:
    return record(world.record("dogs").reference, day)


def settled(members: Members, world: World, day: datetime.date, *facts: settling.Fact) -> list[Change]:
    return settle(by=owner(members), owner=world.record("dogs"), facts=facts, holds_from=day, reason=WHY)


def test_all_facts_hold_from_the_day_and_not_before(world: World, members: Members) -> None:
    dogs = world.record("dogs")
    made = settled(
        members,
        world,
        MARCH,
        standing(dogs, Status.NOTICE_GIVEN, MARCH),
        joined("wayfarers-fund", "member", MARCH),
        left(dogs.parties.get(organisation__slug="eastmarch"), MARCH),
        record_values(dogs, ends_on="2030-01-01"),
        happened(EventKind.NOTICE_GIVEN, MARCH, "Eastmarch gave notice."),
    )
    assert len(made) == 5
    before, after = held(world, MARCH - datetime.timedelta(days=1)), held(world, MARCH)
    assert (before.collaboration.status, after.collaboration.status) == ("running", "notice_given")
    assert (before.collaboration.ends_on, str(after.collaboration.ends_on)) == (None, "2030-01-01")
    eastmarch = world.body("eastmarch")
    told = [
        {str(line.party.left_on) for line in each.parties.lines if line.party.organisation == eastmarch}
        for each in (before, after)
    ]
    assert told == [{"None"}, {str(MARCH)}]
    members_named = [
        sum(line.party.is_member for line in each.parties.lines if "Fund" in line.party.organisation.name)
        for each in (before, after)
    ]
    assert members_named == [0, 1]
    events = [{line.event.what for line in each.events} for each in (before, after)]
    assert "Eastmarch gave notice." in events[1] - events[0]


def test_what_is_so_already_changes_nothing(world: World, members: Members) -> None:
    dogs = world.record("dogs")
    settled(members, world, MARCH, standing(dogs, Status.NOTICE_GIVEN, MARCH))
    count = Change.objects.count()
    assert settled(members, world, MARCH, standing(dogs, Status.NOTICE_GIVEN, MARCH)) == []
    assert Change.objects.count() == count


def test_an_event_that_is_told_already_is_not_told_twice(world: World, members: Members) -> None:
    event = happened(EventKind.REVIEWED, MARCH, "Looked at.")
    settled(members, world, MARCH, event)
    assert settled(members, world, MARCH, event) == []
    assert world.record("dogs").events.filter(kind="reviewed").count() == 1


def test_a_deed_entered_late_leaves_what_came_after_it_and_every_day_is_right(
    world: World, members: Members
) -> None:
    dogs = world.record("dogs")
    settled(members, world, JUNE, standing(dogs, Status.NOTICE_GIVEN, JUNE))
    settled(members, world, SEPTEMBER, standing(dogs, Status.ENDED, SEPTEMBER, EndingKind.BY_NOTICE))
    settled(members, world, MARCH, standing(dogs, Status.AGREED, MARCH))
    told = [
        held(world, day).collaboration.status
        for day in (MARCH - datetime.timedelta(days=1), MARCH, JUNE, SEPTEMBER, timezone.localdate())
    ]
    assert told == ["running", "agreed", "notice_given", "ended", "ended"]


def test_a_deed_that_says_late_what_holds_today_is_told_from_its_own_day(
    world: World, members: Members
) -> None:
    dogs = world.record("dogs")
    settled(members, world, JUNE, standing(dogs, Status.NOTICE_GIVEN, JUNE))
    settled(members, world, MARCH, standing(dogs, Status.NOTICE_GIVEN, MARCH))
    days = (MARCH - datetime.timedelta(days=1), MARCH, JUNE)
    told = [held(world, day).collaboration for day in days]
    assert [each.status for each in told] == ["running", "notice_given", "notice_given"]
    assert [str(each.status_as_of) for each in told[1:]] == [str(MARCH), str(JUNE)]


def test_nothing_is_held_where_one_fact_cannot_be(world: World, members: Members) -> None:
    dogs, count = world.record("dogs"), Change.objects.count()
    with pytest.raises(Invalid):
        settled(
            members,
            world,
            MARCH,
            standing(dogs, Status.NOTICE_GIVEN, MARCH),
            joined("nobody", "member", MARCH),
        )
    assert world.record("dogs").status == Status.RUNNING
    assert Change.objects.count() == count


def test_a_day_to_come_and_a_deed_without_a_reason_are_refused(world: World, members: Members) -> None:
    dogs = world.record("dogs")
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(Invalid) as refused:
        settled(members, world, tomorrow, standing(dogs, Status.ENDED, tomorrow, EndingKind.TERM))
    assert "holds_from" in refused.value.fields
    with pytest.raises(Invalid) as refused:
        settle(by=owner(members), owner=dogs, facts=(), holds_from=MARCH, reason=" ")
    assert "reason" in refused.value.fields


@pytest.mark.parametrize(
    ("organisation", "role", "may"),
    [
        ("northshire", Role.OWNER, True),
        ("northshire", Role.PUBLISHER, True),
        ("northshire", Role.CONTRIBUTOR, False),
        ("northshire", Role.READER, False),
        ("eastmarch", Role.OWNER, True),
        ("", Role.CURATOR, True),
        ("", Role.INSPECTOR, False),
    ],
)
def test_who_may_is_who_decides_changes(
    world: World, members: Members, organisation: str, *, role: Role, may: bool
) -> None:
    dogs = world.record("dogs")
    facts = [standing(dogs, Status.NOTICE_GIVEN, MARCH)]
    by = members.actor(organisation, role)
    if may:
        assert settle(by=by, owner=dogs, facts=facts, holds_from=MARCH, reason=WHY)
        return
    with pytest.raises(NotAllowed):
        settle(by=by, owner=dogs, facts=facts, holds_from=MARCH, reason=WHY)


def test_a_body_whose_word_the_deed_is_keeps_nothing_and_may(world: World, members: Members) -> None:
    records, by = world.record("records"), members.actor("eastmarch", Role.OWNER)
    facts = [happened(EventKind.JOINED, MARCH, "Eastmarch joined.")]
    with pytest.raises(NotAllowed):
        settle(by=by, owner=records, facts=facts, holds_from=MARCH, reason=WHY)
    word = [world.body("eastmarch").pk]
    assert settle(by=by, owner=records, facts=facts, holds_from=MARCH, reason=WHY, spoken_for=word)
    contributor = members.actor("eastmarch", Role.CONTRIBUTOR)
    with pytest.raises(NotAllowed):
        settle(by=contributor, owner=records, facts=facts, holds_from=MARCH, reason=WHY, spoken_for=word)


def test_each_fact_leaves_a_public_entry_under_the_one_who_did_it(world: World, members: Members) -> None:
    made = settled(members, world, MARCH, happened(EventKind.REVIEWED, MARCH, "Looked at."))
    entry = Entry.objects.get(subject_key=made[0].reference)
    assert (entry.action, entry.is_public, entry.organisation) == (
        "register.changes.approve",
        True,
        "northshire",
    )
    assert made[0].author_organisation == "northshire"
