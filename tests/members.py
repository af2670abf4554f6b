"""People with accounts beside the fictional bodies, built by the actions alone.

THE NATION     a curator, an inspector (for 60 days), an analyst
NORTHSHIRE     one person for each role of an organisation
EASTMARCH      a contributor and an owner
Everybody's address is `<role>@<organisation>.example`, of the nation `<role>@national.example`.
"""

import datetime
import time
from dataclasses import dataclass

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.people.actions import delegations, memberships, users
from frankpledge.people.models import NATIONAL_ROLES, ORGANISATION_ROLES, Role, User
from tests.world import CURATOR, World

NATIONAL = ""
CAST = (
    *((NATIONAL, role) for role in NATIONAL_ROLES),
    *(("northshire", role) for role in ORGANISATION_ROLES),
    ("eastmarch", Role.CONTRIBUTOR),
    ("eastmarch", Role.OWNER),
)
# Where the session keeps who proved who they are, and how.
PROVED_BY, PROOFS = "account_authentication_methods_user", "account_authentication_methods"
PASSWORD = "five-geese-over-the-marsh"  # noqa: S105 - nobody's


@dataclass(frozen=True)
class Members:
    """The people, read anew from the database each time they are asked for."""

    def user(self, organisation: str, role: Role) -> User:
        """Somebody by organisation and role; `""` is the nation."""
        return User.objects.get(email=address(organisation, role))

    def actor(self, organisation: str, role: Role, *, verified: bool = True) -> Actor:
        """The same as an actor, with a second factor proved unless said otherwise."""
        return as_actor(self.user(organisation, role), verified=verified)


@pytest.fixture
def members(world: World) -> Members:
    """The people. They stand in the database that a test with this fixture gets (tests/database.py)."""
    return Members()


def enrolled() -> Members:
    """The people, with their roles."""
    for organisation, role in CAST:
        person(
            address(organisation, role), f"{role.label} of {organisation or 'the nation'}", role, organisation
        )
    return Members()


def person(email: str, name: str, role: Role, organisation: str = NATIONAL) -> User:
    """Somebody with an account and one role more."""
    user = users.create(by=CURATOR, email=email, name=name)
    memberships.give(
        by=CURATOR, user_id=user.pk, role=role, organisation=organisation, until=_last_day_of(role)
    )
    return user


def address(organisation: str, role: Role) -> str:
    """The address that somebody signs in with."""
    return f"{role.value}@{organisation or 'national'}.example"


def as_actor(user: User, *, verified: bool = True) -> Actor:
    """Somebody as an actor, with a second factor proved unless said otherwise."""
    return Actor(kind=ActorKind.PERSON, name=user.name, user_id=user.pk, is_verified=verified)


def standing_in(members: "Members", organisation: str = "northshire", role: Role = Role.READER) -> Actor:
    """Somebody of a body to whom its owner handed their decisions and voice for today."""
    user, today = members.user(organisation, role), timezone.localdate()
    Authenticator.objects.create(user=user, type="totp", data={})
    delegations.hand_over(
        by=members.actor(organisation, Role.OWNER),
        organisation=organisation,
        delegate_id=user.pk,
        starts_on=today,
        ends_on=today,
    )
    return as_actor(user)


def sign_in(client: Client, user: User, *, verified: bool = True) -> None:
    """Signs somebody in, with a second factor proved unless said otherwise."""
    client.force_login(user)
    session = client.session
    now = time.time()
    session[PROVED_BY] = str(user.pk)
    session[PROOFS] = [{"method": "password", "at": now, "email": user.email}]
    if verified:
        session[PROOFS] += [{"method": "mfa", "at": now, "type": "totp", "id": 1}]
    session.save()


def _last_day_of(role: Role) -> datetime.date | None:
    return timezone.localdate() + datetime.timedelta(days=60) if role is Role.INSPECTOR else None
