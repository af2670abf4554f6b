"""How good past forecasts were, and what that says of the next ones.

Formulas, over forecasts whose outcome is known:

    error = actual - forecast;  relative error = actual / forecast - 1
    bias = mean error;  mean absolute error; median ratio = median of actual / forecast
    coverage = share of outcomes inside the stated range; it should be near the range's own chance
    optimism bias, from closed profiles: sum of actual / sum of estimate - 1, its interval from the spread of
    single profiles (jackknife), and the uplift that would have been enough for a stated share of them

A vintage is when a forecast was made: grouping by it shows whether forecasting gets better. Intervals of
shares are Wilson's. Units: those of the measure; never mix measures in one group. Source: Flyvbjerg on
reference-class forecasting; HM Treasury on optimism bias. Limits: profiles that are still open are left out,
and those that close early are not like the others; below 50 closed profiles the result is an indication.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm
from scipy.stats import t as student

from frankpledge.engine import checks
from frankpledge.engine.errors import Contradiction, Empty, TooFew
from frankpledge.engine.figures import Figure

ENOUGH_PROFILES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One forecast. `actual` is None until the outcome is known; `low` and `high` are its stated range."""

    name: str
    vintage: str
    forecast: float
    actual: float | None = None
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        for word in ("forecast", "actual", "low", "high"):
            value = getattr(self, word)
            if value is not None:
                checks.number(f"{word} of {self.name}", value)
        if (self.low is None) != (self.high is None):
            raise Contradiction(f"range of {self.name}", "half given", "both low and high, or neither")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise Contradiction(f"range of {self.name}", f"{self.low} to {self.high}", "low first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What one group's outcomes say of its forecasts. `open` counts those whose outcome is not known yet."""

    vintage: str
    known: int
    open: int
    bias: Figure
    bias_interval: tuple[float, float] | None
    mean_absolute_error: Figure
    median_ratio: Figure
    ranged: int
    coverage: Figure
    coverage_interval: tuple[float, float] | None
    below: int
    above: int
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceClass:
    """The bias of closed profiles: positive when things turned out larger than estimated.

    `uplift` is of the sum; `interval` is its 95% interval; `enough_for` the uplift that would have covered
    each stated share of profiles. `why` says when this is only an indication.
    """

    profiles: int
    uplift: float
    interval: tuple[float, float] | None
    mean_of_ratios: float
    enough_for: Mapping[float, float]
    why: str


def quality(forecasts: Sequence[Forecast], *, chance: float = 0.8) -> tuple[Quality, ...]:
    """The quality of all forecasts together (vintage ""), then of each vintage in the order they come.

    `chance` is that of the stated ranges: 0.8 for P10 to P90. Raises Empty, OutOfRange.

    >>> made = [Forecast(name=str(n), vintage="2024", forecast=100, actual=100 + n, low=90, high=110)
    ...         for n in (-15, -5, 0, 5, 25)]
    >>> every, = quality(made)[:1]
    >>> every.bias.value, every.coverage.value, every.above
    (2.0, 0.6, 1)
    """
    if not forecasts:
        raise Empty("forecasts", "empty", "one forecast or more")
    checks.within("chance", chance, 0.01, 0.99)
    vintages = dict.fromkeys(each.vintage for each in forecasts)
    groups = [("", list(forecasts))]
    groups += [(name, [each for each in forecasts if each.vintage == name]) for name in vintages]
    return tuple(_group(name, group, chance) for name, group in groups)


def reference_class(
    estimates: Sequence[float], actuals: Sequence[float], *, shares: Sequence[float] = (0.5, 0.8, 0.9)
) -> ReferenceClass:
    """The empirical optimism bias of closed profiles, one estimate and one outcome each.

    For costs an uplift above nought is money that was missing; for benefits one below nought is a shortfall.
    Raises WrongLength, NotFinite, OutOfRange (an estimate that is not above 0), TooFew (fewer than two).

    >>> found = reference_class([100, 100, 200, 50], [120, 150, 200, 55])
    >>> round(found.uplift, 4), {share: round(each, 3) for share, each in found.enough_for.items()}
    (0.1667, {0.5: 0.1, 0.8: 0.5, 0.9: 0.5})
    """
    planned, turned_out = (checks.series(*each) for each in (("estimates", estimates), ("actuals", actuals)))
    count = checks.same_length("estimates and actuals", planned, turned_out)
    if count < 2:
        raise TooFew("closed profiles", count, "two or more")
    for place, each in enumerate(planned):
        checks.positive(f"estimates[{place}]", each)
    ratios = np.sort(turned_out / planned - 1)
    enough = {checks.share("share", share): float(ratios[_rank(share, count)]) for share in shares}
    return ReferenceClass(
        profiles=count,
        uplift=float(turned_out.sum() / planned.sum() - 1),
        interval=_ratio_interval(planned, turned_out),
        mean_of_ratios=float(ratios.mean()),
        enough_for=enough,
        why=""
        if count >= ENOUGH_PROFILES
        else f"an indication: fewer than {ENOUGH_PROFILES} closed profiles",
    )


def _rank(share: float, count: int) -> int:
    """The place of the smallest outcome that covers at least `share` of all."""
    return min(max(math.ceil(share * count - 1e-9), 1), count) - 1


def _ratio_interval(planned: NDArray[np.float64], actual: NDArray[np.float64]) -> tuple[float, float]:
    count = len(planned)
    without = (actual.sum() - actual) / (planned.sum() - planned)
    spread = math.sqrt((count - 1) / count * float(((without - without.mean()) ** 2).sum()))
    reach = float(student.ppf(0.975, count - 1)) * spread
    middle = float(actual.sum() / planned.sum() - 1)
    return middle - reach, middle + reach


def _group(vintage: str, group: Sequence[Forecast], chance: float) -> Quality:
    known = [each for each in group if each.actual is not None]
    errors = np.array([(each.actual or 0.0) - each.forecast for each in known])
    ratios = [(each.actual or 0.0) / each.forecast for each in known if each.forecast]
    ranged = [each for each in known if each.low is not None]
    below = sum((each.actual or 0.0) < (each.low or 0.0) for each in ranged)
    above = sum((each.actual or 0.0) > (each.high or 0.0) for each in ranged)
    inside = len(ranged) - below - above
    interval = _wilson(inside, len(ranged)) if ranged else None
    nothing = Figure.none("no outcome is known yet")
    return Quality(
        vintage=vintage,
        known=len(known),
        open=len(group) - len(known),
        bias=Figure(float(errors.mean())) if known else nothing,
        bias_interval=_mean_interval(errors),
        mean_absolute_error=Figure(float(np.abs(errors).mean())) if known else nothing,
        median_ratio=Figure(float(np.median(ratios))) if ratios else Figure.none("no forecast to divide by"),
        ranged=len(ranged),
        coverage=Figure(inside / len(ranged)) if ranged else Figure.none("no range was stated"),
        coverage_interval=interval,
        below=below,
        above=above,
        verdict=_verdict(interval, chance),
    )


def _mean_interval(errors: NDArray[np.float64]) -> tuple[float, float] | None:
    """The 95% interval of the mean error, from two outcomes on."""
    if errors.size < 2:
        return None
    reach = float(student.ppf(0.975, errors.size - 1) * errors.std(ddof=1) / math.sqrt(errors.size))
    return float(errors.mean()) - reach, float(errors.mean()) + reach


def _wilson(inside: int, count: int) -> tuple[float, float]:
    z = float(norm.ppf(0.975))
    share = inside / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return middle - reach, middle + reach


def _verdict(interval: tuple[float, float] | None, chance: float) -> str:
    if interval is None:
        return "cannot tell: no range was stated, or no outcome is known"
    low, high = interval
    if high < chance:
        return "ranges are too narrow"
    if low > chance:
        return "ranges are wider than they need be"
    return "cannot tell apart from well calibrated"
