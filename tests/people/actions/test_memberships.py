"""Who gives roles to whom, and what is left when they end."""

import pytest

from frankpledge.people.models import Power, Role
from frankpledge.people.rights import Rights
from tests.members import Members
from tests.world import World

pytestmark = pytest.mark.django_db


def test_everybody_of_the_cast_has_the_powers_of_their_role(members: Members, world: World) -> None:
    northshire = world.body("northshire").pk
    assert Rights.of(members.actor("northshire", Role.OWNER)).may(Power.DECIDE_CHANGE, [northshire])
    assert not Rights.of(members.actor("eastmarch", Role.OWNER)).may(Power.DECIDE_CHANGE, [northshire])
    assert Rights.of(members.actor("", Role.CURATOR)).may(Power.DECIDE_CHANGE, [northshire])
