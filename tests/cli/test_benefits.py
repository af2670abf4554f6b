"""`frankpledge benefits`: what is stored, worked out anew, and compared."""

import pytest
from click.testing import CliRunner
from django.utils import timezone

from frankpledge.benefits.models import DoubleCount, Light, Standing
from frankpledge.cli.benefits import benefits
from frankpledge.people.models import Role
from tests.members import Members
from tests.tracking import FIRST_PERIOD, begun, cell, profiled, returned
from tests.world import World

pytestmark = pytest.mark.django_db


def test_what_differs_is_named_and_put_right(world: World, members: Members) -> None:
    owner = members.actor("northshire", Role.OWNER)
    begun(owner, world.record("dogs"))
    profile = profiled(owner, world.record("dogs"))
    returned(owner, world.record("dogs"), FIRST_PERIOD, cell(profile, 5))
    assert Standing.objects.get().light == Light.RED
    Standing.objects.update(actual=6, periods_known=3)
    said = CliRunner().invoke(benefits, ["reconcile"])
    assert (said.exit_code, said.output.splitlines()) == (
        1,
        [f"{profile.reference}: periods_known, actual", "Compared 1 benefits; 1 differ."],
    )
    told = CliRunner().invoke(benefits, ["rebuild"]).output
    assert told == "Worked out 1 benefit.\n0 pairs may be counted twice.\n"
    said = CliRunner().invoke(benefits, ["reconcile"])
    assert (said.exit_code, said.output) == (0, "Compared 1 benefits; 0 differ.\n")
    other = profiled(owner, world.record("dogs"), "Another")
    assert profile.owner is not None
    DoubleCount.objects.create(
        earlier=profile, later=other, organisation=profile.owner, found_at=timezone.now()
    )
    said = CliRunner().invoke(benefits, ["reconcile"])
    assert (said.exit_code, said.output.splitlines()[-1]) == (1, "1 pair that may be counted twice differs.")
