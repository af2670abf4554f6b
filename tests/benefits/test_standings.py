"""What returns come to: by the engine, stored at every lock, never green without data."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as some

from frankpledge.benefits.actions import findings, returns, standings
from frankpledge.benefits.models import (
    Aggregation,
    Baseline,
    BaselinePoint,
    Design,
    Direction,
    Grade,
    Light,
    Measure,
    Observation,
    Profile,
    Standing,
    Unit,
    Workspace,
)
from frankpledge.benefits.queries import standings as queries
from frankpledge.benefits.queries.findings import Study
from frankpledge.benefits.queries.series import Held, Place
from frankpledge.engine.discounting import factors
from frankpledge.engine.packs.schedules import Schedule
from frankpledge.errors import Invalid
from frankpledge.people.models import Role
from tests.members import Members
from tests.tracking import (
    FIRST_PERIOD,
    baselined,
    begun,
    cell,
    planned,
    profiled,
    quarters_from,
    realised_by,
    returned,
)
from tests.world import World

BEFORE = datetime.date(2020, 4, 1)
QUARTERS = [datetime.date(2024, 4, 1), datetime.date(2024, 7, 1), datetime.date(2024, 10, 1)]
TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture
def profile(world: World, members: Members) -> Profile:
    owner = members.actor("northshire", Role.OWNER)
    begun(owner, world.record("dogs"), goes_live_on=TOMORROW)
    profile = profiled(owner, world.record("dogs"))
    Profile.objects.update(evidence=Grade.E2)
    profile.refresh_from_db()
    return profile


def tracked(world: World, members: Members, profile: Profile, values: list[object]) -> Standing:
    """A baseline of about 100, a plan of 200, and returns of these values."""
    owner = members.actor("northshire", Role.OWNER)
    baselined(owner, profile, quarters_from(BEFORE, [98, 102] * 8))
    planned(owner, profile, quarters_from(FIRST_PERIOD, [200] * 8))
    for day, each in zip(QUARTERS, values, strict=False):
        said = {"said": "not_known"} if each is None else {"value": str(each)}
        returned(owner, world.record("dogs"), day, cell(profile, explanation="So it was.", **said))
    return Standing.objects.get(profile=profile)


@pytest.mark.django_db
def test_what_came_beyond_the_baseline_is_set_against_what_was_to_come(
    world: World, members: Members, profile: Profile
) -> None:
    standing = tracked(world, members, profile, [200, 190, 195])
    assert standing.realised == pytest.approx((100 + 90 + 95) / 300)
    assert standing.actual == 585
    assert standing.planned == 600
    assert (standing.periods_due, standing.periods_known, standing.light) == (3, 3, Light.GREEN)
    assert standing.realised is not None
    assert standing.realised_low is not None
    assert 0.8 < standing.realised_low < standing.realised
    assert {each["on"] for each in standing.signals} == {str(day) for day in QUARTERS}
    assert {each["signal"] for each in standing.signals} == {"ABOVE_LIMIT"}


@pytest.mark.django_db
@pytest.mark.parametrize("values", [[], [None], [None, None, None]])
def test_without_a_figure_nothing_is_green(
    world: World, members: Members, profile: Profile, values: list[object]
) -> None:
    standing = tracked(world, members, profile, values)
    assert (standing.light, standing.realised, standing.periods_known) == (Light.NOT_KNOWN, None, 0)


@pytest.mark.django_db
def test_a_period_that_is_missing_keeps_green_out_of_reach(
    world: World, members: Members, profile: Profile
) -> None:
    standing = tracked(world, members, profile, [200, None, 200])
    assert (standing.light, standing.periods_known, standing.periods_due) == (Light.AMBER_GREEN, 2, 3)


@pytest.mark.django_db
def test_evidence_below_e2_may_be_reported_and_does_not_count(
    world: World, members: Members, profile: Profile
) -> None:
    Profile.objects.update(evidence=Grade.E1)
    standing = tracked(world, members, profile, [200, 190, 195])
    assert (standing.light, standing.realised) == (Light.NOT_KNOWN, None)
    assert standing.actual == 585


@pytest.mark.django_db
def test_before_and_after_grades_the_evidence_by_the_engine(
    world: World, members: Members, profile: Profile
) -> None:
    Profile.objects.update(evidence=Grade.E0)
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    tracked(world, members, profile, [200, 190, 195])
    key, study = uuid.uuid4(), Study(design=Design.BEFORE_AFTER)
    with pytest.raises(Invalid):
        findings.work_out(by=owner, reference=profile.reference, study=study, key=key)
    for day in (datetime.date(2025, month, 1) for month in (1, 4, 7)):
        returned(owner, record, day, cell(profile, 198))
    found = findings.work_out(by=owner, reference=profile.reference, study=study, key=key)
    assert found.case is not None
    assert found.case["outcome"][:2] == [98.0, 102.0]


@pytest.mark.django_db
def test_it_is_taken_back_when_the_return_is_opened_again(
    world: World, members: Members, profile: Profile
) -> None:
    standing = tracked(world, members, profile, [200])
    held = profile.observations.get().of_return
    returns.reopen(
        by=members.actor("northshire", Role.OWNER),
        collaboration=world.record("dogs"),
        starts_on=held.starts_on,
        version=held.version,
        reason="Counted wrong.",
    )
    standing.refresh_from_db()
    assert (standing.light, standing.periods_known, standing.actual) == (Light.NOT_KNOWN, 0, None)


@pytest.mark.django_db
def test_a_light_goes_out_when_a_later_return_is_overdue(
    world: World, members: Members, profile: Profile
) -> None:
    standing = tracked(world, members, profile, [200, 200, 200])
    assert queries.light_on(standing, overdue=False) == Light.GREEN
    assert queries.light_on(standing, overdue=True) == Light.NOT_KNOWN
    assert queries.light_on(None, overdue=False) == Light.NOT_KNOWN


@pytest.mark.django_db
def test_what_is_stored_is_what_is_worked_out_anew(world: World, members: Members, profile: Profile) -> None:
    tracked(world, members, profile, [200, 190, 195])
    (result,) = queries.worked_out(Profile.objects.all())
    assert queries.differing(Standing.objects.get(), result.standing) == []
    Standing.objects.update(actual=1, light=Light.RED)
    assert queries.differing(Standing.objects.get(), result.standing) == ["actual", "light"]
    assert standings.rebuild() == 1
    assert queries.differing(Standing.objects.get(), result.standing) == []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [2, 40])
def test_many_benefits_take_as_many_statements(
    world: World, members: Members, profile: Profile, count: int
) -> None:
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    for number in range(count - 1):
        realised_by(owner, profiled(owner, record, f"Benefit {number}"), "northshire", "eastmarch")
    with CaptureQueriesContext(connection) as statements:
        standings.refresh(profile.workspace)
    assert len(statements) <= 11


amounts = some.decimals(-10_000, 10_000, places=2)
WORKSPACE = Workspace(period_length="quarter", first_period_on=FIRST_PERIOD, prices_of=2024)


def made(
    before: list[Decimal],
    pairs: list[tuple[Decimal, Decimal]],
    *,
    weights: list[int] | None = None,
    **of: Any,
) -> Held:
    """What is on record, put together without a database."""
    is_ratio = weights is not None
    measure = Measure(
        unit=of.get("unit", Unit.HOURS),
        direction=of.get("direction", Direction.MORE),
        aggregation=Aggregation.RATIO if is_ratio else Aggregation.SUM,
    )
    profile = Profile(
        workspace=WORKSPACE, measure=measure, evidence="E2", owner_id=1, tolerance=Decimal("0.1")
    )
    days = [row.starts_on for row in quarters_from(FIRST_PERIOD, pairs and [0] * len(pairs))]
    seen: dict[Place, Observation] = {
        (None, day): Observation(said="counted", numerator=actual, denominator=Decimal(weights[at]))
        if weights
        else Observation(said="counted", value=actual)
        for at, (day, (actual, _plan)) in enumerate(zip(days, pairs, strict=True))
    }
    points = [
        BaselinePoint(starts_on=row.starts_on, numerator=row.numbers[0], denominator=Decimal(1))
        if is_ratio
        else BaselinePoint(starts_on=row.starts_on, value=row.numbers[0])
        for row in quarters_from(BEFORE, before)
    ]
    return Held(
        profile=profile,
        parties=(None,),
        baseline=Baseline(period_length="quarter"),
        before=tuple(points),
        planned={(None, day): plan for day, (_actual, plan) in zip(days, pairs, strict=True)},
        seen=seen,
        locked=tuple(days),
    )


def standing_of(held: Held) -> Standing:
    return queries._result(held, Schedule.flat(0.035), timezone.now()).standing


@settings(deadline=None, max_examples=60)
@given(
    some.lists(amounts, min_size=1, max_size=6),
    some.lists(some.tuples(amounts, amounts), min_size=1, max_size=12),
)
def test_realisation_is_the_sum_of_changes_worth_now(
    before: list[Decimal], pairs: list[tuple[Decimal, Decimal]]
) -> None:
    standing = standing_of(made(before, pairs))
    level = float(sum(before)) / len(before)
    worth = factors(Schedule.flat(0.035), last_year=3)
    done = sum((float(actual) - level) * worth[at // 4] for at, (actual, _plan) in enumerate(pairs))
    due = sum((float(plan) - level) * worth[at // 4] for at, (_actual, plan) in enumerate(pairs))
    assert standing.actual == sum(actual for actual, _plan in pairs)
    assert standing.planned == sum(plan for _actual, plan in pairs)
    if due > 1e-6:
        assert standing.realised == pytest.approx(done / due, rel=1e-6, abs=1e-6)
    elif due < -1e-6:
        assert standing.realised is None
        assert standing.light == Light.NOT_KNOWN


@settings(deadline=None, max_examples=40)
@given(
    some.lists(
        some.tuples(some.integers(0, 500), some.decimals(0, 1, places=2), some.integers(1, 500)),
        min_size=1,
        max_size=10,
    )
)
def test_ratios_are_rolled_up_by_their_parts(rows: list[tuple[int, Decimal, int]]) -> None:
    pairs = [(Decimal(min(count, weight)), plan) for count, plan, weight in rows]
    held = made([Decimal(0)], pairs, weights=[weight for _count, _plan, weight in rows])
    standing = standing_of(held)
    below = sum(weight for *_more, weight in rows)
    assert standing.numerator == sum(count for count, _plan in pairs)
    assert standing.denominator == below
    expected = sum((plan * weight for _count, plan, weight in rows), Decimal(0)) / below
    assert standing.planned == expected.quantize(Decimal("0.0001"))
    assert standing.actual is None


@given(some.lists(some.tuples(amounts, amounts), min_size=1, max_size=8))
@settings(deadline=None, max_examples=30)
def test_pounds_come_to_the_same_pence_as_by_hand(pairs: list[tuple[Decimal, Decimal]]) -> None:
    standing = standing_of(made([Decimal(0)], pairs, unit=Unit.POUNDS))
    worth = factors(Schedule.flat(0.035), last_year=2)
    by_hand = sum(float(actual) * 100 * worth[at // 4] for at, (actual, _plan) in enumerate(pairs))
    assert standing.actual_gross_pence is not None
    assert abs(standing.actual_gross_pence - by_hand) <= 0.51


def test_less_is_better_where_the_measure_says_so() -> None:
    held = made([Decimal(100)], [(Decimal(60), Decimal(50))], direction=Direction.LESS)
    assert standing_of(held).realised == pytest.approx(0.8)
    held = made([Decimal(100)], [(Decimal(60), Decimal(50))], direction=Direction.NEITHER)
    assert standing_of(held).realised is None


def test_no_owner_and_no_baseline_are_red() -> None:
    held = made([Decimal(100)], [(Decimal(200), Decimal(200))])
    held.profile.owner_id = None
    assert standing_of(held).light == Light.RED
    held = made([], [(Decimal(200), Decimal(200))])
    assert standing_of(held).light == Light.NOT_KNOWN
