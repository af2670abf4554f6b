"""The gates of the fourteen stages: each of the answers where it can be had, and what a record comes to."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from frankpledge.benefits.gates import Facts, Gate
from frankpledge.benefits.models import BenefitClass, MapEdge, MapNode, NodeKind
from frankpledge.benefits.queries.maps import findings_of
from frankpledge.benefits.queries.stages import stages_of, work_of
from frankpledge.benefits.stages import STAGES, State, lines_of
from frankpledge.engine.maps import Fault
from frankpledge.people.models import Role
from tests.members import Members
from tests.tracking import begun, profiled
from tests.world import World

DAY = datetime.date(2026, 5, 3)
NOTHING = Facts(
    has_objective=False, has_review_date=False, is_answered_for=False,
    has_purpose=False, accepts=0, asked=0, nodes=0, faults=0,
    profiles=0, whole=0, measured=0, baselined=0, late=0, lined=0, agreed=0, in_pounds=0, valued=0, ranged=0,
    alone_known=0, alone_asked=0, better_alone=(), is_share_decided=False, corrected=0,
    corrects_nothing=False, stacked=(),
    returns=0, locked=0, evidenced=0, cash=0, banked=0, is_decided=False, is_minuted=False,
    learn_by=None, learned_on=None,
)  # fmt: skip
ALL = replace(
    NOTHING, has_objective=True, has_review_date=True, is_answered_for=True,
    has_purpose=True, accepts=4, asked=4, nodes=3,
    profiles=2, whole=2, measured=2, baselined=2, lined=2, agreed=2, in_pounds=1, valued=1, ranged=2,
    corrected=2, alone_known=2, alone_asked=2,
    returns=1, locked=1, evidenced=2, cash=1, banked=1, is_decided=True, is_minuted=True,
    learn_by=DAY, learned_on=DAY,
)  # fmt: skip


def stage(number: int, facts: Facts) -> Any:
    return lines_of(facts)[number - 1]


def test_there_are_fourteen_in_order_and_each_gate_says_what_it_caps() -> None:
    assert [each.number for each in STAGES] == list(range(1, 15))
    assert all(each.caps for each in STAGES)


def test_with_nothing_on_record_no_gate_is_met() -> None:
    assert {line.found.gate for line in lines_of(NOTHING)} == {Gate.NOT_MET}
    assert stage(5, NOTHING).state is State.CANNOT_START
    assert stage(4, NOTHING).state is State.NOT_BEGUN


def test_with_everything_on_record_every_gate_is_met() -> None:
    assert {line.found.gate for line in lines_of(ALL)} == {Gate.MET}
    assert {line.state for line in lines_of(ALL)} == {State.DONE}


@pytest.mark.parametrize(
    ("number", "changed", "gate", "words"),
    [
        (1, {"has_objective": False}, Gate.NOT_MET, "No objective"),
        (1, {"has_review_date": False}, Gate.NOT_MET, "no date of review"),
        (1, {"is_answered_for": False}, Gate.NOT_MET, "Nobody is named"),
        (2, {"has_purpose": False}, Gate.NOT_MET, "no purpose"),
        (2, {"accepts": 3}, Gate.NOT_MET, "3 of 4 legal persons"),
        (3, {"nodes": 0}, Gate.NOT_MET, "no map"),
        (3, {"faults": 1}, Gate.NOT_MET, "find something"),
        (4, {"whole": 1}, Gate.NOT_MET, "1 of 2 profiles"),
        (5, {"baselined": 1}, Gate.NOT_MET, "1 of 2 profiles"),
        (5, {"late": 1}, Gate.NOT_MET, "Locked only after the change began: 1."),
        (5, {"measured": 0, "baselined": 0}, Gate.NOT_APPLICABLE, "No profile is measured"),
        (6, {"agreed": 1}, Gate.NOT_MET, "1 of 2 bodies"),
        (6, {"lined": 0, "agreed": 0}, Gate.NOT_MET, "ledger is empty"),
        (7, {"valued": 0}, Gate.NOT_MET, "0 of 1 profiles"),
        (7, {"in_pounds": 0, "valued": 0}, Gate.NOT_APPLICABLE, "No profile is worth pounds"),
        (8, {"corrected": 0}, Gate.NOT_MET, "Nobody has said"),
        (8, {"corrected": 1, "corrects_nothing": True}, Gate.MET, "the reason is there"),
        (8, {"stacked": ("Programme late", "Price rises")}, Gate.NOT_MET, "Programme late; Price rises"),
        (9, {"locked": 0}, Gate.NOT_MET, "No return is locked"),
        (9, {"evidenced": 1}, Gate.NOT_MET, "1 of 2 profiles"),
        (10, {"banked": 0}, Gate.NOT_MET, "0 of 1 profiles"),
        (10, {"cash": 0, "banked": 0}, Gate.NOT_APPLICABLE, "No profile is money"),
        (11, {"alone_known": 1}, Gate.NOT_MET, "Of 1 of 2 parties"),
        (11, {"alone_known": 0, "alone_asked": 0}, Gate.NOT_MET, "Nothing that each party pays"),
        (11, {"alone_known": 1, "alone_asked": 1}, Gate.NOT_APPLICABLE, "One party"),
        (11, {"better_alone": ("Eastmarch",)}, Gate.NOT_MET, "Eastmarch. No decision"),
        (11, {"better_alone": ("Eastmarch",), "is_share_decided": True}, Gate.MET, "minuted"),
        (12, {"ranged": 1}, Gate.NOT_MET, "1 of 2 profiles"),
        (13, {"is_decided": False, "is_minuted": False}, Gate.NOT_MET, "Nothing is decided"),
        (13, {"is_minuted": False}, Gate.NOT_MET, "no minute"),
        (14, {"learn_by": None}, Gate.NOT_MET, "Nothing is decided"),
        (14, {"learned_on": None}, Gate.NOT_MET, "asked by 3 May 2026"),
        (14, {"learned_on": DAY + datetime.timedelta(days=1)}, Gate.NOT_MET, "on 4 May 2026"),
    ],
)
def test_what_is_missing_shuts_its_gate_and_says_so(
    number: int, changed: dict[str, Any], gate: Gate, words: str
) -> None:
    found = stage(number, replace(ALL, **changed)).found
    assert found.gate is gate
    assert words in str(found.words)


@pytest.mark.django_db
def test_a_record_comes_to_its_stages(world: World, members: Members) -> None:
    contributor, dogs = members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs")
    workspace = begun(contributor, dogs)
    day = workspace.first_period_on
    assert {line.state for line in stages_of(workspace, day)} & {State.DONE} == set()
    profiled(contributor, dogs, benefit_class=BenefitClass.QUALITATIVE, measure=None)
    found = {line.stage.number: line for line in stages_of(workspace, day)}
    assert found[4].state is State.GATE_NOT_MET
    assert (found[5].found.gate, found[5].state) == (Gate.NOT_APPLICABLE, State.NOT_NEEDED)
    assert work_of(workspace) == {}


@pytest.mark.django_db
def test_the_map_is_checked_by_the_engine(world: World, members: Members) -> None:
    workspace = begun(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"))
    assert findings_of(workspace) == ()
    change, benefit = (
        MapNode.objects.create(workspace=workspace, kind=kind, label=label)
        for kind, label in ((NodeKind.CHANGE, "One unit"), (NodeKind.BENEFIT, "Hours freed"))
    )
    MapEdge.objects.create(cause=change, effect=benefit)
    faults = {finding.fault for finding in findings_of(workspace)}
    assert faults == {Fault.WITHOUT_OBJECTIVE, Fault.NO_DISBENEFIT}
