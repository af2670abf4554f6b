"""Every action on people and keys × everybody who might try it, of the organisation and of another."""

import datetime
from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone

from frankpledge.audit.actors import PUBLIC, Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import NotAllowed, NotFound
from frankpledge.people.actions import domains, invitations, memberships, tokens, users
from frankpledge.people.models import Membership, Role
from tests.members import CAST, NATIONAL, Members, as_actor
from tests.world import CURATOR

pytestmark = pytest.mark.django_db

Attempt = Callable[[Members, Actor], object]
STEM = "https://register.example/invitations/"
NOBODY = ("nobody", "")
EVERYBODY = [*CAST, NOBODY]


def soon() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=30)


def held(members: Members, place: str, role: Role) -> int:
    return Membership.objects.get(user=members.user(place, role)).pk


def invited(place: str, role: Role) -> int:
    sent = invitations.invite(
        by=CURATOR, email="new@people.example", role=role, organisation=place, stem=STEM, until=soon()
    )
    return sent.invitation.pk


def made() -> int:
    key = tokens.make(by=CURATOR, organisation="northshire", name="Feed", role=Role.READER, until=soon())
    return key.token.pk


def mapped() -> int:
    return domains.map_to(by=CURATOR, provider="p", value="a.example", organisation="northshire").pk


def closed() -> int:
    account = users.create(by=CURATOR, email="gone@people.example", name="Gone")
    return users.close(by=CURATOR, user_id=account.pk, reason="Left the service").pk


IN_NORTHSHIRE: dict[str, Attempt] = {
    "invite": lambda _members, by: invitations.invite(
        by=by, email="new@people.example", role=Role.OWNER, organisation="northshire", stem=STEM
    ),
    "send again": lambda _members, by: invitations.send_again(
        by=by, invitation_id=invited("northshire", Role.READER), stem=STEM
    ),
    "withdraw": lambda _members, by: invitations.withdraw(
        by=by, invitation_id=invited("northshire", Role.READER)
    ),
    "give": lambda members, by: memberships.give(
        by=by, user_id=members.user("northshire", Role.READER).pk, role=Role.OWNER, organisation="northshire"
    ),
    "end": lambda members, by: memberships.end(
        by=by, membership_id=held(members, "northshire", Role.FINANCE), reason="Moved"
    ),
    "make a key": lambda _members, by: tokens.make(
        by=by, organisation="northshire", name="Feed", role=Role.READER, until=soon()
    ),
    "end a key": lambda _members, by: tokens.end(by=by, token_id=made(), reason="Lost"),
}
FOR_THE_NATION: dict[str, Attempt] = {
    "invite": lambda _members, by: invitations.invite(
        by=by, email="new@people.example", role=Role.CURATOR, stem=STEM
    ),
    "withdraw": lambda _members, by: invitations.withdraw(by=by, invitation_id=invited("", Role.INSPECTOR)),
    "give": lambda members, by: memberships.give(
        by=by, user_id=members.user("northshire", Role.READER).pk, role=Role.INSPECTOR, until=soon()
    ),
    "end": lambda members, by: memberships.end(
        by=by, membership_id=held(members, NATIONAL, Role.ANALYST), reason="Moved"
    ),
    "map": lambda _members, by: domains.map_to(
        by=by, provider="p", value="a.example", organisation="northshire"
    ),
    "unmap": lambda _members, by: domains.unmap(by=by, domain_id=mapped(), reason="Wrong"),
    "open an account": lambda _members, by: users.create(by=by, email="new@people.example", name="New"),
    "close an account": lambda members, by: users.close(
        by=by, user_id=members.user("northshire", Role.READER).pk, reason="Left the service"
    ),
    "rename": lambda members, by: users.rename(
        by=by, user_id=members.user("eastmarch", Role.CONTRIBUTOR).pk, name="Another"
    ),
    "reopen": lambda _members, by: users.reopen(by=by, user_id=closed(), reason="By mistake"),
}
# One's own role may be left, and one's own account closed and named, by anybody: tested with those actions.
THEIR_OWN = {
    ("end", "northshire", Role.FINANCE),
    ("end", NATIONAL, Role.ANALYST),
    ("close an account", "northshire", Role.READER),
    ("rename", "eastmarch", Role.CONTRIBUTOR),
}


def somebody(members: Members, place: str, role: str) -> Actor:
    return PUBLIC if (place, role) == NOBODY else members.actor(place, Role(role))


def is_refused(attempt: Attempt, members: Members, by: Actor) -> bool:
    """Whether it was refused, and without a trace; what was done is undone."""
    with transaction.atomic():
        before = Entry.objects.filter(actor=str(by)).count()
        try:
            with transaction.atomic():
                attempt(members, by)
        except (NotAllowed, NotFound):
            refused = True
            assert Entry.objects.filter(actor=str(by)).count() == before
        else:
            refused = False
            assert Entry.objects.filter(actor=str(by)).count() > before
        transaction.set_rollback(True)
    return refused


def who_may(name: str, attempts: dict[str, Attempt], members: Members) -> set[tuple[str, str]]:
    return {
        (place, role)
        for place, role in EVERYBODY
        if (name, place, role) not in THEIR_OWN
        and not is_refused(attempts[name], members, somebody(members, place, role))
    }


@pytest.mark.parametrize("name", IN_NORTHSHIRE)
def test_only_its_administrators_and_curators_manage_an_organisation(members: Members, name: str) -> None:
    may = {("northshire", Role.ADMINISTRATOR), (NATIONAL, Role.CURATOR)}
    assert who_may(name, IN_NORTHSHIRE, members) == may


@pytest.mark.parametrize("name", FOR_THE_NATION)
def test_only_curators_manage_the_nation(members: Members, name: str) -> None:
    assert who_may(name, FOR_THE_NATION, members) == {(NATIONAL, Role.CURATOR)}


def test_another_organisations_administrator_manages_nothing_here(members: Members) -> None:
    theirs, ours = members.user("eastmarch", Role.OWNER), members.actor("northshire", Role.ADMINISTRATOR)
    memberships.give(by=CURATOR, user_id=theirs.pk, role=Role.ADMINISTRATOR, organisation="eastmarch")
    for attempt in IN_NORTHSHIRE.values():
        assert is_refused(attempt, members, as_actor(theirs))
        assert not is_refused(attempt, members, ours)


def test_without_a_second_factor_nobody_manages_anything(members: Members) -> None:
    for place, role in (("northshire", Role.ADMINISTRATOR), (NATIONAL, Role.CURATOR)):
        for attempt in IN_NORTHSHIRE.values():
            assert is_refused(attempt, members, members.actor(place, role, verified=False))


def test_the_command_line_may_do_all_of_it(members: Members) -> None:
    for attempts in (IN_NORTHSHIRE, FOR_THE_NATION):
        assert not any(is_refused(attempt, members, CURATOR) for attempt in attempts.values())
