"""The worked example, told once for all tests of the file: what it holds, and that the engine says it too."""

import csv
import datetime
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings as configured
from django.db import transaction
from django.db.models import F, Sum
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from frankpledge.audit.actors import at_command_line
from frankpledge.audit.models import Entry
from frankpledge.benefits.gates.found import Gate
from frankpledge.benefits.models import (
    Baseline,
    ContestedLine,
    Edition,
    Finding,
    Grade,
    LedgerEntry,
    Light,
    Observation,
    Profile,
    Return,
    ReturnState,
    Review,
    Said,
    Standing,
    Vintage,
    Workspace,
)
from frankpledge.benefits.queries import accuracy, portfolio, standings
from frankpledge.benefits.queries.stages import stages_of
from frankpledge.config.command_line import main
from frankpledge.errors import Invalid
from frankpledge.exchange import demonstration, measure_files, worked_example
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import RECORD
from frankpledge.people.models import Organisation, User
from tests.members import sign_in
from tests.three_counties import AREAS, built

BY = at_command_line("a test")
TITLE = "Three Counties phone and computer examination (made up)"
# When the last year that was decided of was the newest that is over.
LAST_DAY = datetime.date(2025, 7, 31)
YEARS = 5
PERIODS = 12 * YEARS


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Workspace]:
    """In a transaction that each test of the file goes on in, and that is undone after the last."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(configured, "DEMONSTRATION", True)
        record = built(RECORD, TITLE)
        measure_files.load(by=BY)
        demonstration.appoint(by=BY)
        assert worked_example.tell() > PERIODS
        yield Workspace.objects.get(collaboration=record)
        transaction.set_rollback(True)


@pytest.fixture
def workspace(told: Workspace, db: None, settings: Settings) -> Workspace:
    """Each test's own changes are undone before the next."""
    settings.DEMONSTRATION = True
    return Workspace.objects.get(pk=told.pk)


@pytest.fixture
def owner(workspace: Workspace) -> Client:
    client = Client()
    sign_in(client, User.objects.get(email="owner@northmarch.example"))
    return client


def benefit(title: str) -> Profile:
    return Profile.objects.select_related("standing").get(title__startswith=title)


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def run(command: str, content: bytes, folder: Path) -> dict[str, Any]:
    """What a command says of an exported file, without any database of its own."""
    file = folder / f"{command}.json"
    file.write_bytes(content)
    said = CliRunner().invoke(main, [command, str(file), "--json"])
    assert said.exit_code == 0, said.output
    found: dict[str, Any] = json.loads(said.output)
    return found


def pounds(pence: int) -> str:
    sign = "\N{MINUS SIGN}" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def test_five_years_of_months_are_locked_after_a_baseline_in_time(workspace: Workspace) -> None:
    held = Return.objects.filter(workspace=workspace)
    assert held.filter(state=ReturnState.LOCKED, locked_on__gt=F("starts_on")).count() == PERIODS
    assert held.count() == PERIODS
    assert set(Baseline.objects.values_list("is_late", flat=True)) == {False}
    assert Baseline.objects.count() == Profile.objects.filter(workspace=workspace).count() == 6
    assert Observation.objects.filter(of_return__in=held).count() == len(files.rows("returns"))
    assert Observation.objects.filter(said=Said.NOT_KNOWN).count() == 1


def test_each_word_is_of_its_day_and_the_memory_of_the_day_it_was_written(workspace: Workspace) -> None:
    assert workspace.opened_at.year == 2019
    entries = Entry.objects.filter(subject_key=RECORD, action__startswith="benefits.")
    assert not entries.filter(at__year__lte=2025).exists()
    assert {each.organisation for each in entries} >= set(AREAS)


def test_one_return_is_disputed_and_silence_stays_silence(workspace: Workspace, owner: Client) -> None:
    dispute = Review.objects.get(agrees=False)
    page = text_of(owner, f"/collaborations/{workspace.collaboration.reference}/benefits/returns/2022-11")
    assert dispute.words in page
    assert "disputes it" in page
    assert "not reviewed" in page


def test_one_failed_one_is_attributed_and_one_is_a_drawback_of_one_force(workspace: Workspace) -> None:
    failed, success, harm = benefit("Half as many"), benefit("Results in weeks"), benefit("Wexcombe drives")
    assert failed.standing.light == Light.RED
    assert (failed.standing.realised or 0) < 0
    assert (success.evidence, success.standing.light) == (Grade.E3, Light.GREEN)
    assert [each.organisation.slug for each in harm.realisers.all()] == ["wexcombe"]
    assert harm.standing.light == Light.NOT_KNOWN


def test_the_grade_of_the_success_is_what_the_engine_says_of_its_case(
    workspace: Workspace, owner: Client, tmp_path: Path
) -> None:
    success = benefit("Results in weeks")
    found = Finding.objects.filter(profile=success).order_by("id").last()
    assert found is not None
    content = owner.get(f"/benefits/{success.reference}/evidence/{found.pk}.json").content
    said, result = run("attribute", content, tmp_path), dict(found.result or {})
    assert (said["grade"], said["why"]) == (Grade.E3, result["why"])
    assert said["title"].endswith("(made up)")
    effect = said["effect"]
    assert [effect["value"], effect["low"], effect["high"]] == [
        result[name] for name in ("change", "low", "high")
    ]
    page = text_of(owner, f"/benefits/{success.reference}")
    assert f"{Grade.E3} (interrupted series" in page
    assert found.words in page
    assert f"{1 - effect['value']:.1%} less" in found.words


