"""What bears a benefit out, in a browser without scripts: worked out by each design, or found elsewhere."""

import datetime
import json
import random

import pytest
from django.test import Client

from frankpledge.benefits import periods
from frankpledge.benefits.actions import findings
from frankpledge.benefits.actions.findings import Found
from frankpledge.benefits.models import Design, Finding, Length, Profile
from frankpledge.benefits.queries.findings import NAMES, Study, worked
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.exchange.cases import answer
from frankpledge.people.models import Organisation, Role
from tests.corrections import words_of
from tests.members import Members
from tests.tracking import FIRST_PERIOD, baselined, begun, cell, months_from, profiled, returned, studied
from tests.web.test_workspaces import filled, signed_in
from tests.world import World

BEFORE = datetime.date(2022, 4, 1)
MONTHS = 36


@pytest.fixture
def profile(world: World, members: Members) -> Profile:
    """24 months before and 12 after, when it fell by a third."""
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    begun(owner, record, length=Length.MONTH, goes_live_on=datetime.date(2099, 4, 1))
    made = profiled(owner, record)
    odds = random.Random(7)  # noqa: S311 - no secret
    baselined(
        owner, made, months_from(BEFORE, [odds.randint(95, 105) for _ in range(24)]), length=Length.MONTH
    )
    for at in range(12):
        returned(owner, record, periods.later(FIRST_PERIOD, at), cell(made, odds.randint(62, 70)))
    return made


@pytest.fixture
def clerk(members: Members) -> Client:
    return signed_in(members, Role.CONTRIBUTOR)


def _others(design: str, count: int) -> str:
    """Pasted lines of others, in which nothing happened."""
    odds = random.Random(3)  # noqa: S311 - no secret
    days = [periods.later(BEFORE, at) for at in range(MONTHS)]
    if design == Design.CONTROLLED:
        return "\n".join(f"{day:%Y-%m} {odds.randint(90, 110)}".replace(" ", "\t") for day in days)
    outside = Organisation.objects.exclude(parties__collaboration__slug="dogs").order_by("slug")[:count]
    return "\n".join(f"{day:%Y-%m}\t{body.slug}\t{odds.randint(90, 110)}" for body in outside for day in days)


def test_each_design_is_answered_by_the_engine_and_can_be_run_again(clerk: Client, profile: Profile) -> None:
    page, best = f"/benefits/{profile.reference}/evidence", {}
    for design in NAMES:
        count = 10 if design == Design.SYNTHETIC else 6
        others = "" if design in {Design.BEFORE_AFTER, Design.INTERRUPTED} else _others(design, count)
        form = {**filled(clerk.get(page)), "design": design, "others": others, "bodies": "8"}
        checked = clerk.post(page, form)
        assert checked.status_code == 200, (design, words_of(checked))
        assert "What the figures say" in words_of(checked)
        for _ in range(2):
            assert clerk.post(page, {**form, "step": "checked"}).status_code == 303, design
        held = Finding.objects.get(design=design)
        again = answer("attribute", held.case or {}).document
        assert held.result is not None
        assert (again["grade"], again["effect"]["value"]) == (held.result["grade"], held.result["change"])
        best[design] = held.grade
        profile.refresh_from_db()
        assert profile.evidence == held.grade, "the newest counts"
    assert (best["before_after"], best["interrupted"], best["controlled"]) == ("E2", "E3", "E4")
    shown = words_of(clerk.get(f"/benefits/{profile.reference}"))
    assert "“No change” lies outside the range." in shown
    assert "The newest finding counts" in shown
    case = clerk.get(f"{page}/{Finding.objects.latest('id').pk}.json")
    assert json.loads(case.content)["design"] == "synthetic"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"design": ""}, "Choose a design"),
        ({"design": "randomised"}, "Choose a design"),
        ({"design": "controlled", "others": "2022-04\t5", "bodies": "8"}, "Missing: May 2022"),
        ({"design": "controlled", "others": "", "bodies": "8"}, "Enter a row for each period"),
        ({"design": "differences", "others": "2022-04\tnorthshire\t5"}, "Enter a number"),
        ({"design": "synthetic", "others": "2022-04\t5"}, "Name a body outside this collaboration"),
    ],
)
def test_what_cannot_be_answered_is_said_and_nothing_typed_is_lost(
    clerk: Client, profile: Profile, typed: dict[str, str], told: str
) -> None:
    page = f"/benefits/{profile.reference}/evidence"
    refused = clerk.post(page, {**filled(clerk.get(page)), **typed})
    assert refused.status_code == 422
    assert told in words_of(refused)
    assert filled(refused)["others"].strip() == typed.get("others", "")
    assert not Finding.objects.exists()


