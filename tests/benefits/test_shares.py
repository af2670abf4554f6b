"""What each party would pay alone: whose word it is, the test on it, and the decision that it may ask."""

import datetime
import json
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import shares
from frankpledge.benefits.actions.shares import Alone, Decided
from frankpledge.benefits.gates import Gate
from frankpledge.benefits.models import AloneCost, EntryKind, ShareDecision, Workspace
from frankpledge.benefits.queries.shares import Shares, shares_of
from frankpledge.benefits.queries.stages import stages_of
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.exchange.benefit_cases.shares import Made, made_of
from frankpledge.exchange.cases import share as command
from frankpledge.people.models import Role
from tests.ledgers import YEAR, body, entered, locked, officer, vintage_of
from tests.ledgers import shares as parts
from tests.members import Members
from tests.tracking import begun
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(members: Members) -> Actor:
    return members.actor("northshire", Role.OWNER)


@pytest.fixture
def workspace(owner: Actor, world: World) -> Workspace:
    """Northshire pays £60.00 and £10.00 to eastmarch, which pays £40.01; a budget stands aside."""
    made, dogs = begun(owner, world.record("dogs")), world.record("dogs")
    plan, budget = vintage_of(owner, dogs), vintage_of(owner, dogs, "budget")
    entered(owner, plan)
    entered(owner, plan, kind=EntryKind.TRANSFER, shares=parts(northshire=-10_00, eastmarch=10_00))
    entered(owner, budget, shares=parts(northshire=1_00))
    for each in (plan, budget):
        locked(owner, each)
    return made


def alone(slug: str, pence: int | None, **words: Any) -> Alone:
    said = {"year": YEAR, "how": "Two kennels.", "source": "Budget book 2024/25", **words}
    return Alone(organisation=body(slug), amount_pence=pence, **said)


def said(workspace: Workspace, slug: str, pence: int, version: int = 0) -> AloneCost:
    by, record = officer(slug), workspace.collaboration
    return shares.say(by=by, collaboration=record, version=version, alone=alone(slug, pence))


def gate(workspace: Workspace) -> tuple[Gate, str]:
    found = stages_of(workspace, timezone.localdate())[10].found
    return found.gate, str(found.words)


def of(workspace: Workspace) -> Shares:
    held = shares_of(workspace)
    assert held is not None
    return held


def test_what_a_party_pays_is_what_it_bears_with_what_it_pays_to_others(workspace: Workspace) -> None:
    pays = {each.body.slug: each.pays_pence for each in of(workspace).rows}
    assert pays == {"northshire": 70_00, "eastmarch": 30_01}
    assert of(workspace).whole_pence == 100_01
    assert shares_of(workspace, YEAR + 1) is None


def test_a_party_that_would_pay_less_alone_asks_for_a_decision_of_the_board(
    workspace: Workspace, owner: Actor
) -> None:
    assert gate(workspace) == (Gate.NOT_MET, "Of 0 of 2 parties it is known what they would pay alone.")
    said(workspace, "northshire", 69_99)
    said(workspace, "eastmarch", 30_01)
    told = "Would pay less alone: Northshire Police."
    assert gate(workspace) == (Gate.NOT_MET, f"{told} No decision of the board is recorded.")
    decided = Decided(
        year=YEAR, decided_on=timezone.localdate(), minute_reference="JB 12", words="Keep the key: a penny."
    )
    key = uuid.uuid4()
    for _number in range(2):
        shares.decide(by=owner, collaboration=workspace.collaboration, decided=decided, key=key)
    assert ShareDecision.objects.count() == 1
    assert gate(workspace)[0] is Gate.MET
    said(workspace, "northshire", 70_00, version=1)
    assert gate(workspace) == (Gate.MET, "No party would pay less alone.")


