"""What money and other effects of later years are worth now.

Formulas, with `r_k` the rate of year k read from the schedule:

    D(0) = 1;  D(t) = 1/(1+r_1) x ... x 1/(1+r_t)          flows at the start of the year
    D_mid(0) = 1;  D_mid(t) = D(t) x (1+r_t)^0.5, t >= 1   flows spread over the year
    PV = D(0) x_0 + D(1) x_1 + ...

Units: rates are shares a year (0.035 is 3.5%), years are whole, factors are pure numbers. A schedule that
declines is applied as a cumulative product: year 31 is year 30 divided by 1.03, not 1.03 to the -31.

Source: HM Treasury Green Book, Table 8; year 0 undiscounted as in the Scottish Government's value-for-money
guide, Annex A. Both conventions are in official use, so results name theirs.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine import checks
from frankpledge.engine.figures import Figure
from frankpledge.engine.packs.deflators import Deflator
from frankpledge.engine.packs.schedules import Schedule


class Timing(StrEnum):
    """When in its year a flow comes. Year 0 is never discounted."""

    START = "start"
    MID = "mid"


def factors(
    schedule: Schedule, *, last_year: int, timing: Timing = Timing.START, first_year: int = 0
) -> NDArray[np.float64]:
    """The discount factors of years `first_year` to `last_year`.

    Raises WrongKind and OutOfRange for years below 0, the wrong way round, or beyond the schedule.

    >>> factors(Schedule.flat(0.035), last_year=3).round(4)
    array([1.    , 0.9662, 0.9335, 0.9019])
    >>> factors(Schedule.flat(0.035), last_year=2, timing=Timing.MID).round(4)
    array([1.    , 0.9829, 0.9497])
    """
    first = checks.whole("first_year", first_year, most=checks.whole("last_year", last_year))
    growth = 1.0 + schedule.rates(last_year)
    growth[0] = 1.0
    cumulated = np.cumprod(growth)
    if checks.one_of("timing", timing, Timing) is Timing.MID:
        cumulated = cumulated / np.sqrt(growth)
    worth: NDArray[np.float64] = np.reciprocal(cumulated[first:])
    return worth


def social_time_preference(*, pure: float, catastrophe: float, elasticity: float, growth: float) -> float:
    """The rate itself: pure time preference, the risk of catastrophe, and growing incomes.

    Formula: `r = pure + catastrophe + elasticity x growth`. Source: Green Book A6.6. Raises NotFinite.

    >>> round(social_time_preference(pure=0.005, catastrophe=0.01, elasticity=1, growth=0.02), 4)
    0.035
    """
    named = {"pure": pure, "catastrophe": catastrophe, "elasticity": elasticity, "growth": growth}
    one, other, times, more = (checks.number(name, value) for name, value in named.items())
    return one + other + times * more


def present_value(
    flows: Sequence[float] | NDArray[np.float64], schedule: Schedule, *, timing: Timing = Timing.START
) -> float:
    """What flows of years 0, 1, 2 ... are worth in year 0, in the flows' unit. Real flows, real rates.

    Sums first and rounds nothing. Raises Empty, NotFinite, OutOfRange.

    >>> round(present_value([1000] * 10 + [-500], Schedule.flat(0.035)), 3)
    8253.227
    """
    row = checks.series("flows", flows)
    return float(factors(schedule, last_year=len(row) - 1, timing=timing) @ row)


def nominal_factors(
    schedule: Schedule,
    deflator: Deflator,
    *,
    base_year: int,
    last_year: int,
    timing: Timing = Timing.START,
) -> NDArray[np.float64]:
    """The factors for flows in the money of their own year: the real factor and the price index in one.

    `base_year` is the deflator's year of year 0. Discounting nominal flows by these is the same as turning
    them into real ones first; doing both, or mixing a nominal flow with a real rate, is the usual mistake.

    >>> deflator = Deflator.constant(0.02, base_year=2026, last_year=2030)
    >>> nominal_factors(Schedule.flat(0.035), deflator, base_year=2026, last_year=2).round(4)
    array([1.    , 0.9472, 0.8973])
    """
    real = factors(schedule, last_year=last_year, timing=timing)
    prices = [deflator.factor(from_year=base_year + year, to_year=base_year) for year in range(last_year + 1)]
    return np.multiply(real, np.array(prices, dtype=np.float64))


def relative_prices(growth: float | Sequence[float], *, last_year: int) -> NDArray[np.float64]:
    """Multipliers for something that gets dearer (or cheaper) than prices in general: 1 in year 0.

    `growth` is one yearly growth above the deflator, or one for each year from year 1. Use it only where
    there is a history and a reason to expect it to go on (Green Book 5.13): police pay, land, computers.
    Raises OutOfRange (growth of -1 or less), WrongLength.

    >>> relative_prices(0.01, last_year=2).round(4)
    array([1.    , 1.01  , 1.0201])
    """
    years = checks.whole("last_year", last_year)
    single = isinstance(growth, int | float)
    row = np.full(years, growth) if single else np.array(growth, dtype=np.float64)
    checks.finite("growth", row)
    checks.same_length("growth and years after year 0", row, range(years))
    for each in row:
        checks.positive("1 + growth", 1.0 + each)
    return np.concatenate(([1.0], np.cumprod(1.0 + row)))


def annuity_factor(
    schedule: Schedule, *, years: int, timing: Timing = Timing.START, first_year: int = 1
) -> float:
    """The present value of 1 a year from `first_year` for `years` years; from year 1 by the Green Book.

    >>> round(annuity_factor(Schedule.flat(0.035), years=10), 4)
    8.3166
    """
    last = checks.whole("first_year", first_year) + checks.whole("years", years, least=1) - 1
    return float(factors(schedule, last_year=last, timing=timing, first_year=first_year).sum())


def equivalent_annual(
    net_present_value: float,
    schedule: Schedule,
    *,
    years: int,
    timing: Timing = Timing.START,
    first_year: int = 1,
) -> Figure:
    """The even yearly amount that is worth the same over `years` years: for options of unequal lives.

    Formula: `NPV / (D(1) + ... + D(years))`; with `first_year=0` the amounts start at once. With no year
    there is none, and it says so.

    >>> equivalent_annual(831.66, Schedule.flat(0.035), years=10).value.__round__(2)
    100.0
    """
    value = checks.number("net_present_value", net_present_value)
    if checks.whole("years", years) == 0:
        return Figure.none("there is no year after year 0")
    return Figure(value / annuity_factor(schedule, years=years, timing=timing, first_year=first_year))
