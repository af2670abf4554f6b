"""Plans, budgets, forecasts and outturns: begun, locked, made again with a reason, every one kept."""

import datetime
from typing import Any

import pytest

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import vintages
from frankpledge.benefits.models import Vintage
from frankpledge.errors import Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.models import Role
from tests.ledgers import MADE, YEAR, entered, locked, vintage_of
from tests.members import Members
from tests.tracking import begun
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(members: Members, world: World) -> Actor:
    actor = members.actor("northshire", Role.CONTRIBUTOR)
    begun(actor, world.record("dogs"))
    return actor


@pytest.fixture
def owner(members: Members) -> Actor:
    return members.actor("northshire", Role.OWNER)


def test_a_plan_is_made_again_for_a_reason_and_begins_with_what_it_held(
    clerk: Actor, owner: Actor, world: World
) -> None:
    first = vintage_of(clerk, world.record("dogs"))
    entered(clerk, first)
    with pytest.raises(Invalid, match="open already"):
        vintage_of(clerk, world.record("dogs"), reason="It grew.")
    locked(owner, first)
    with pytest.raises(Invalid, match="made again"):
        vintage_of(clerk, world.record("dogs"))
    second = vintage_of(clerk, world.record("dogs"), reason="It grew.", copies=True)
    assert second.number == 2
    assert second.entries.get().amount_pence == first.entries.get().amount_pence == 100_01
    assert second.entries.get().shares.count() == 2
    assert Vintage.objects.count() == 2


def test_begun_twice_it_is_one_and_two_people_do_not_begin_the_same(clerk: Actor, world: World) -> None:
    making = vintages.Making(kind="plan", number=1, made_on=MADE)
    of: dict[str, Any] = {"by": clerk, "collaboration": world.record("dogs")}
    first = vintages.begin(**of, making=making)
    assert vintages.begin(**of, making=making) == first
    other = vintages.Making(kind="plan", number=1, made_on=MADE, reason="Mine.")
    with pytest.raises(Stale):
        vintages.begin(**of, making=other)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"kind": "wish"}, "kind"),
        ({"made_on": None}, "made_on"),
        ({"made_on": datetime.date(2999, 1, 1)}, "made_on"),
        ({"kind": "outturn"}, "year"),
        ({"kind": "budget", "year": 24}, "year"),
        ({"kind": "plan", "year": YEAR}, "year"),
        ({"kind": "budget", "year": YEAR, "is_final": True}, "is_final"),
        ({"kind": "outturn", "year": 2090, "is_final": True}, "is_final"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    clerk: Actor, world: World, words: dict[str, Any], field: str
) -> None:
    making = vintages.Making(**{"kind": "plan", "number": 1, "made_on": MADE, **words})
    with pytest.raises(Invalid) as refused:
        vintages.begin(by=clerk, collaboration=world.record("dogs"), making=making)
    assert field in refused.value.fields
    assert not Vintage.objects.exists()


def test_an_outturn_in_the_year_is_followed_by_a_final_one_and_that_by_a_reason(
    clerk: Actor, owner: Actor, world: World
) -> None:
    record = world.record("dogs")
    in_year = vintage_of(clerk, record, "outturn")
    entered(clerk, in_year)
    locked(owner, in_year)
    final = vintage_of(clerk, record, "outturn", is_final=True, copies=True)
    locked(owner, final)
    with pytest.raises(Invalid, match="made again"):
        vintage_of(clerk, record, "outturn", is_final=True)
    with pytest.raises(Invalid, match="final too"):
        vintage_of(clerk, record, "outturn", reason="An invoice came late.")
    again = vintage_of(clerk, record, "outturn", reason="An invoice came late.", is_final=True)
    assert (again.number, again.is_final) == (3, True)
    assert vintage_of(clerk, record, "outturn", year=YEAR + 1).number == 4


def test_an_owner_locks_what_they_saw_and_nobody_locks_nothing(
    clerk: Actor, owner: Actor, world: World
) -> None:
    plan = vintage_of(clerk, world.record("dogs"))
    with pytest.raises(Invalid, match="nothing in it"):
        locked(owner, plan)
    entered(clerk, plan)
    of: dict[str, Any] = {"collaboration": world.record("dogs"), "kind": "plan", "number": 1}
    with pytest.raises(Stale):
        vintages.lock(by=owner, **of, version=1)
    with pytest.raises(NotAllowed):
        vintages.lock(by=clerk, **of, version=2)
    done = vintages.lock(by=owner, **of, version=2)
    assert vintages.lock(by=owner, **of, version=1).locked_at == done.locked_at
    with pytest.raises(NotFound):
        vintages.lock(by=owner, **{**of, "number": 2}, version=1)


def test_a_line_of_a_budget_is_of_its_year(clerk: Actor, world: World) -> None:
    budget = vintage_of(clerk, world.record("dogs"), "budget")
    entered(clerk, budget)
    with pytest.raises(Invalid, match="2024/25 only"):
        entered(clerk, budget, year=YEAR + 1)
