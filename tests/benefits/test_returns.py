"""Returns: who may save and lock them, what is asked, what is refused, and that a locked one stays."""

import datetime
import time
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.benefits.actions import returns
from frankpledge.benefits.actions.returns import Cell
from frankpledge.benefits.models import Observation, Profile, Return, ReturnState, Said
from frankpledge.benefits.queries.returns import grid
from frankpledge.errors import Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.models import Role
from tests.members import Members
from tests.tracking import (
    FIRST_PERIOD,
    begun,
    cell,
    measured,
    planned,
    profiled,
    quarters_from,
    realised_by,
    returned,
    saved,
)
from tests.world import World

pytestmark = pytest.mark.django_db
NEXT = datetime.date(2024, 7, 1)


@pytest.fixture
def profile(world: World, members: Members) -> Profile:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    begun(contributor, world.record("dogs"))
    return profiled(contributor, world.record("dogs"))


def value(profile: Profile, starts_on: datetime.date = FIRST_PERIOD) -> tuple[str, Any]:
    held = profile.observations.get(starts_on=starts_on)
    return held.said, held.value


def test_a_contributor_saves_and_an_owner_locks(world: World, members: Members, profile: Profile) -> None:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    held = saved(contributor, world.record("dogs"), FIRST_PERIOD, cell(profile, "1,200.5"))
    assert value(profile) == (Said.COUNTED, 1200.5)
    locking: dict[str, Any] = {
        "collaboration": world.record("dogs"), "starts_on": FIRST_PERIOD, "version": held.version
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        returns.lock(by=contributor, **locking)
    held = returns.lock(by=members.actor("northshire", Role.OWNER), **locking)
    assert (held.state, held.locked_on) == (ReturnState.LOCKED, timezone.localdate())


@pytest.mark.parametrize(("organisation", "role"), [("northshire", Role.READER), ("", Role.INSPECTOR)])
def test_who_only_reads_saves_nothing(
    world: World, members: Members, profile: Profile, organisation: str, role: Role
) -> None:
    with pytest.raises(NotAllowed):
        saved(members.actor(organisation, role), world.record("dogs"), FIRST_PERIOD, cell(profile, 1))
    assert not Return.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"value": "many"}, "value"),
        ({"value": "3", "said": "not_known"}, "value"),
        ({"said": "unchanged"}, "value"),
        ({"said": "guessed"}, "value"),
        ({"numerator": "1", "denominator": "2"}, "value"),
    ],
)
def test_what_is_wrong_is_said_beside_its_row(
    world: World, members: Members, profile: Profile, said: dict[str, str], field: str
) -> None:
    by = members.actor("northshire", Role.CONTRIBUTOR)
    with pytest.raises(Invalid) as refused:
        saved(by, world.record("dogs"), FIRST_PERIOD, Cell(key=f"{profile.reference}.all", **said))
    assert list(refused.value.fields) == [f"{profile.reference}.all.{field}"]
    assert not Observation.objects.exists()


def test_no_change_takes_the_last_value_and_not_known_is_kept(
    world: World, members: Members, profile: Profile
) -> None:
    by, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    saved(by, record, FIRST_PERIOD, cell(profile, 40))
    saved(by, record, NEXT, cell(profile, said=Said.NOT_KNOWN))
    third = datetime.date(2024, 10, 1)
    saved(by, record, third, cell(profile, said=Said.UNCHANGED))
    assert value(profile, NEXT) == (Said.NOT_KNOWN, None)
    assert value(profile, third) == (Said.UNCHANGED, 40)


def test_a_ratio_is_returned_by_both_of_its_parts(world: World, members: Members) -> None:
    by, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    workspace = begun(by, record)
    ratio = measured(
        name="Calls answered", unit="per_cent", aggregation="ratio", numerator="Answered", denominator="Calls"
    )
    profile = profiled(by, record, measure=ratio)
    with pytest.raises(Invalid):
        saved(by, record, FIRST_PERIOD, cell(profile, 0.5))
    with pytest.raises(Invalid):
        saved(by, record, FIRST_PERIOD, cell(profile, numerator="1", denominator="0"))
    saved(by, record, FIRST_PERIOD, cell(profile, numerator="30", denominator="40"))
    (line,) = grid(workspace, FIRST_PERIOD).lines
    assert line.now is not None
    assert line.now.numerator == 30
    assert line.now.denominator == 40
    assert line.now.value is None


def test_each_party_has_its_own_row(world: World, members: Members, profile: Profile) -> None:
    by, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    realised_by(by, profile, "northshire", "eastmarch")
    asked = grid(profile.workspace, FIRST_PERIOD)
    assert {line.key.split(".")[1] for line in asked.lines} == {"northshire", "eastmarch"}
    saved(by, record, FIRST_PERIOD, cell(profile, 1, "northshire"))
    with pytest.raises(Invalid):
        returned(by, record, FIRST_PERIOD, cell(profile, 1, "northshire"))
    assert returned(by, record, FIRST_PERIOD, cell(profile, 2, "eastmarch")).state == ReturnState.LOCKED


