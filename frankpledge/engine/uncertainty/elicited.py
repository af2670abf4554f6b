"""Distributions from what somebody was asked: "one time in ten lower, one time in ten higher".

People give the 10th and 90th percentile far better than the least and greatest value, and treating the one
as the other is the commonest cause of ranges that are too narrow. Say which was asked.
"""

import math
from collections.abc import Callable

import numpy as np
from scipy import optimize, special

from frankpledge.engine.checks import number, positive, within
from frankpledge.engine.errors import Contradiction, NoAnswer
from frankpledge.engine.uncertainty.distributions import Lognormal, Normal, Triangular, Uniform
from frankpledge.engine.uncertainty.pert import Pert

P10, P90 = 0.1, 0.9


def normal(low: float, high: float, *, at: tuple[float, float] = (P10, P90)) -> Normal:
    """The normal distribution with these two percentiles: sd = (high - low) / (z_high - z_low).

    >>> fitted = normal(87.184, 112.816)
    >>> round(fitted.mean, 3), round(fitted.sd, 3)
    (100.0, 10.0)
    """
    lower, upper = _scores(low, high, at)
    sd = (high - low) / (upper - lower)
    return Normal(low - lower * sd, sd)


def lognormal(low: float, high: float, *, at: tuple[float, float] = (P10, P90)) -> Lognormal:
    """The lognormal distribution with these two percentiles, both above 0.

    >>> fitted = lognormal(50, 200)
    >>> round(float(fitted.quantile(0.5)), 6)
    100.0
    """
    fitted = normal(math.log(positive("low", low)), math.log(positive("high", high)), at=at)
    return Lognormal(fitted.mean, fitted.sd)


def uniform(low: float, high: float, *, at: tuple[float, float] = (P10, P90)) -> Uniform:
    """The uniform distribution with these two percentiles.

    >>> uniform(10, 90)
    Uniform(low=0.0, high=100.0)
    """
    _scores(low, high, at)
    slope = (high - low) / (at[1] - at[0])
    return Uniform(low - at[0] * slope, high + (1 - at[1]) * slope)


def triangular(low: float, mode: float, high: float, *, at: tuple[float, float] = (P10, P90)) -> Triangular:
    """The triangular distribution with this mode and these two percentiles.

    Its ends solve (mode - a - d)^2 = p (b - a) (mode - a), d = mode - low, and the like above the mode.
    Raises Contradiction when the mode is not between the percentiles, or they are too far apart for it.

    >>> t = triangular(5.8, 8, 12)
    >>> t.quantile([0.1, 0.9]).round(9).tolist()
    [5.8, 12.0]
    """
    _three(low, mode, high, at)
    below, above = mode - low, high - mode
    left, right = below, above
    for _ in range(10_000):
        new_left = _end(below, right, at[0])
        new_right = _end(above, new_left, 1 - at[1])
        done = abs(new_left - left) + abs(new_right - right) <= 1e-15 * (new_left + new_right)
        left, right = new_left, new_right
        if done:
            break
    fitted = Triangular(mode - left, mode, mode + right)
    _check(fitted.quantile, low, high, at)
    return fitted


def pert(
    low: float, mode: float, high: float, *, at: tuple[float, float] = (P10, P90), weight: float = 4.0
) -> Pert:
    """The Beta-PERT distribution with this mode and these two percentiles, found numerically.

    Raises Contradiction when the mode is not between the percentiles, NoAnswer when no such one is found.

    >>> p = pert(5.8, 8, 12)
    >>> p.quantile([0.1, 0.9]).round(6).tolist()
    [5.8, 12.0]
    """
    start = triangular(low, mode, high, at=at)
    scale = high - low
    if scale == 0:
        return Pert(low, mode, high, weight)
    # Ends as logarithms of their distance from the mode: always the right side of it.
    first = np.log(np.maximum([mode - start.low, start.high - mode], 1e-9 * scale) * 1.3)

    def misses(
        ends: np.ndarray[tuple[int], np.dtype[np.float64]],
    ) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        left, right = np.exp(np.clip(ends, -700, 700))
        tried = Pert(mode - left, mode, mode + right, weight)
        return (tried.quantiles(np.array(at)) - (low, high)) / scale

    found = optimize.root(misses, first, method="hybr", options={"xtol": 1e-13})
    left, right = np.exp(found.x)
    fitted = Pert(float(mode - left), mode, float(mode + right), weight)
    _check(fitted.quantile, low, high, at)
    return fitted


def _end(distance: float, other: float, chance: float) -> float:
    """The half-width on one side: (A - d)^2 = p A (A + B), its larger root."""
    half = distance + chance * other / 2
    return (half + math.sqrt(max(half * half - (1 - chance) * distance * distance, 0.0))) / (1 - chance)


def _scores(low: float, high: float, at: tuple[float, float]) -> tuple[float, float]:
    number("low", low)
    number("high", high)
    lower, upper = (within("at", chance, 1e-6, 1 - 1e-6) for chance in at)
    if lower >= upper:
        raise Contradiction("at", f"{at}", "two chances, the smaller first")
    if low > high:
        raise Contradiction("low", f"{low:g}, above high {high:g}", "low at most high")
    return float(special.ndtri(lower)), float(special.ndtri(upper))


def _three(low: float, mode: float, high: float, at: tuple[float, float]) -> None:
    _scores(low, high, at)
    if not low <= number("mode", mode) <= high:
        raise Contradiction("mode", f"{mode:g}", f"a value between the two percentiles, {low:g} to {high:g}")


def _check(
    quantile: Callable[[list[float]], np.ndarray[tuple[int, ...], np.dtype[np.float64]]],
    low: float,
    high: float,
    at: tuple[float, float],
) -> None:
    found = quantile(list(at))
    if not np.allclose(found, (low, high), rtol=0, atol=1e-6 * max(high - low, 1e-12)):
        raise NoAnswer("low, mode, high", f"{low:g} and {high:g}", "percentiles that this shape can have")
