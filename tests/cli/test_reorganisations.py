"""`frankpledge reorganise`, as it is typed, and the worker's own, on the day."""

import datetime
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from frankpledge.audit.models import Entry
from frankpledge.cli.reorganisations import reorganise
from frankpledge.exchange.reorganisation_tasks import apply_due
from frankpledge.people.models import Organisation, Role
from frankpledge.register.actions import reorganisations
from frankpledge.register.models import Reorganisation, ReorganisationState
from frankpledge.register.queries.asked import Kind
from frankpledge.register.queries.tasks import tasks_of
from frankpledge.register.reorganising import applying
from tests.members import NATIONAL, Members
from tests.reorganisations import FERRIES_MOVE, MERGER, planned, tomorrow
from tests.world import CURATOR, World

NONE_DUE = "None is due.\n"


def typed(*words: str) -> Result:
    return CliRunner().invoke(reorganise, words, catch_exceptions=False)


def nightly() -> None:
    apply_due(timestamp=0)


def bodies() -> set[str]:
    return set(Organisation.objects.values_list("slug", flat=True))


def breaks(monkeypatch: pytest.MonkeyPatch, of: Reorganisation) -> None:
    """Whatever refreshes the index fails, for this one alone."""
    run = applying.Applying.run

    def fail(work: applying.Applying) -> Any:
        done = run(work)
        if work.reorganisation.pk == of.pk:
            raise RuntimeError("the power went")
        return done

    monkeypatch.setattr(applying.Applying, "run", fail)


def test_the_command_applies_what_is_due_once(world: World) -> None:
    row = planned(*MERGER)
    said = typed()
    assert said.exit_code == 0
    assert said.output == (
        f"{row.reference} The Marches Order: carries over: 2, becomes internal: 1, moves: 0,"
        " needs a new party: 0.\n"
    )
    row.refresh_from_db()
    assert row.state == ReorganisationState.APPLIED
    entries = Entry.objects.count()
    assert typed().output == NONE_DUE
    nightly()
    assert Entry.objects.count() == entries


def test_a_dry_run_says_the_same_and_changes_nothing(world: World) -> None:
    row, entries = planned(*MERGER), Entry.objects.count()
    assert f"{row.reference} The Marches Order: carries over: 2" in typed("--dry-run").output
    row.refresh_from_db()
    assert (row.state, Entry.objects.count()) == (ReorganisationState.PLANNED, entries)


def test_the_worker_applies_what_is_due_once_and_says_that_nobody_pressed_a_button(world: World) -> None:
    row = planned(*MERGER)
    nightly()
    row.refresh_from_db()
    assert (row.state, row.applied_by) == (
        ReorganisationState.APPLIED, "the register, on the planned day"
    )  # fmt: skip
    entries = Entry.objects.count()
    nightly()
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("run", [typed, nightly])
def test_nothing_happens_before_the_day_nor_to_what_was_taken_back(world: World, run: Any) -> None:
    later, back, before = planned(*MERGER, takes_effect_on=tomorrow()), planned(FERRIES_MOVE), bodies()
    reorganisations.take_back(by=CURATOR, reference=back.reference, version=back.version)
    run()
    assert bodies() == before
    later.refresh_from_db()
    assert later.state == ReorganisationState.PLANNED


def test_one_that_fails_leaves_nothing_behind_is_told_to_curators_and_stops_no_other(
    world: World, members: Members, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    row, other = planned(*MERGER, takes_effect_on=yesterday), planned(FERRIES_MOVE)
    breaks(monkeypatch, row)
    nightly()
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.state, other.state) == (ReorganisationState.PLANNED, ReorganisationState.APPLIED)
    assert "Something went wrong" in row.refusal
    assert "norrland" not in bodies()
    assert not Entry.objects.filter(action="people.memberships.give", reason__contains=row.reference).exists()
    assert row.reference in caplog.text
    curator = members.user(NATIONAL, Role.CURATOR)
    told = [task for task in tasks_of(curator).tasks if task.kind is Kind.REORGANISATION_REFUSED]
    assert [(task.key, task.due_on) for task in told] == [(row.reference, yesterday)]
    owner = members.user("northshire", Role.OWNER)
    assert row.reference not in {task.key for task in tasks_of(owner).tasks}


def test_what_the_register_refuses_says_why_until_it_is_taken_back(world: World, members: Members) -> None:
    first, second = planned(*MERGER, title="First"), planned(*MERGER, title="Second")
    said = typed()
    assert said.exit_code == 1
    second.refresh_from_db()
    assert "Northshire Police is no more" in second.refusal
    assert f"{second.reference} was not applied, and nothing of it was done" in said.output
    first.refresh_from_db()
    assert (first.state, first.refusal) == (ReorganisationState.APPLIED, "")
    entries = Entry.objects.count()
    nightly()
    assert Entry.objects.count() == entries
    back = reorganisations.take_back(by=CURATOR, reference=second.reference, version=second.version)
    assert back.refusal == ""
    assert typed().output == NONE_DUE
