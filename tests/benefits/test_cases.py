"""Which lines of the ledger are appraised: of each year the best that is locked, and nothing twice."""

import pytest

from frankpledge.audit.actors import Actor
from frankpledge.benefits.models import Workspace
from frankpledge.benefits.queries.cases import Basis, chosen
from frankpledge.people.models import Role
from tests.ledgers import YEAR, entered, locked, vintage_of
from tests.members import Members
from tests.tracking import begun, planned, profiled, quarters_from
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(members: Members) -> Actor:
    return members.actor("northshire", Role.OWNER)


@pytest.fixture
def workspace(owner: Actor, world: World) -> Workspace:
    return begun(owner, world.record("dogs"))


def names(workspace: Workspace, basis: Basis) -> dict[int, str]:
    return {year: str(each) for year, each in chosen(workspace, basis).by_year.items()}


def test_an_outturn_goes_before_a_forecast_and_that_before_a_plan_and_a_budget_is_never_taken(
    owner: Actor, world: World, workspace: Workspace
) -> None:
    record = world.record("dogs")
    plan, forecast = vintage_of(owner, record), vintage_of(owner, record, "forecast")
    for year in (YEAR, YEAR + 1, YEAR + 2):
        entered(owner, plan, year=year)
    entered(owner, forecast, year=YEAR + 1)
    for reason in ("", "An invoice came late"):
        outturn = vintage_of(owner, record, "outturn", reason=reason)
        entered(owner, outturn, what=f"As it was {reason}")
        locked(owner, outturn)
    budget = vintage_of(owner, record, "budget", year=YEAR + 2)
    entered(owner, budget, year=YEAR + 2)
    for each in (plan, forecast, budget):
        locked(owner, each)
    assert names(workspace, Basis.NOW) == {YEAR: "outturn 2", YEAR + 1: "forecast 1", YEAR + 2: "plan 1"}
    assert names(workspace, Basis.PLAN) == dict.fromkeys((YEAR, YEAR + 1, YEAR + 2), "plan 1")
    found = chosen(workspace, Basis.NOW)
    assert [(each.year, each.what) for each in found.entries][:1] == [
        (YEAR, "As it was An invoice came late")
    ]
    assert len(found.entries) == 3


def test_what_is_open_is_told_and_not_taken(owner: Actor, world: World, workspace: Workspace) -> None:
    record = world.record("dogs")
    plan = vintage_of(owner, record)
    entered(owner, plan)
    assert chosen(workspace, Basis.NOW).entries == []
    assert list(chosen(workspace, Basis.NOW).still_open) == [plan]
    locked(owner, plan)
    assert chosen(workspace, Basis.NOW).still_open == []
    assert len(chosen(workspace, Basis.NOW).entries) == 1


def test_a_plan_of_values_alone_says_nothing_of_money(
    owner: Actor, world: World, workspace: Workspace
) -> None:
    planned(owner, profiled(owner, world.record("dogs")), quarters_from(workspace.first_period_on, [1, 2]))
    assert chosen(workspace, Basis.PLAN).by_year == {}
