"""How much of a plan has come about, and its traffic light.

Formulas:

    realisation = present value of what has happened / present value of the plan to the same date
    forecast    = what has happened + sum of what is still planned x realisation so far x (1 - allowance)
    green         the lower end of the 80% range is 1 - tol or more
    amber-green   the middle is, the lower end is not
    amber         the middle is 1 - 2 tol or more;   amber-red  1 - 3 tol or more;   red  below
    red           also without an owner or a baseline;   not known  without data, and never green
    80% range     realisation -+ t(0.9, n-1) x sigma x sqrt(n) / what was due; sigma = AMR / 1.128, AMR is
                  the average moving range of how far each of n periods was from its plan

Units: both in one price base and over the same dates. Source: Collaboration Benefits Method 1.0; the
tolerances are our judgement, published in the pack rag-tolerances. Only what has evidence of grade E2 or
better counts as having happened. 1.128 turns an average range of two into a standard deviation (Shewhart).
Limits: a light says how a plan goes, not whether the plan was worth having; the range holds the ordinary
variation of the periods, not what a measure leaves out.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from scipy import stats

from frankpledge.engine import checks
from frankpledge.engine.discounting import Timing, factors
from frankpledge.engine.errors import Contradiction
from frankpledge.engine.figures import Figure
from frankpledge.engine.packs.schedules import Schedule
from frankpledge.engine.returns import Flows

RANGE_TO_DEVIATION = 1.128


class Light(StrEnum):
    GREEN = "green"
    AMBER_GREEN = "amber-green"
    AMBER = "amber"
    AMBER_RED = "amber-red"
    RED = "red"
    NOT_KNOWN = "not known"


def realisation(actual: Flows, plan: Flows, schedule: Schedule, *, timing: Timing = Timing.START) -> Figure:
    """The share of the plan to date that has come about; one amount for each year of both.

    Raises Empty, NotFinite, WrongLength. There is none where nothing was planned yet.

    >>> realisation([0, 80], [0, 100], Schedule.flat(0.035))
    Figure(value=0.8, why='')
    """
    done, planned = checks.series("actual", actual), checks.series("plan", plan)
    checks.same_length("actual and plan", done, planned)
    discount = factors(schedule, last_year=len(planned) - 1, timing=timing)
    due = float(discount @ planned)
    if due <= 0:
        return Figure.none("nothing was due by this date")
    return Figure(float(discount @ done) / due)


def interval(
    realised: Figure, actual: Sequence[float], plan: Sequence[float], *, confidence: float = 0.8
) -> tuple[float, float] | None:
    """The range of a realisation, from how much its periods vary about their plan: one amount a period.

    None without a realisation, or with fewer than two periods: a single one does not tell how much they vary.
    Raises Empty, NotFinite, WrongLength, OutOfRange.

    >>> low, high = interval(Figure(1.0), [9, 11, 9, 11], [10, 10, 10, 10])
    >>> round(low, 3), round(high, 3)
    (0.855, 1.145)
    """
    done, planned = checks.series("actual", actual), checks.series("plan", plan)
    checks.same_length("actual and plan", done, planned)
    share = checks.share("confidence", confidence)
    due = float(planned.sum())
    if realised.value is None or len(done) < 2 or due <= 0:
        return None
    sigma = float(np.abs(np.diff(done - planned)).mean()) / RANGE_TO_DEVIATION
    reach = float(stats.t.ppf((1 + share) / 2, len(done) - 1)) * sigma * len(done) ** 0.5 / due
    return realised.value - reach, realised.value + reach


def weighted_forecast(actual: Flows, still_planned: Flows, realised: float, allowance: float) -> float:
    """What the whole will come to, if what is planned comes about as so far, less an allowance for optimism.

    Raises NotFinite, OutOfRange. Undiscounted: give present values to get one.

    >>> weighted_forecast([80], [100, 100], 0.8, 0.1)
    224.0
    """
    done = float(checks.series("actual", actual).sum())
    ahead = float(checks.series("still_planned", still_planned).sum())
    left = 1 - checks.share("allowance", allowance)
    return done + ahead * checks.within("realised", realised, 0) * left


def light(
    realised: Figure,
    *,
    tolerance: float,
    lower: float | None = None,
    has_owner: bool = True,
    has_baseline: bool = True,
) -> Light:
    """The light of a benefit. `lower` is the lower end of the 80% range; unknown, green is out of reach.

    Raises OutOfRange, Contradiction (a lower end above the middle).

    >>> light(Figure(0.95), tolerance=0.1, lower=0.85).value
    'amber-green'
    """
    reach = checks.within("tolerance", tolerance, 0, 1)
    if not (has_owner and has_baseline):
        return Light.RED
    if realised.value is None:
        return Light.NOT_KNOWN
    middle = checks.number("realised", realised.value)
    if lower is not None and checks.number("lower", lower) > middle:
        raise Contradiction("lower", lower, f"the middle, {middle}, or less")
    if lower is not None and lower >= 1 - reach:
        return Light.GREEN
    steps = {1: Light.AMBER_GREEN, 2: Light.AMBER, 3: Light.AMBER_RED}
    found = (colour for times, colour in steps.items() if middle >= 1 - times * reach - 1e-12)
    return next(found, Light.RED)
