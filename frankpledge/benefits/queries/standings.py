"""How far each benefit has got: worked out by the engine from what is on record, and never typed.

A benefit is a change in a measure: what was returned beyond the baseline, in the better direction, against
what was planned beyond it, over the periods that have both. Of a ratio the change is of its first part, at
the second part that was returned; so ratios are rolled up by their parts alone. Only what has evidence of
grade E2 or better counts as having come about.
"""

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.db.models import QuerySet
from django.utils import timezone

from frankpledge.benefits import packs, periods, years
from frankpledge.benefits.method import Rules
from frankpledge.benefits.models import (
    Aggregation,
    BenefitClass,
    Direction,
    Grade,
    Light,
    Profile,
    Standing,
)
from frankpledge.benefits.queries import holdings, worth
from frankpledge.benefits.queries.series import PLACES, Amount, Held
from frankpledge.benefits.queries.tolerances import tolerance_of
from frankpledge.engine import realisation
from frankpledge.engine.discounting import present_value
from frankpledge.engine.figures import Figure
from frankpledge.engine.packs.schedules import Schedule, schedule
from frankpledge.engine.signals import Chart, xmr
from frankpledge.engine.signals.xmr import FIRM, Better

DISCOUNTING, SCHEDULE = "discount-hmt-2018", "standard"
COUNTS_FROM = Grade.E2
BETTER: dict[str, Better] = {Direction.MORE: "up", Direction.LESS: "down"}
# What a stored row must be equal in to one that is worked out now.
COMPARED = (
    "periods_due", "periods_known", "last_period_on", "planned", "actual", "numerator", "denominator",
    "planned_pence", "actual_pence", "planned_gross_pence", "actual_gross_pence", "banked_pence", "realised",
    "realised_low", "realised_high", "light",
    "signals", "has_baseline",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The standing of one benefit, with what it was worked out from. `chart` is None where there is none."""

    standing: Standing
    held: Held
    realised: Figure
    chart: Chart | None
    labels: tuple[datetime.date, ...]


def worked_out(profiles: QuerySet[Profile], rules: Rules | None = None) -> Iterator[Result]:
    """The standing of each, not saved, in a constant number of statements for each lot.

    By the version of the method that its workspace keeps, or by the `rules` of another.
    """
    rates = schedule(packs.pack(DISCOUNTING), SCHEDULE)
    now = timezone.now()
    for held in holdings.held(profiles):
        yield _result(held, rates, now, rules)


def reconciled() -> Iterator[tuple[str, list[str]]]:
    """Each benefit by its reference, with in what its stored standing is not what comes out now."""
    for result in worked_out(Profile.objects.select_related("standing")):
        profile = result.held.profile
        yield profile.reference, differing(getattr(profile, "standing", None), result.standing)


def differing(stored: Standing | None, made: Standing) -> list[str]:
    """In what a stored standing is not what it should be; everything where there is none."""
    if stored is None:
        return list(COMPARED)
    return [name for name in COMPARED if getattr(stored, name) != getattr(made, name)]


def light_on(standing: Standing | None, overdue: bool) -> str:  # noqa: FBT001 - the one thing it depends on
    """The light to show today: not known without data or once a later return is overdue, unless red."""
    if standing is None or standing.light == Light.RED:
        return standing.light if standing else Light.NOT_KNOWN
    return Light.NOT_KNOWN if overdue or not standing.periods_known else standing.light


def _result(held: Held, rates: Schedule, now: datetime.datetime, rules: Rules | None = None) -> Result:
    due = held.due()
    known = [(day, amount) for day in due if (amount := held.actual(day)) is not None]
    changes = list(_changes(held, known))
    realised = _realised(held, changes, rates)
    spread = _spread(held, realised, changes)
    light = realisation.light(
        realised,
        tolerance=float(tolerance_of(held.profile, rules)),
        # A period that is missing keeps green out of reach.
        lower=spread[0] if spread and len(known) == len(due) else None,
        has_owner=held.profile.owner_id is not None,
        has_baseline=held.baseline is not None,
    )
    labels, chart = charted(held)
    total = _total(held, [amount for _day, amount in known])
    planned_gross = _gross(held, [(day, plan) for day, _change, plan in changes], rates)
    actual_gross = _gross(held, [(day, change) for day, change, _plan in changes], rates)
    standing = Standing(
        profile_id=held.profile.pk,
        periods_due=len(due),
        periods_known=len(known),
        last_period_on=known[-1][0] if known else None,
        planned=_planned(held, known),
        actual=_rounded(total.value) if total and total.out_of is None else None,
        numerator=_rounded(total.value) if total and total.out_of is not None else None,
        denominator=_rounded(total.out_of) if total and total.out_of is not None else None,
        planned_pence=_net(held, planned_gross),
        actual_pence=_net(held, actual_gross),
        planned_gross_pence=None if planned_gross is None else round(planned_gross),
        actual_gross_pence=None if actual_gross is None else round(actual_gross),
        banked_pence=held.banked_pence,
        realised=realised.value,
        realised_low=spread[0] if spread else None,
        realised_high=spread[1] if spread else None,
        light=Light.NOT_KNOWN if not known and light != realisation.Light.RED else light.value,
        signals=_signals(labels, chart),
        has_baseline=held.baseline is not None,
        made_at=now,
    )
    return Result(standing=standing, held=held, realised=realised, chart=chart, labels=tuple(labels))


Change = tuple[datetime.date, Decimal, Decimal]


def _changes(held: Held, known: Sequence[tuple[datetime.date, Amount]]) -> Iterator[Change]:
    """For each period that is known and planned: how far beyond the baseline it came, and was to come."""
    start = level_before(held)
    sign = worth.SIGNS.get(Direction(held.measure.direction)) if held.measure else None
    if start is None or sign is None:
        return
    for day, amount in known:
        plan = held.plan(day)
        if plan is None:
            continue
        weight = amount.out_of if amount.out_of is not None else Decimal(1)
        level = start * weight
        yield day, sign * (amount.value - level), sign * (plan * weight - level)


def level_before(held: Held) -> Decimal | None:
    """What a period of the workspace's length would be as before; of a ratio, the ratio."""
    before = list(held.before_by_period().values())
    if not before or held.baseline is None:
        return None
    if held.aggregation == Aggregation.RATIO:
        together = _total(held, before)
        return together.shown if together else None
    if held.aggregation == Aggregation.LAST:
        return before[-1].value
    mean = sum((amount.value for amount in before), Decimal(0)) / len(before)
    if held.aggregation == Aggregation.SUM:
        return (
            mean
            * periods.months(held.profile.workspace.period_length)
            / periods.months(held.baseline.period_length)
        )
    return mean


def _realised(held: Held, changes: Sequence[Change], rates: Schedule) -> Figure:
    """Why there is none is said in words of the method, for readers of the page."""
    if held.profile.benefit_class in {BenefitClass.DISBENEFIT, BenefitClass.QUALITATIVE}:
        return Figure.none("a drawback or a benefit in words has no share of plan")
    if not changes:
        return Figure.none("no period has a baseline, a plan and a figure")
    if held.profile.evidence < COUNTS_FROM:
        return Figure.none("its evidence is below E2")
    if held.aggregation in {Aggregation.LAST, Aggregation.NEVER}:
        changes = changes[-1:]
    actual, planned = _by_year(changes)
    return realisation.realisation(actual, planned, rates)


def _by_year(changes: Sequence[Change]) -> tuple[list[float], list[float]]:
    """What happened and what was planned, one amount for each financial year from the first."""
    first, last = (years.year_of(changes[at][0]) for at in (0, -1))
    actual, planned = ([0.0] * (last - first + 1) for _ in range(2))
    for day, change, plan in changes:
        year = years.year_of(day) - first
        actual[year] += float(change)
        planned[year] += float(plan)
    return actual, planned


def _spread(held: Held, realised: Figure, changes: Sequence[Change]) -> tuple[float, float] | None:
    """The 80% range; none of a measure whose periods are not added up."""
    if not changes or held.aggregation in {Aggregation.LAST, Aggregation.NEVER}:
        return None
    actual = [float(change) for _day, change, _plan in changes]
    planned = [float(plan) for *_rest, plan in changes]
    return realisation.interval(realised, actual, planned)


def _gross(held: Held, flows: Sequence[tuple[datetime.date, Decimal]], rates: Schedule) -> float | None:
    """What a change is worth in pence in the prices of the workspace; None without a unit value in those.

    Discounted to the first financial year of the workspace.
    """
    of_one = worth.pence_of_one(held)
    if of_one is None or not flows:
        return None
    base = years.year_of(held.profile.workspace.first_period_on)
    amounts = [0.0] * (years.year_of(flows[-1][0]) - base + 1)
    for day, amount in flows:
        amounts[years.year_of(day) - base] += float(amount) * of_one
    return present_value(amounts, rates)


def _net(held: Held, gross: float | None) -> int | None:
    """Without what is not the collaboration's doing; None where a part of that is not known."""
    found = None if gross is None else worth.net_of(gross, held.profile)
    return None if found is None else round(found)


def _planned(held: Held, known: Sequence[tuple[datetime.date, Amount]]) -> Decimal | None:
    """What was planned for the periods that are known, put together alike; None unless it was for all."""
    plans = [held.plan(day) for day, _amount in known]
    if not plans or None in plans:
        return None
    weighed = [
        Amount(plan * amount.out_of, amount.out_of) if amount.out_of is not None else Amount(plan)
        for plan, (_day, amount) in zip(plans, known, strict=True)
        if plan is not None
    ]
    total = _total(held, weighed)
    return _rounded(total.shown) if total else None


def _total(held: Held, amounts: Sequence[Amount]) -> Amount | None:
    """Periods put together by the measure's rule; None where it has none."""
    if not amounts or held.aggregation == Aggregation.NEVER:
        return None
    if held.aggregation == Aggregation.LAST:
        return amounts[-1]
    total = amounts[0]
    for amount in amounts[1:]:
        total = total.plus(amount)
    return total


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(PLACES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A series as the chart is asked for: its periods, their values (a gap is NaN), and how to judge them."""

    labels: list[datetime.date]
    values: list[float]
    lock_after: int | None
    target: float | None
    better: Better | None


def asked_of(held: Held) -> Asked | None:
    """The baseline and the returns after it, to be judged by the baseline's limits; None without any value.

    A baseline of too few periods makes limits together with what follows. One whose periods are of another
    length is left out. A period that is not known is a gap.
    """
    workspace = held.profile.workspace
    before = held.before_by_period() if _is_alike(held) else {}
    values = {day: amount.shown for day, amount in before.items()}
    for day in held.due():
        amount = held.actual(day)
        if amount is not None:
            values[day] = amount.shown
    if not values:
        return None
    labels = list(periods.starts(min(values), workspace.period_length, max(values)))
    points_before = sum(day in before for day in labels)
    target = held.profile.target
    return Asked(
        labels=labels,
        values=[float(values[day]) if day in values else math.nan for day in labels],
        lock_after=points_before if points_before >= FIRM else None,
        target=float(target) if target is not None else None,
        better=BETTER.get(held.measure.direction) if held.measure else None,
    )


def charted(held: Held) -> tuple[list[datetime.date], Chart | None]:
    """The XmR chart of `asked_of`; none where no two neighbouring periods are known."""
    asked = asked_of(held)
    if asked is None:
        return [], None
    if not _has_neighbours(asked.values[: asked.lock_after]):
        return asked.labels, None
    chart = xmr(asked.values, lock_after=asked.lock_after, target=asked.target, better=asked.better)
    return asked.labels, chart


def _is_alike(held: Held) -> bool:
    workspace = held.profile.workspace
    if held.baseline is None or held.baseline.period_length != workspace.period_length:
        return False
    first = workspace.first_period_on
    return all(periods.is_start(first, workspace.period_length, point.starts_on) for point in held.before)


def _has_neighbours(row: Sequence[float]) -> bool:
    """Whether two neighbouring periods are known, so that there is a range."""
    return any(not math.isnan(one) and not math.isnan(other) for one, other in pairwise(row))


def _signals(labels: Sequence[datetime.date], chart: Chart | None) -> list[dict[str, str]]:
    if chart is None:
        return []
    return [
        {"on": str(day), "signal": signal.name}
        for day, signal in zip(labels, chart.signals, strict=True)
        if signal
    ]