def test_every_plan_stays_and_the_second_says_why(workspace: Workspace) -> None:
    first, second = Vintage.objects.filter(workspace=workspace, kind="plan").order_by("number")
    assert first.reason == ""
    assert "a year late" in second.reason
    hours = benefit("Officers freed")
    of_last_month = {
        vintage: hours.planned.filter(vintage=vintage, starts_on="2025-03-01").aggregate(all=Sum("value"))
        for vintage in (first, second)
    }
    assert of_last_month[first]["all"] > of_last_month[second]["all"]


def test_the_ledger_adds_up_and_one_share_is_contested(workspace: Workspace) -> None:
    every = LedgerEntry.objects.filter(vintage__workspace=workspace)
    assert (
        every.count()
        == len(files.rows("ledger")) + every.filter(vintage__number=2, vintage__kind="plan").count()
    )
    parts = every.annotate(parts=Sum("shares__amount_pence"))
    assert not parts.exclude(parts=F("amount_pence")).exists()
    assert not every.filter(kind="transfer").exclude(amount_pence=0).exists()
    contested = ContestedLine.objects.filter(word__vintage__workspace=workspace).order_by("id")
    assert {each.word.organisation.slug for each in contested} == {"eastvale"}
    assert [each.entry.year for each in contested if each.entry] == [2022, 2023, 2024]


def test_the_gates_that_its_people_can_meet_are_met_and_the_others_say_why(workspace: Workspace) -> None:
    gates = {line.stage.number: line.found.gate for line in stages_of(workspace, LAST_DAY)}
    shut = {number for number, gate in gates.items() if gate is not Gate.MET}
    # One force’s drawback names nobody in the others; one force contests its share; one series has a gap.
    assert shut == {4, 6, 9}


def test_the_stored_standings_are_what_the_engine_works_out(workspace: Workspace) -> None:
    for result in standings.worked_out(Profile.objects.filter(workspace=workspace)):
        stored = Standing.objects.get(pk=result.standing.pk)
        assert standings.differing(stored, result.standing) == []


def test_the_case_run_by_the_command_comes_to_what_its_page_says(
    workspace: Workspace, owner: Client, tmp_path: Path
) -> None:
    stem = f"/collaborations/{workspace.collaboration.reference}/benefits/case"
    for asked in ("", "?of=plan"):
        content = owner.get(f"{stem}.json{asked}").content
        assert "(made up)" in json.loads(content)["title"]
        said = run("appraise", content, tmp_path)
        page = text_of(owner, stem + asked)
        assert said["case_digest"] in page
        for each in (said["appraisal"]["whole"], *said["appraisal"]["parties"]):
            assert pounds(each["npsv_pence"]) in page
            for kind in ("public_costs", "savings", "benefits", "disbenefits"):
                assert not each[kind] or pounds(round(100 * each[kind])) in page
    assert b"(made up)" in owner.get(f"{stem}.json").content


def test_the_series_of_each_benefit_run_by_the_command_says_what_its_page_says(
    workspace: Workspace, owner: Client, tmp_path: Path
) -> None:
    for profile in Profile.objects.filter(workspace=workspace):
        path = f"/benefits/{profile.reference}"
        said = run("signals", owner.get(f"{path}/signals.json").content, tmp_path)
        page = text_of(owner, path)
        assert said["description"].replace(" (made up)", "") in page.replace(" (made up)", "")
        assert said["title"].endswith("(made up)")


def test_what_is_released_says_that_it_is_made_up_and_is_in_no_figure_of_the_nation(
    workspace: Workspace, client: Client
) -> None:
    assert Edition.objects.filter(workspace=workspace).count() == 2
    path = f"/collaborations/{workspace.collaboration.reference}/costs-and-benefits"
    assert "(made up)" in text_of(client, path)
    assert client.get(f"{path}?format=json").json()["released"]["made_up"] is True
    lines = list(csv.DictReader(client.get(f"{path}?format=csv").content.decode("utf-8-sig").splitlines()))
    assert lines
    assert {line["made_up"] for line in lines} == {"yes"}
    assert portfolio.released().tracked == 0
    assert portfolio.portfolio(None).every.tracked == 0
    assert accuracy.accuracy(None) == []
    own = Organisation.objects.get(slug="northmarch").pk
    assert portfolio.portfolio([own]).every.benefits == 6
    workspace.is_made_up = False
    workspace.save(update_fields=["is_made_up"])
    assert portfolio.released().tracked == portfolio.portfolio(None).every.tracked == 1


def test_told_again_nothing_is_done(workspace: Workspace) -> None:
    before = Entry.objects.count()
    assert worked_example.tell() == 0
    assert Entry.objects.count() == before


def test_it_is_told_in_no_other_copy(workspace: Workspace, settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(Invalid, match="demonstration alone"):
        worked_example.tell()
