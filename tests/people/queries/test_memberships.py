"""Reading who is what: what may be seen, and in how many statements."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from frankpledge.people.actions import giving, invitations, memberships, tokens, users
from frankpledge.people.models import (
    HARMLESS,
    NATIONAL_ROLES,
    ORGANISATION_ROLES,
    POWERS,
    Membership,
    Organisation,
    Power,
    Role,
)
from frankpledge.people.queries import invitations as invited
from frankpledge.people.queries import memberships as queries
from frankpledge.people.queries import tokens as keys
from frankpledge.people.rights import Rights
from tests.members import Members, as_actor
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

STEM = "https://register.example/invitations/"


def test_people_see_those_of_their_own_organisations_by_name_and_no_others(
    members: Members, world: World
) -> None:
    ours, theirs = world.body("northshire").pk, world.body("eastmarch").pk
    rights = Rights.of(members.actor("northshire", Role.OWNER))
    assert len(queries.of_organisation(rights, ours)) == 6
    assert queries.of_organisation(rights, theirs) == ()
    assert queries.of_organisation(rights, None) == ()
    assert queries.of_organisation(Rights.of(members.actor("northshire", Role.READER)), ours) == ()
    inspector = Rights.of(members.actor("", Role.INSPECTOR))
    assert len(queries.of_organisation(inspector, theirs)) == 2
    assert len(queries.everybody(inspector)) == 11
    assert len(queries.everybody(rights)) == 6


def test_invitations_and_keys_are_seen_by_those_who_manage_them_alone(members: Members, world: World) -> None:
    ours = world.body("northshire").pk
    until = timezone.localdate()
    invitations.invite(
        by=CURATOR, email="a@b.example", role=Role.READER, organisation="northshire", stem=STEM
    )
    tokens.make(by=CURATOR, organisation="northshire", name="Feed", role=Role.READER, until=until)
    for place, role, sees in (
        ("northshire", Role.ADMINISTRATOR, 1),
        ("", Role.CURATOR, 1),
        ("northshire", Role.OWNER, 0),
        ("eastmarch", Role.OWNER, 0),
        ("", Role.INSPECTOR, 0),
    ):
        rights = Rights.of(members.actor(place, role))
        assert len(invited.pending_of(rights, ours)) == sees
        assert len(keys.of_organisation(rights, ours)) == sees
        assert len(keys.visible_to(rights)) == sees


def test_ended_and_expired_roles_are_not_listed(members: Members, world: World) -> None:
    rights, ours = Rights(is_operator=True), world.body("northshire").pk
    owner, finance = members.user("northshire", Role.OWNER), members.user("northshire", Role.FINANCE)
    now = timezone.now()
    Membership.objects.filter(user=owner).update(ended_at=now)
    Membership.objects.filter(user=finance).update(
        began_at=now - datetime.timedelta(days=2), expires_at=now - datetime.timedelta(days=1)
    )
    listed = {row.user for row in queries.of_organisation(rights, ours)}
    assert not listed & {owner, finance}
    assert queries.of_person(owner.pk) == ()
    assert queries.of_person(finance.pk) == ()
    assert len(listed) == 4


def test_each_list_is_one_statement_and_rights_are_too_for_forty_organisations(
    members: Members, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = users.create(by=CURATOR, email="many@people.example", name="Many")
    for slug in Organisation.objects.values_list("slug", flat=True)[:40]:
        memberships.give(by=CURATOR, user_id=user.pk, role=Role.ADMINISTRATOR, organisation=slug)
    with django_assert_num_queries(1):
        rights = Rights.of(as_actor(user))
    assert len(rights.by_organisation) == 40
    with django_assert_num_queries(1):
        assert len({str(row.organisation) for row in queries.of_person(user.pk)}) == 40
    with django_assert_num_queries(1):
        assert len([(row.user.name, str(row.organisation)) for row in queries.everybody(rights)]) >= 40
    ours = world.body("northshire").pk
    for read in (queries.of_organisation, invited.pending_of):
        with django_assert_num_queries(1):
            read(rights, ours)
    with django_assert_num_queries(1):
        keys.of_organisation(rights, ours)


@given(day=st.dates(datetime.date(1970, 1, 2), datetime.date(2200, 1, 1)))
def test_the_last_day_of_what_is_over_after_a_day_is_that_day(day: datetime.date) -> None:
    midnight = timezone.make_aware(
        datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    )
    assert giving.last_day(midnight) == day


ROLES_AND_PLACES = st.one_of(
    st.tuples(st.sampled_from(NATIONAL_ROLES), st.just("")),
    st.tuples(st.sampled_from(ORGANISATION_ROLES), st.sampled_from(["norfolk", "suffolk", "kent"])),
)


class Anything(TestCase):
    """Whatever roles somebody holds, and whatever became of each."""

    @given(
        held=st.lists(st.tuples(ROLES_AND_PLACES, st.sampled_from(["now", "ended", "over"])), max_size=6),
        verified=st.booleans(),
    )
    def test_rights_are_the_sum_of_what_is_held_now_and_nothing_else(
        self,
        held: list[tuple[tuple[Role, str], str]],
        verified: bool,  # noqa: FBT001 - hypothesis gives it
    ) -> None:
        with transaction.atomic():
            user = users.create(by=CURATOR, email="any@people.example", name="Any")
            expected: dict[str, set[Power]] = {"": set(), "norfolk": set(), "suffolk": set(), "kent": set()}
            for (role, place), state in held:
                _hold(user.pk, role, place, state)
            now = Membership.objects.current().filter(user=user).select_related("organisation")
            for row in now:
                expected[row.organisation.slug if row.organisation else ""] |= POWERS[Role(row.role)]
            rights = Rights.of(as_actor(user, verified=verified))
            for place, powers in expected.items():
                counts = {power for power in powers | expected[""] if verified or power in HARMLESS}
                ids = [Organisation.objects.get(slug=place).pk] if place else []
                assert {power for power in Power if rights.may(power, ids)} == counts
            transaction.set_rollback(True)


def _hold(user_id: int, role: Role, place: str, state: str) -> None:
    until = timezone.localdate() if role is Role.INSPECTOR else None
    given_role = memberships.give(by=CURATOR, user_id=user_id, role=role, organisation=place, until=until)
    now = timezone.now()
    if state == "ended":
        memberships.end(by=CURATOR, membership_id=given_role.pk, reason="So")
    elif state == "over":
        Membership.objects.filter(pk=given_role.pk).update(
            began_at=now - datetime.timedelta(days=2), expires_at=now - datetime.timedelta(days=1)
        )
