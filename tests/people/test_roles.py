"""The table of who may do what, said a second time: a change of the first must be meant."""

import pytest

from frankpledge.audit.actors import PUBLIC, Actor, ActorKind
from frankpledge.errors import NotAllowed
from frankpledge.people.models import (
    DESCRIPTIONS,
    ENTRUSTED_ROLES,
    HARMLESS,
    NATIONAL_ROLES,
    ORGANISATION_ROLES,
    POWERS,
    Power,
    Role,
)
from frankpledge.people.permissions import require, require_nationally
from frankpledge.people.rights import Rights
from tests.members import Members
from tests.world import World

COLUMNS = (
    Power.FOLLOW,
    Power.READ_RESTRICTED,
    Power.PROPOSE_CHANGE,
    Power.DECIDE_CHANGE,
    Power.ANSWER_MESSAGES,
    Power.SPEAK_FOR,
    Power.VALIDATE_FIGURES,
    Power.PUBLISH,
    Power.READ_PERSONS,
    Power.MANAGE_PEOPLE,
    Power.MANAGE_TOKENS,
)
# In the order of COLUMNS: y may, - may not.
TABLE = {
    Role.READER: "yy---------",
    Role.CONTRIBUTOR: "yyy--------",
    Role.FINANCE: "yyy---y----",
    Role.OWNER: "yyyyyy--y--",
    Role.PUBLISHER: "yyyyy--yy--",
    Role.ADMINISTRATOR: "y-------yyy",
    Role.CURATOR: "yyyyy--yyyy",
    Role.INSPECTOR: "yy------y--",
    Role.ANALYST: "y----------",
}
WITHOUT_SECOND_FACTOR = {Power.FOLLOW, Power.READ_RESTRICTED, Power.READ_PERSONS}
CELLS = [
    (role, power, mark == "y")
    for role, row in TABLE.items()
    for power, mark in zip(COLUMNS, row, strict=True)
]


def test_the_table_has_every_role_and_every_power() -> None:
    assert set(TABLE) == set(Role) == set(POWERS) == set(DESCRIPTIONS)
    assert set(COLUMNS) == set(Power)
    assert {*ORGANISATION_ROLES, *NATIONAL_ROLES} == set(Role)
    assert not {*ORGANISATION_ROLES} & {*NATIONAL_ROLES}


@pytest.mark.parametrize(("role", "power", "may"), CELLS)
def test_a_role_has_the_powers_of_the_table_and_no_others(role: Role, power: Power, *, may: bool) -> None:
    assert (power in POWERS[role]) is may


@pytest.mark.django_db
def test_rights_follow_the_table_for_the_own_place_alone(members: Members, world: World) -> None:
    ours, theirs = world.body("northshire").pk, world.body("port-vale").pk
    for role, power, may in CELLS:
        is_national = role in NATIONAL_ROLES
        rights = Rights.of(members.actor("" if is_national else "northshire", role))
        assert rights.may(power, [ours]) is may
        assert rights.may(power, [theirs]) is (may and is_national)
        assert rights.may_nationally(power) is (may and is_national)
        assert rights.may_anywhere(power) is may


@pytest.mark.django_db
def test_without_a_second_factor_only_what_changes_nothing_counts(members: Members) -> None:
    for role, power, may in CELLS:
        place = "" if role in NATIONAL_ROLES else "northshire"
        rights = Rights.of(members.actor(place, role, verified=False))
        assert rights.may_anywhere(power) is (may and power in WITHOUT_SECOND_FACTOR)


def test_what_needs_no_second_factor_is_said_twice_too() -> None:
    assert HARMLESS == WITHOUT_SECOND_FACTOR


def test_whoever_manages_people_sees_their_names() -> None:
    assert all(Power.READ_PERSONS in powers for powers in POWERS.values() if Power.MANAGE_PEOPLE in powers)


def test_no_key_and_no_provider_gives_the_power_over_people() -> None:
    for role in ENTRUSTED_ROLES:
        assert not POWERS[role] & {Power.MANAGE_PEOPLE, Power.MANAGE_TOKENS}


@pytest.mark.django_db
def test_nobody_has_no_rights_at_all(world: World) -> None:
    stranger = Actor(kind=ActorKind.PERSON, name="Nobody", user_id=0, is_verified=True)
    for actor in (PUBLIC, stranger, Actor(kind=ActorKind.SYSTEM, name="no key")):
        assert not any(Rights.of(actor).may_anywhere(power) for power in Power)


@pytest.mark.django_db
def test_a_refusal_says_whether_a_role_or_a_second_factor_is_missing(members: Members, world: World) -> None:
    ours = [world.body("northshire").pk]
    with pytest.raises(NotAllowed, match="second step"):
        require(members.actor("northshire", Role.OWNER, verified=False), Power.DECIDE_CHANGE, ours)
    with pytest.raises(NotAllowed, match="Your roles do not let you"):
        require(members.actor("northshire", Role.CONTRIBUTOR), Power.DECIDE_CHANGE, ours)
    with pytest.raises(NotAllowed, match="Your roles do not let you"):
        require_nationally(members.actor("northshire", Role.OWNER), Power.DECIDE_CHANGE)
    require(members.actor("northshire", Role.OWNER), Power.DECIDE_CHANGE, ours)
    require_nationally(members.actor("", Role.CURATOR), Power.DECIDE_CHANGE)
