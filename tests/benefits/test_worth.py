"""What a benefit is worth: net by the engine, gross beside it, and not known where a share is missing."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import standings as actions
from frankpledge.benefits.models import SHARES, BenefitClass, EntryKind, Grade, Profile, Standing
from frankpledge.benefits.queries.cases import Basis
from frankpledge.benefits.queries.standings import reconciled
from frankpledge.config.command_line import main
from frankpledge.exchange.benefit_cases import words, workbook
from frankpledge.exchange.benefit_cases.case import Asked, Made, gross_pence, made_of
from frankpledge.people.models import Role
from frankpledge.register.models import Collaboration
from frankpledge.web.worth import rows
from tests.ledgers import body, entered, locked, shares, vintage_of
from tests.members import Members
from tests.tracking import (
    FIRST_PERIOD,
    baselined,
    begun,
    cell,
    measured,
    planned,
    profiled,
    quarters_from,
    realised_by,
    returned,
)
from tests.workbooks import Book
from tests.world import World

pytestmark = pytest.mark.django_db
GIVEN = {"deadweight": "0.2", "leakage": "0", "displacement": "0.1", "substitution": "0"}


@pytest.fixture
def owner(members: Members, world: World) -> Actor:
    actor = members.actor("northshire", Role.OWNER)
    begun(actor, world.record("dogs"))
    return actor


@pytest.fixture
def record(world: World) -> Collaboration:
    return world.record("dogs")


def valued(owner: Actor, record: Collaboration, **words: Any) -> Profile:
    """Agreed, £10.01 an hour: 100 hours a quarter before, 150 planned, 145.5 come about, for two quarters."""
    said: dict[str, Any] = {name: Decimal(share) for name, share in GIVEN.items()}
    said |= {f"{name}_reason": "Judged." for name in SHARES}
    value = {"unit_value_pence": 1001, "unit_value_source": "Pay scales", "unit_value_prices_of": 2024}
    profile = profiled(owner, record, **{**said, **value, **words})
    baselined(owner, profile, quarters_from(FIRST_PERIOD.replace(year=2020), [98, 102] * 8))
    planned(owner, profile, quarters_from(FIRST_PERIOD, [150, 150]))
    for month, many in ((4, "145.5"), (7, "145.5")):
        returned(
            owner, record, FIRST_PERIOD.replace(month=month), cell(profile, many, explanation="So it was.")
        )
    Profile.objects.filter(pk=profile.pk).update(state="agreed", evidence=Grade.E2)
    profile.refresh_from_db()
    actions.refresh(profile.workspace)
    return profile


def made(record: Collaboration, basis: Basis = Basis.NOW) -> Made:
    return made_of(record, record.workspace, Asked(basis=basis), timezone.localdate())


def line_of(found: Made, profile: Profile) -> dict[str, Any]:
    [line] = [each for each in found.document["lines"] if each["name"].startswith(profile.title)]
    return dict(line)


def test_what_is_not_the_collaborations_doing_is_taken_off_by_the_engine(
    owner: Actor, record: Collaboration
) -> None:
    profile = valued(owner, record)
    standing = Standing.objects.get(profile=profile)
    # 45.5 hours a quarter more, twice, at 1001 pence; four fifths of it, and nine tenths of that.
    assert standing.actual_gross_pence == 91_091
    assert standing.actual_pence == round(91_091 * 0.72) == 65_586
    assert (standing.planned_gross_pence, standing.planned_pence) == (100_100, 72_072)
    assert [name for _reference, names in reconciled() for name in names] == []


@pytest.mark.parametrize("share", SHARES)
def test_a_share_that_nobody_gave_is_missing_and_not_nought(
    owner: Actor, record: Collaboration, share: str
) -> None:
    profile = valued(owner, record, **{share: None, f"{share}_reason": ""})
    standing = Standing.objects.get(profile=profile)
    assert (standing.actual_pence, standing.planned_pence) == (None, None)
    assert (standing.actual_gross_pence, standing.planned_gross_pence) == (91_091, 100_100)
    assert rows(profile, standing)[0][1].startswith("not known: gross £910.91")
    found = made(record)
    assert "additionality" not in line_of(found, profile)
    assert found.whole_counted == 1


def test_the_command_on_the_exported_case_comes_to_the_same_pence(
    owner: Actor, record: Collaboration, tmp_path: Path
) -> None:
    standing = Standing.objects.get(profile=valued(owner, record))
    for basis, pence in ((Basis.PLAN, standing.planned_pence), (Basis.NOW, standing.actual_pence)):
        file = tmp_path / "case.json"
        file.write_text(json.dumps(made(record, basis).document))
        said = CliRunner().invoke(main, ["appraise", str(file), "--json"])
        assert said.exit_code == 0, said.output
        assert json.loads(said.output)["appraisal"]["whole"]["npsv_pence"] == pence
    assert gross_pence(made(record, Basis.PLAN)) == standing.planned_gross_pence
    notes = [list(each) for each in words.notes(made(record), "1.0", timezone.localdate())]
    assert any("it has no line in the ledger" in each[-1] for each in notes)
    book = Book.read(workbook.file_of(made(record), notes))
    assert round(100 * float(book.at("Answer", "B2"))) == standing.actual_pence


def test_a_benefit_with_lines_in_the_ledger_takes_those_and_not_its_values_besides(
    owner: Actor, record: Collaboration
) -> None:
    profile = valued(owner, record)
    assert [each.profile for each in made(record).valued] == [profile]
    assert "(value × worth of one)" in line_of(made(record), profile)["name"]
    plan = vintage_of(owner, record, "forecast")
    saved = {"kind": EntryKind.BENEFIT, "what": profile.title, "profile": profile.reference}
    entered(owner, plan, shares=shares(northshire=70_33), **saved)
    locked(owner, plan)
    assert made(record).valued == []
    line = line_of(made(record), profile)
    assert (line["name"], line["amounts"]) == (profile.title, [70.33])
    assert line["additionality"] == {"deadweight": 0.2, "displacement": 0.1}


def test_whose_it_is_comes_from_the_profile_and_a_drawback_counts_against(
    owner: Actor, record: Collaboration
) -> None:
    own = {"beneficiary": "party", "beneficiary_party": body("eastmarch")}
    profile = valued(owner, record, benefit_class=BenefitClass.CASH, **own)
    line = line_of(made(record), profile)
    assert (line["kind"], line["party"]) == ("saving", "Eastmarch Police")
    Profile.objects.filter(pk=profile.pk).update(beneficiary="all")
    assert line_of(made(record), profile)["party"] == "All parties, not split"
    realised_by(owner, Profile.objects.get(pk=profile.pk), "northshire", "eastmarch")
    profile.realisers.update(share=Decimal("0.5"))
    lines = [each for each in made(record).document["lines"] if each["name"].startswith(profile.title)]
    assert {each["party"] for each in lines} == {"Northshire Police", "Eastmarch Police"}
    less = measured(name="Calls dropped", direction="less")
    Profile.objects.filter(pk=profile.pk).update(measure=less, benefit_class="disbenefit")
    [one, _other] = [each for each in made(record).document["lines"] if each["kind"] == "disbenefit"]
    assert one["amounts"][0] > 0


def test_the_stored_figures_are_rebuilt_and_a_wrong_one_is_found(owner: Actor, record: Collaboration) -> None:
    profile = valued(owner, record)
    Standing.objects.update(actual_pence=1, actual_gross_pence=None)
    assert dict(reconciled()) == {profile.reference: ["actual_pence", "actual_gross_pence"]}
    assert actions.rebuild() == 1
    assert dict(reconciled()) == {profile.reference: []}


def test_what_could_leave_budgets_is_told_of_the_net(owner: Actor, record: Collaboration) -> None:
    profile = valued(owner, record, cashable=Decimal("0.5"))
    told = dict(rows(profile, Standing.objects.get(profile=profile)))
    assert told["Of that worth, what could leave budgets"] == "£327.93"
    assert told["Worth of the change, in prices of the plan"].startswith("£655.86 net; gross £910.91")
