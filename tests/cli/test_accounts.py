"""The commands by which the first people come in, as they are typed."""

import datetime
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner, Result
from django.core import mail
from django.utils import timezone

from frankpledge.audit.actors import whoever_runs_this
from frankpledge.audit.models import Entry
from frankpledge.cli.accounts import ROLES, accounts
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.actions import invitations
from frankpledge.people.models import Power, Role
from frankpledge.people.rights import Rights
from tests.members import PASSWORD, Members, as_actor
from tests.world import World

pytestmark = pytest.mark.django_db


def typed(*words: str) -> Result:
    return CliRunner().invoke(accounts, words, catch_exceptions=False)


def link_in(result: Result) -> str:
    return str(re.findall(r"^http\S+/invitations/(\S{43})$", result.output, re.MULTILINE)[0])


def test_the_first_curator_comes_in_by_a_link_that_is_printed_and_sent(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        said = typed("invite", "--email", "Ada@Example.org", "--name", "Ada", "--role", "curator")
    assert "Invited ada@example.org." in said.output
    assert link_in(said) in str(mail.outbox[0].body)
    ada = invitations.join(secret=link_in(said), name="Ada Curator", password=PASSWORD)
    assert Rights.of(as_actor(ada)).may_nationally(Power.MANAGE_PEOPLE)
    entry = Entry.objects.get(action="people.invitations.invite")
    assert entry.actor == str(whoever_runs_this())


def test_the_first_administrator_comes_in_the_same_way(world: World) -> None:
    said = typed(
        *("invite", "--email", "a@b.example", "--role", "administrator", "--organisation", "northshire"),
        *("--address", "https://register.example/"),
    )
    assert "https://register.example/invitations/" in said.output
    user = invitations.join(secret=link_in(said), name="Ned", password=PASSWORD)
    assert Rights.of(as_actor(user)).may(Power.MANAGE_PEOPLE, [world.body("northshire").pk])


def test_typed_again_it_gives_a_new_link_and_ends_the_old_one(db: None) -> None:
    words = ("invite", "--email", "a@b.example", "--role", "curator")
    first, second = typed(*words), typed(*words)
    assert "Its link works no more" in second.output
    with pytest.raises(NotFound):
        invitations.check_works(link_in(first))
    assert invitations.check_works(link_in(second)).email == "a@b.example"


def test_an_inspector_needs_a_last_day(db: None) -> None:
    words = ("invite", "--email", "a@b.example", "--role", "inspector")
    with pytest.raises(Invalid, match="Enter the last day"):
        typed(*words)
    day = timezone.localdate() + datetime.timedelta(days=30)
    assert link_in(typed(*words, "--until", str(day)))
    assert typed(*words, "--until", "soon").exit_code == 2


def test_roles_are_listed_for_one_place_or_for_all(members: Members) -> None:
    national = typed("list").output
    assert "curator@national.example" in national
    assert "northshire" not in national
    assert re.search(r"Inspector .*until \d{4}-\d\d-\d\d", national)
    assert national.endswith("3 roles are held.\n")
    assert typed("list", "--organisation", "eastmarch").output.endswith("2 roles are held.\n")
    assert typed("list", "--all").output.endswith("11 roles are held.\n")
    with pytest.raises(NotFound):
        typed("list", "--organisation", "nowhere")


def test_one_role_is_ended_for_a_reason(members: Members) -> None:
    owner = members.user("northshire", Role.OWNER)
    words = ("end", "--email", owner.email, "--role", "owner", "--organisation", "northshire")
    assert typed(*words).exit_code == 2
    assert "Ended: northshire" in typed(*words, "--reason", "Moved").output
    assert not owner.memberships.current().exists()
    again = typed(*words, "--reason", "Moved")
    assert again.exit_code == 1
    assert "has no such role now" in again.output


def test_an_account_is_closed_and_opened_again(members: Members) -> None:
    owner = members.user("northshire", Role.OWNER)
    assert "is closed" in typed("close", "--email", owner.email, "--reason", "Left").output
    owner.refresh_from_db()
    assert not owner.is_active
    assert "without any role" in typed("reopen", "--email", owner.email, "--reason", "Back").output
    with pytest.raises(NotFound, match="no account"):
        typed("close", "--email", "nobody@example.org", "--reason", "Left")


def test_second_steps_that_were_lost_are_forgotten(members: Members) -> None:
    owner = members.user("northshire", Role.OWNER)
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": "sealed"})
    said = typed("forget-second-steps", "--email", owner.email, "--reason", "Lost the telephone").output
    assert "set up a new second step" in said
    assert not Authenticator.objects.filter(user=owner).exists()


def test_the_roles_that_can_be_typed_are_the_roles_there_are() -> None:
    assert {*ROLES} == {role.value for role in Role}


def test_help_reads_well() -> None:
    help_text = typed("--help").output
    assert "first curator" in help_text
    for command in ("invite", "list", "end", "close", "reopen", "forget-second-steps"):
        assert f"  {command} " in help_text
        assert typed(command, "--help").exit_code == 0