def test_too_few_periods_and_a_gap_are_said(world: World, members: Members) -> None:
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    begun(owner, record, length=Length.MONTH)
    made = profiled(owner, record)
    with pytest.raises(Invalid, match="needs a locked baseline"):
        worked(made, Study(design=Design.BEFORE_AFTER))
    baselined(owner, made, months_from(BEFORE, [100, 101, 99] * 8), length=Length.MONTH)
    returned(owner, record, FIRST_PERIOD, cell(made, 5))
    with pytest.raises(Invalid, match="do not bear this design"):
        worked(made, Study(design=Design.INTERRUPTED))
    returned(owner, record, periods.later(FIRST_PERIOD, 2), cell(made, 5))
    with pytest.raises(Invalid, match="Not known: May 2024"):
        worked(made, Study(design=Design.BEFORE_AFTER))


def test_a_study_made_elsewhere_is_graded_by_its_design_and_capped(
    members: Members, profile: Profile
) -> None:
    owner = signed_in(members, Role.OWNER)
    page = f"/benefits/{profile.reference}/evidence/elsewhere"
    form = filled(owner.get(page))
    empty = owner.post(page, form)
    assert empty.status_code == 422
    assert "Enter where it is published" in words_of(empty)
    typed = {
        **form, "design": "randomised", "borne_out": "yes", "unmet": "1", "words": "Fewer <calls>.",
        "source": "Journal of Dogs 4", "found_on": "1 March 2025", "independent": "yes",
    }  # fmt: skip
    assert "E4:" in words_of(owner.post(page, typed))
    for _ in range(2):
        assert owner.post(page, {**typed, "step": "checked"}).status_code == 303
    held = Finding.objects.get()
    assert (held.grade, held.is_independent, held.is_capped) == ("E4", True, False)
    shown = words_of(owner.get(f"/benefits/{profile.reference}"))
    assert "Fewer <calls>." in shown
    assert "Journal of Dogs 4" in shown
    without_baseline = profiled(members.actor("northshire", Role.OWNER), profile.workspace.collaboration)
    capped = studied(members.actor("northshire", Role.OWNER), without_baseline)
    assert (capped.grade, capped.is_capped) == ("E1", True)


def test_who_only_proposes_records_no_study_of_others(members: Members, profile: Profile) -> None:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    with pytest.raises(NotAllowed):
        studied(contributor, profile)
    with pytest.raises(NotAllowed):
        findings.work_out(
            by=members.actor("northshire", Role.READER),
            reference=profile.reference,
            study=Study(design=Design.BEFORE_AFTER),
            key=profile.submission_key,
        )
    by_others = members.actor("eastmarch", Role.CONTRIBUTOR)
    study = Study(design=Design.BEFORE_AFTER)
    made = findings.work_out(
        by=by_others, reference=profile.reference, study=study, key=profile.submission_key
    )
    assert made.is_independent


@pytest.mark.parametrize(
    ("design", "unmet", "borne_out", "grade"),
    [
        (Design.RANDOMISED, 0, "yes", "E5"), (Design.DIFFERENCES, 0, "yes", "E4"),
        (Design.DIFFERENCES, 1, "yes", "E3"), (Design.DIFFERENCES, 2, "yes", "E2"),
        (Design.SYNTHETIC, 2, "no", "E1"), (Design.BEFORE_AFTER, 0, "no", "E1"),
    ],
)  # fmt: skip
def test_a_study_comes_to_what_its_design_and_conditions_bear(
    design: str, unmet: int, borne_out: str, grade: str
) -> None:
    found = Found(
        design=design,
        words="So.",
        source="There",
        found_on=None,
        unmet=unmet,
        is_borne_out=borne_out == "yes",
    )
    assert findings.grade_of(found) == grade