def test_its_own_finance_officer_goes_before_anybody_elses_estimate(
    workspace: Workspace, members: Members
) -> None:
    clerk, record = members.actor("northshire", Role.CONTRIBUTOR), workspace.collaboration
    row = shares.estimate(by=clerk, collaboration=record, version=0, alone=alone("eastmarch", 1_00))
    assert not row.is_own
    with pytest.raises(Stale):
        shares.estimate(by=clerk, collaboration=record, version=0, alone=alone("eastmarch", 2_00))
    assert said(workspace, "eastmarch", 1_00, version=1).is_own
    with pytest.raises(Invalid, match="finance officer said this already"):
        shares.estimate(by=clerk, collaboration=record, version=2, alone=alone("eastmarch", 2_00))
    with pytest.raises(NotAllowed):
        shares.say(by=officer("eastmarch"), collaboration=record, version=0, alone=alone("northshire", 1))
    with pytest.raises(NotAllowed):
        shares.say(by=clerk, collaboration=record, version=0, alone=alone("northshire", 1))


@pytest.mark.parametrize(
    ("pence", "words", "field"),
    [(None, {}, "amount"), (-1, {}, "amount"), (1, {"how": ""}, "how"), (1, {"source": " "}, "source"),
     (1, {"year": 20}, "year")],
)  # fmt: skip
def test_what_is_not_whole_is_refused(
    workspace: Workspace, pence: int | None, words: Any, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        shares.say(
            by=officer("northshire"),
            collaboration=workspace.collaboration,
            version=0,
            alone=alone("northshire", pence, **words),
        )
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(
    ("words", "field"),
    [({"decided_on": datetime.date(2099, 1, 1)}, "decided_on"),
     ({"minute_reference": ""}, "minute_reference"), ({"words": ""}, "words")],
)  # fmt: skip
def test_a_decision_has_its_day_its_minute_and_its_words(
    workspace: Workspace, owner: Actor, words: Any, field: str
) -> None:
    whole = {
        "year": YEAR,
        "decided_on": timezone.localdate(),
        "minute_reference": "JB 12",
        "words": "Keep it.",
    }
    with pytest.raises(Invalid) as refused:
        shares.decide(
            by=owner,
            collaboration=workspace.collaboration,
            decided=Decided(**{**whole, **words}),
            key=uuid.uuid4(),
        )
    assert list(refused.value.fields) == [field]


def made(workspace: Workspace) -> Made:
    return made_of(workspace.collaboration, of(workspace))


def test_the_engine_on_the_exported_case_says_the_same_to_the_penny(workspace: Workspace) -> None:
    said(workspace, "northshire", 60_00)
    assert made(workspace).answer.game is None
    said(workspace, "eastmarch", 80_00)
    document = json.loads(json.dumps(made(workspace).document))
    answered = command.report(document).document
    [basis] = [each for each in answered["shares"] if each["kind"] == "agreed"]
    told = {each["party"]: each for each in basis["standings"]}
    for row in of(workspace).rows:
        by_command = told[row.body.name]
        assert basis["pence"][row.body.name] == row.pays_pence
        assert round(by_command["saves"] * 100) == row.saves_pence
        assert by_command["individually_rational"] == (row not in of(workspace).failing)
        low, high = made(workspace).band_of(row) or (0, 0)
        assert (low, high) == (
            answered["band"]["lowest"][row.body.name],
            answered["band"]["highest"][row.body.name],
        )


def test_the_groups_between_three_parties_are_a_formulas_and_marked_so(
    workspace: Workspace, owner: Actor
) -> None:
    outturn = vintage_of(owner, workspace.collaboration, "outturn")
    parties = {"northshire": 50_00, "eastmarch": 30_00, "port-vale": 20_00}
    entered(owner, outturn, shares=parts(**{slug.replace("-", "_"): each for slug, each in parties.items()}))
    locked(owner, outturn)
    for slug, pence in parties.items():
        AloneCost.objects.create(
            workspace=workspace, organisation=body(slug), year=YEAR, amount_pence=pence * 2, how="x",
            source="y", is_own=False,
        )  # fmt: skip
    found = made(workspace)
    assert any("come from a formula" in each for each in found.sentences)
    assert found.document["agreed"] == {each.body.name: each.pays_pence / 100 for each in of(workspace).rows}


def test_it_asks_as_many_statements_for_one_line_as_for_many(workspace: Workspace, owner: Actor) -> None:
    counts = []
    for number in range(2):
        outturn = vintage_of(owner, workspace.collaboration, "outturn", reason="Again.")
        for line in range(1 + 10 * number):
            entered(owner, outturn, what=f"Line {line}")
        locked(owner, outturn)
        with CaptureQueriesContext(connection) as asked:
            of(workspace)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 5
