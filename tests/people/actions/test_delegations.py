"""Standing in for a colleague: what is lent, when it counts, and what never is."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.audit.actors import PUBLIC, Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import delegations, memberships, users
from frankpledge.people.models import Delegation, Power, Role, User
from frankpledge.people.rights import Rights
from frankpledge.register.actions import changes
from frankpledge.register.models import ChangeState, TargetKind
from tests.changes import proposed
from tests.members import CAST, Members, as_actor, person
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

LENT = (Power.SPEAK_FOR, Power.DECIDE_CHANGE)


def day(offset: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=offset)


def with_second_step(user: User) -> User:
    Authenticator.objects.create(user=user, type="totp", data={})
    return user


def colleague(members: Members, role: Role = Role.CONTRIBUTOR) -> User:
    return with_second_step(members.user("northshire", role))


def handed(members: Members, to: User, first: int = 0, last: int = 7, by: Actor | None = None) -> Delegation:
    return delegations.hand_over(
        by=by or members.actor("northshire", Role.OWNER),
        organisation="northshire",
        delegate_id=to.pk,
        starts_on=day(first),
        ends_on=day(last),
    )


def moved(held: Delegation, first: int, last: int) -> None:
    """As if other days had been written: what lies in the past cannot be handed over."""
    Delegation.objects.filter(pk=held.pk).update(starts_on=day(first), ends_on=day(last))


def lent(user: User, body: int) -> list[bool]:
    return [Rights.of(as_actor(user)).may(power, [body]) for power in LENT]


def test_it_counts_from_its_first_day_to_its_last_and_ends_by_itself(members: Members, world: World) -> None:
    user, body = colleague(members), world.body("northshire").pk
    held = handed(members, user)
    for first, last, counts in ((0, 7, True), (-7, 0, True), (1, 7, False), (-7, -1, False), (0, 0, True)):
        moved(held, first, last)
        assert lent(user, body) == [counts, counts], (first, last)
    assert Rights.of(as_actor(user)).in_place_of(Power.SPEAK_FOR, [body]) == "Owner of northshire"
    assert lent(user, world.body("eastmarch").pk) == [False, False]
    assert not Rights.of(as_actor(user)).may(Power.MANAGE_PEOPLE, [body])
    assert not Rights.of(as_actor(user, verified=False)).may(Power.SPEAK_FOR, [body])


def test_rights_are_still_one_statement(members: Members) -> None:
    user = colleague(members)
    handed(members, user)
    with CaptureQueriesContext(connection) as asked:
        assert Rights.of(as_actor(user)).lent
    assert len(asked) == 1


def test_nobody_hands_on_what_they_do_not_hold_by_a_role(members: Members) -> None:
    user = colleague(members)
    others = [members.actor(place, role) for place, role in CAST if (place, role) != ("northshire", "owner")]
    for by in (*others, PUBLIC, CURATOR, members.actor("northshire", Role.OWNER, verified=False)):
        with pytest.raises(NotAllowed):
            handed(members, user, by=by)


def test_what_is_lent_is_not_lent_again(members: Members, world: World) -> None:
    user, third = colleague(members), colleague(members, Role.READER)
    handed(members, user)
    with pytest.raises(NotAllowed, match="not lent again"):
        handed(members, third, by=as_actor(user))
    # Nor by a row that nobody checked: what is lent is no role.
    forged = Delegation(organisation=world.body("northshire"), delegator=user, delegate=third)
    forged.starts_on = forged.ends_on = day(0)
    forged.save()
    assert lent(third, world.body("northshire").pk) == [False, False]


@pytest.mark.parametrize("how", ["role ended", "role ran out", "account closed", "delegate left"])
def test_it_lends_only_while_both_are_there_and_the_lender_holds_it(
    members: Members, world: World, how: str
) -> None:
    user, body = colleague(members), world.body("northshire").pk
    handed(members, user)
    owner = members.user("northshire", Role.OWNER)
    role = owner.memberships.get()
    if how == "role ended":
        memberships.end(by=CURATOR, membership_id=role.pk, reason="Moved")
    elif how == "role ran out":
        now = timezone.now()
        role.__class__.objects.filter(pk=role.pk).update(
            began_at=now - datetime.timedelta(days=2), expires_at=now - datetime.timedelta(days=1)
        )
    elif how == "account closed":
        users.close(by=CURATOR, user_id=owner.pk, reason="Left")
    else:
        memberships.end(by=CURATOR, membership_id=user.memberships.get().pk, reason="Moved")
    assert lent(user, body) == [False, False]


def test_only_a_colleague_with_a_second_step_stands_in_and_for_three_months_at_most(
    members: Members,
) -> None:
    without = members.user("northshire", Role.FINANCE)
    elsewhere = with_second_step(members.user("eastmarch", Role.OWNER))
    itself = with_second_step(members.user("northshire", Role.OWNER))
    for user in (without, elsewhere, itself):
        with pytest.raises(Invalid) as refused:
            handed(members, user)
        assert set(refused.value.fields) == {"delegate"}
    user = colleague(members)
    for first, last, field in ((-1, 3, "starts_on"), (5, 4, "ends_on"), (0, 92, "ends_on")):
        with pytest.raises(Invalid) as refused:
            handed(members, user, first, last)
        assert set(refused.value.fields) == {field}
    assert handed(members, user, 0, 91)


def test_the_same_again_changes_nothing(members: Members) -> None:
    user = colleague(members)
    assert handed(members, user).pk == handed(members, user).pk
    assert Delegation.objects.count() == 1


def test_either_of_the_two_and_who_manages_people_end_it_and_nobody_else(
    members: Members, world: World
) -> None:
    user, body = colleague(members), world.body("northshire").pk
    may = {
        members.actor("northshire", Role.OWNER),
        as_actor(user),
        members.actor("northshire", Role.ADMINISTRATOR),
        members.actor("", Role.CURATOR),
    }
    for place, role in CAST:
        held, by = handed(members, user), members.actor(place, role)
        if by in may:
            delegations.take_back(by=by, delegation_id=held.pk)
            assert lent(user, body) == [False, False]
            assert delegations.take_back(by=by, delegation_id=held.pk).ended_at
        else:
            with pytest.raises((NotAllowed, NotFound)):
                delegations.take_back(by=by, delegation_id=held.pk)
            Delegation.objects.filter(pk=held.pk).delete()


def test_what_is_done_says_for_whom(members: Members, world: World) -> None:
    user = colleague(members, Role.READER)
    handed(members, user)
    author, record = members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs")
    change = proposed(author, record, TargetKind.COLLABORATION, {"notes": "New."})
    for _time in range(2):
        change = changes.decide(
            by=as_actor(user),
            reference=change.reference,
            version=change.version,
            decision=ChangeState.APPROVED,
        )
    assert change.decider_name == "Reader of northshire, for Owner of northshire"
    entry = Entry.objects.get(action="register.changes.approve")
    assert entry.actor == "person: Reader of northshire, for Owner of northshire"
    assert (entry.user_id, entry.organisation) == (user.pk, "northshire")


def test_who_holds_it_by_a_role_too_acts_for_themselves(members: Members, world: World) -> None:
    other = with_second_step(person("second@northshire.example", "Second", Role.OWNER, "northshire"))
    handed(members, other)
    rights = Rights.of(as_actor(other))
    assert rights.in_place_of(Power.SPEAK_FOR, [world.body("northshire").pk]) == ""
