"""Who gives roles to whom, and what is left when they end."""

import datetime

import pytest
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import invitations, memberships
from frankpledge.people.actions.giving import last_day
from frankpledge.people.models import Invitation, Membership, Power, Role, Standing
from frankpledge.people.rights import Rights
from tests.members import Members, as_actor, person
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

OURS = "northshire"
STEM = "https://register.example/invitations/"


@pytest.fixture
def administrator(members: Members) -> Actor:
    return members.actor(OURS, Role.ADMINISTRATOR)


@pytest.fixture
def reader(members: Members) -> int:
    return members.user(OURS, Role.READER).pk


def today(*, days: int = 0) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def long_ago(membership: Membership) -> None:
    now = timezone.now()
    Membership.objects.filter(pk=membership.pk).update(
        began_at=now - datetime.timedelta(days=9), expires_at=now - datetime.timedelta(days=1)
    )


def test_a_role_given_counts_at_once_and_is_kept_with_who_gave_it(
    administrator: Actor, reader: int, world: World
) -> None:
    given = memberships.give(by=administrator, user_id=reader, role=Role.OWNER, organisation=OURS)
    actor = as_actor(given.user)
    assert Rights.of(actor).may(Power.DECIDE_CHANGE, [world.body(OURS).pk])
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.user_id) == ("people.memberships.give", administrator.user_id)
    assert not entry.is_public
    assert entry.detail["person"] == [reader, reader]
    assert entry.detail["role"] == [None, "owner"]


def test_a_role_given_twice_is_one_and_a_new_last_day_replaces_the_old(
    administrator: Actor, reader: int
) -> None:
    first = memberships.give(by=administrator, user_id=reader, role=Role.OWNER, organisation=OURS)
    entries = Entry.objects.count()
    again = memberships.give(by=administrator, user_id=reader, role=Role.OWNER, organisation=OURS)
    assert (again.pk, Entry.objects.count()) == (first.pk, entries)
    until = today(days=9)
    timed = memberships.give(
        by=administrator, user_id=reader, role=Role.OWNER, organisation=OURS, until=until
    )
    assert timed.pk == first.pk
    assert last_day(timed.expires_at) == until
    assert Entry.objects.latest("id").detail["until"] == [None, str(until)]


def test_a_role_counts_through_its_last_day_and_not_after(
    administrator: Actor, reader: int, world: World
) -> None:
    given = memberships.give(
        by=administrator, user_id=reader, role=Role.OWNER, organisation=OURS, until=today()
    )
    ours = [world.body(OURS).pk]
    assert Rights.of(as_actor(given.user)).may(Power.DECIDE_CHANGE, ours)
    long_ago(given)
    assert not Rights.of(as_actor(given.user)).may(Power.DECIDE_CHANGE, ours)
    assert Rights.of(as_actor(given.user)).may(Power.READ_RESTRICTED, ours)


def test_a_role_that_ran_out_can_be_given_anew(administrator: Actor, reader: int) -> None:
    first = memberships.give(by=administrator, user_id=reader, role=Role.OWNER, organisation=OURS)
    long_ago(first)
    second = memberships.give(by=administrator, user_id=reader, role=Role.OWNER, organisation=OURS)
    first.refresh_from_db()
    assert second.pk != first.pk
    assert first.ended_at == first.expires_at


def test_an_administrator_gives_roles_to_those_who_are_there_and_a_curator_to_anybody(
    administrator: Actor, members: Members
) -> None:
    stranger = members.user("eastmarch", Role.OWNER).pk
    with pytest.raises(NotFound):
        memberships.give(by=administrator, user_id=stranger, role=Role.READER, organisation=OURS)
    curator = members.actor("", Role.CURATOR)
    assert memberships.give(by=curator, user_id=stranger, role=Role.READER, organisation=OURS).pk


def test_nobody_gives_a_role_to_themselves(administrator: Actor, members: Members) -> None:
    curator = members.actor("", Role.CURATOR)
    for by, place, role in ((administrator, OURS, Role.OWNER), (curator, "", Role.ANALYST)):
        with pytest.raises(NotAllowed, match="to themselves"):
            memberships.give(by=by, user_id=by.user_id or 0, role=role, organisation=place)
    assert memberships.give(
        by=curator, user_id=administrator.user_id or 0, role=Role.OWNER, organisation=OURS
    ).pk


@pytest.mark.parametrize(("place", "role"), [(OURS, Role.CURATOR), ("", Role.OWNER)])
def test_a_role_of_the_nation_is_none_of_an_organisation_nor_the_other_way_round(
    members: Members, reader: int, place: str, role: Role
) -> None:
    with pytest.raises(Invalid, match="Nobody can be"):
        memberships.give(by=CURATOR, user_id=reader, role=role, organisation=place)


