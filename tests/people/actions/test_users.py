"""Accounts: opened once for an address, named, closed with all they could do, opened again with nothing."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import memberships, users
from frankpledge.people.models import Power, Role, User
from frankpledge.people.queries.users import by_email
from frankpledge.people.rights import Rights
from tests.members import PASSWORD, Members, as_actor
from tests.world import CURATOR

pytestmark = pytest.mark.django_db


def test_an_account_is_one_for_an_address_however_it_is_written(db: None) -> None:
    first = users.create(by=CURATOR, email=" Ada@Example.org ", name="Ada\nOne", password=PASSWORD)
    assert (first.email, first.name) == ("ada@example.org", "Ada One")
    assert users.create(by=CURATOR, email="ADA@example.org", name="Another").pk == first.pk
    assert EmailAddress.objects.get(user=first).verified
    assert by_email("Ada@Example.org") == first
    with pytest.raises(NotFound):
        by_email("nobody@example.org")


def test_without_a_password_nobody_signs_in_with_one(db: None) -> None:
    assert not users.create(by=CURATOR, email="a@example.org", name="A").has_usable_password()


@pytest.mark.parametrize(
    ("given", "field"),
    [({"email": "nobody"}, "email"), ({"name": " "}, "name"), ({"password": "a"}, "password")],
)
def test_an_account_that_cannot_be_is_refused_by_field(db: None, given: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        users.create(by=CURATOR, **{"email": "a@example.org", "name": "A", "password": PASSWORD, **given})
    assert field in refused.value.fields
    assert not User.objects.exists()


def test_a_name_is_changed_by_its_owner_and_the_entry_holds_neither(members: Members) -> None:
    owner = members.actor("northshire", Role.OWNER, verified=False)
    assert users.rename(by=owner, user_id=owner.user_id or 0, name=" New  Name ").name == "New Name"
    assert "New Name" not in str(Entry.objects.values().latest("id"))
    entries = Entry.objects.count()
    users.rename(by=owner, user_id=owner.user_id or 0, name="New Name")
    assert Entry.objects.count() == entries
    with pytest.raises(Invalid):
        users.rename(by=owner, user_id=owner.user_id or 0, name="")


def test_a_closed_account_can_do_nothing_and_keeps_nothing(members: Members) -> None:
    owner = members.actor("northshire", Role.OWNER)
    number = owner.user_id or 0
    with pytest.raises(Invalid, match="reason"):
        users.close(by=owner, user_id=number, reason="")
    closed = users.close(by=owner, user_id=number, reason="I retire")
    assert not closed.is_active
    assert not Rights.of(owner).may_anywhere(Power.FOLLOW)
    reopened = users.reopen(by=CURATOR, user_id=number, reason="Came back")
    assert reopened.is_active
    assert not Rights.of(as_actor(reopened)).may_anywhere(Power.FOLLOW)
    assert [entry.action for entry in Entry.objects.order_by("-id")[:3]] == [
        "people.users.reopen",
        "people.users.close",
        "people.memberships.end",
    ]


def test_closing_and_opening_twice_is_closing_and_opening_once(members: Members) -> None:
    number = members.user("northshire", Role.OWNER).pk
    for action in (users.close, users.reopen):
        action(by=CURATOR, user_id=number, reason="So")
        entries = Entry.objects.count()
        action(by=CURATOR, user_id=number, reason="So")
        assert Entry.objects.count() == entries


def test_a_closed_account_is_not_opened_by_creating_it(members: Members) -> None:
    owner = members.user("northshire", Role.OWNER)
    users.close(by=CURATOR, user_id=owner.pk, reason="Left")
    with pytest.raises(Invalid, match="was closed"):
        users.create(by=CURATOR, email=owner.email, name="Owner")


def test_the_last_administrator_does_not_close_their_own_account(members: Members) -> None:
    administrator = members.actor("northshire", Role.ADMINISTRATOR)
    with pytest.raises(Invalid, match="last administrator"):
        users.close(by=administrator, user_id=administrator.user_id or 0, reason="I retire")
    memberships.give(
        by=CURATOR,
        user_id=members.user("northshire", Role.OWNER).pk,
        role=Role.ADMINISTRATOR,
        organisation="northshire",
    )
    assert not users.close(by=administrator, user_id=administrator.user_id or 0, reason="I retire").is_active


@pytest.mark.parametrize("action", [users.close, users.reopen])
def test_an_account_that_is_not_there_is_not_found(members: Members, action) -> None:  # type: ignore[no-untyped-def] # one of two actions
    with pytest.raises(NotFound):
        action(by=CURATOR, user_id=0, reason="So")


def test_lost_second_steps_are_forgotten_by_a_curator_and_nobody_else(members: Members) -> None:
    lost = members.user("northshire", Role.OWNER)
    Authenticator.objects.create(user=lost, type=Authenticator.Type.TOTP, data={"secret": "sealed"})
    Authenticator.objects.create(user=lost, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "sealed"})
    for role in (Role.ADMINISTRATOR, Role.OWNER):
        with pytest.raises(NotAllowed):
            users.forget_second_steps(
                by=members.actor("northshire", role), user_id=lost.pk, reason="A new telephone."
            )
    assert Authenticator.objects.filter(user=lost).count() == 2
    curator = members.actor("", Role.CURATOR)
    with pytest.raises(Invalid):
        users.forget_second_steps(by=curator, user_id=lost.pk, reason=" ")
    for _each in range(2):
        users.forget_second_steps(by=curator, user_id=lost.pk, reason="A new telephone.")
    assert not Authenticator.objects.filter(user=lost).exists()
    entry = Entry.objects.get(action="people.users.forget_second_steps")
    assert (entry.reason, entry.is_public) == ("A new telephone.", False)
    with pytest.raises(NotAllowed):
        users.forget_second_steps(by=curator, user_id=curator.user_id or 0, reason="My own.")