def test_what_is_far_from_plan_is_locked_only_with_an_explanation(
    world: World, members: Members, profile: Profile
) -> None:
    by, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    planned(by, profile, quarters_from(FIRST_PERIOD, [100, 100]))
    with pytest.raises(Invalid) as refused:
        returned(by, record, FIRST_PERIOD, cell(profile, 79))
    assert list(refused.value.fields) == [f"{profile.reference}.all.explanation"]
    assert returned(by, record, FIRST_PERIOD, cell(profile, 79, explanation="Three dogs were ill."))
    assert returned(by, record, NEXT, cell(profile, 81)).state == ReturnState.LOCKED


def test_a_second_person_is_told_and_the_same_form_twice_is_once(
    world: World, members: Members, profile: Profile
) -> None:
    record = world.record("dogs")
    ours, theirs = members.actor("northshire", Role.CONTRIBUTOR), members.actor("eastmarch", Role.CONTRIBUTOR)
    form: dict[str, Any] = {"collaboration": record, "starts_on": FIRST_PERIOD, "version": 0}
    first = returns.save(by=ours, cells=[cell(profile, 7)], **form)
    assert returns.save(by=ours, cells=[cell(profile, 7)], **form).version == first.version
    with pytest.raises(Stale):
        returns.save(by=theirs, cells=[cell(profile, 8)], **form)
    assert value(profile) == (Said.COUNTED, 7)


def test_only_periods_of_the_calendar_have_returns(world: World, members: Members, profile: Profile) -> None:
    by, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    for day in (datetime.date(2024, 5, 1), datetime.date(2024, 1, 1)):
        with pytest.raises(NotFound):
            saved(by, record, day, cell(profile, 1))
    with pytest.raises(Invalid):
        saved(by, record, datetime.date(2124, 4, 1), cell(profile, 1))


STATEMENTS = (
    "UPDATE benefits_observation SET value = 1",
    "DELETE FROM benefits_observation",
    """INSERT INTO benefits_observation (profile_id, of_return_id, starts_on, said, explanation)
    SELECT profile_id, of_return_id, '2024-07-01', 'not_known', '' FROM benefits_observation""",
    "UPDATE benefits_return SET due_on = due_on + 1",
    "UPDATE benefits_return SET state = 'open', locked_on = NULL, review_ends_on = NULL",
    "DELETE FROM benefits_return",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_locked_return_never_changes_by_sql(
    world: World, members: Members, profile: Profile, statement: str
) -> None:
    returned(members.actor("northshire", Role.OWNER), world.record("dogs"), FIRST_PERIOD, cell(profile, 5))
    with (
        pytest.raises(DatabaseError, match="locked return"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert value(profile) == (Said.COUNTED, 5)


def test_a_locked_return_takes_nothing_until_it_is_opened_again_with_a_reason(
    world: World, members: Members, profile: Profile
) -> None:
    by, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    held = returned(by, record, FIRST_PERIOD, cell(profile, 5))
    with pytest.raises(Invalid, match="locked"):
        saved(by, record, FIRST_PERIOD, cell(profile, 6))
    opening: dict[str, Any] = {
        "collaboration": record, "starts_on": FIRST_PERIOD,
        "version": held.version, "reason": "Counted wrong.",
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        returns.reopen(by=members.actor("northshire", Role.CONTRIBUTOR), **opening)
    with pytest.raises(Invalid):
        returns.reopen(by=by, **{**opening, "reason": " "})
    returns.reopen(by=by, **opening)
    saved(by, record, FIRST_PERIOD, cell(profile, 6))
    assert value(profile) == (Said.COUNTED, 6)


@pytest.mark.parametrize("count", [2, 40])
def test_a_return_of_many_rows_is_saved_in_as_many_statements_and_in_time(
    world: World, members: Members, profile: Profile, count: int
) -> None:
    by, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    many = [profile, *(profiled(by, record, f"Benefit {number}") for number in range(count - 1))]
    for each in many:
        realised_by(by, each, "northshire", "eastmarch")
    cells = [cell(each, 5, slug) for each in many for slug in ("northshire", "eastmarch")]
    saved(by, record, FIRST_PERIOD, *cells)
    began = time.perf_counter()
    with CaptureQueriesContext(
        connection,
    ) as statements:
        saved(by, record, NEXT, *cells)
    assert time.perf_counter() - began < 0.5
    assert len(statements) <= 24, [each["sql"] for each in statements]