@pytest.mark.parametrize(
    ("days", "fault"), [(None, "Enter the last day"), (-1, "today or later"), (366, "within a year")]
)
def test_an_inspector_has_a_last_day_within_a_year(
    members: Members, reader: int, days: int | None, fault: str
) -> None:
    until = None if days is None else today(days=days)
    with pytest.raises(Invalid, match=fault):
        memberships.give(by=CURATOR, user_id=reader, role=Role.INSPECTOR, until=until)
    given = memberships.give(by=CURATOR, user_id=reader, role=Role.INSPECTOR, until=today(days=365))
    assert last_day(given.expires_at) == today(days=365)


def test_a_role_ends_for_a_reason_once_and_at_once(
    administrator: Actor, members: Members, world: World
) -> None:
    held = members.user(OURS, Role.OWNER).memberships.get()
    with pytest.raises(Invalid, match="reason"):
        memberships.end(by=administrator, membership_id=held.pk, reason="  ")
    ended = memberships.end(by=administrator, membership_id=held.pk, reason="Moved")
    entries = Entry.objects.count()
    assert Entry.objects.latest("id").reason == "Moved"
    assert memberships.end(by=administrator, membership_id=held.pk, reason="Again").ended_at == ended.ended_at
    assert Entry.objects.count() == entries
    owner = members.actor(OURS, Role.OWNER)
    assert not Rights.of(owner).may_anywhere(Power.FOLLOW)


def test_somebody_ends_a_role_of_their_own(members: Members) -> None:
    owner = members.actor(OURS, Role.OWNER)
    held = Membership.objects.get(user=owner.user_id)
    assert memberships.end(by=owner, membership_id=held.pk, reason="Enough").ended_at is not None


def test_leaving_ends_every_role_there_and_none_elsewhere(members: Members) -> None:
    user = person("both@people.example", "Both", Role.OWNER, OURS)
    for place, role in ((OURS, Role.FINANCE), ("eastmarch", Role.READER)):
        memberships.give(by=CURATOR, user_id=user.pk, role=role, organisation=place)
    assert memberships.leave(by=as_actor(user, verified=False), organisation=OURS) == 2
    assert [row.role for row in user.memberships.current()] == ["reader"]
    with pytest.raises(NotFound):
        memberships.leave(by=as_actor(user), organisation=OURS)
    assert memberships.leave(by=as_actor(user), organisation="eastmarch") == 1


def test_the_last_administrator_stays_until_there_is_another_or_a_curator_ends_it(
    administrator: Actor, members: Members, reader: int
) -> None:
    held = Membership.objects.get(user=administrator.user_id)
    with pytest.raises(Invalid, match="last administrator"):
        memberships.leave(by=administrator, organisation=OURS)
    with pytest.raises(Invalid, match="last administrator"):
        memberships.end(by=administrator, membership_id=held.pk, reason="Enough")
    timed = memberships.give(
        by=administrator, user_id=reader, role=Role.ADMINISTRATOR, organisation=OURS, until=today()
    )
    long_ago(timed)
    with pytest.raises(Invalid, match="last administrator"):
        memberships.leave(by=administrator, organisation=OURS)
    curator = members.actor("", Role.CURATOR)
    assert memberships.end(by=curator, membership_id=held.pk, reason="Asked to").ended_at


def test_an_administrator_leaves_when_another_stays(administrator: Actor, reader: int) -> None:
    memberships.give(by=administrator, user_id=reader, role=Role.ADMINISTRATOR, organisation=OURS)
    assert memberships.leave(by=administrator, organisation=OURS) == 1


def test_what_somebody_invited_ends_only_where_they_no_longer_may(
    administrator: Actor, members: Members, reader: int
) -> None:
    memberships.give(by=administrator, user_id=reader, role=Role.ADMINISTRATOR, organisation=OURS)
    memberships.give(by=CURATOR, user_id=reader, role=Role.ADMINISTRATOR, organisation="eastmarch")
    inviter = as_actor(members.user(OURS, Role.READER))
    for place in (OURS, "eastmarch"):
        invitations.invite(
            by=inviter, email=f"new@{place}.example", role=Role.READER, organisation=place, stem=STEM
        )
    memberships.leave(by=inviter, organisation=OURS)
    standing = {
        each.organisation.slug: each.standing for each in Invitation.objects.all() if each.organisation
    }
    assert standing == {OURS: Standing.WITHDRAWN, "eastmarch": Standing.PENDING}


def test_an_organisation_that_is_not_there_is_not_found(members: Members, reader: int) -> None:
    with pytest.raises(NotFound, match="nowhere"):
        memberships.give(by=CURATOR, user_id=reader, role=Role.READER, organisation="nowhere")
