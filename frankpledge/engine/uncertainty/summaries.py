"""What draws say: mean, spread and percentiles, each with how sure of it the number of draws lets us be."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import special

from frankpledge.engine.checks import positive, series, within
from frankpledge.engine.errors import OutOfRange, TooFew
from frankpledge.engine.uncertainty.distributions import Floats


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, and the interval in which sampling leaves it."""

    value: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Summary:
    """One outcome's draws in brief. `below_zero` is the chance that it is less than 0."""

    mean: Estimate
    sd: float
    p10: Estimate
    p50: Estimate
    p90: Estimate
    below_zero: Estimate
    above_zero: Estimate


def score(confidence: float) -> float:
    """The two-sided normal score: 1.96 for 0.95."""
    within("confidence", confidence, 0.5, 0.999999)
    return float(special.ndtri((1 + confidence) / 2))


def quantile(values: Floats, chance: float, confidence: float = 0.95) -> Estimate:
    """The sample quantile with its order-statistic interval: ranks n p -+ z sqrt(n p (1 - p)).

    The interval needs no assumption about the shape. It is cut off at the least and greatest draw.

    >>> quantile(np.arange(1.0, 10_001.0), 0.5)
    Estimate(value=5000.5, low=4902.0, high=5098.0)
    """
    drawn = np.sort(series("values", values))
    return _of_sorted(drawn, chance, score(confidence))


def _of_sorted(drawn: Floats, chance: float, z: float) -> Estimate:
    count = len(drawn)
    if not 0 < chance < 1:
        raise OutOfRange("chance", chance, "a number between 0 and 1")
    reach = z * math.sqrt(count * chance * (1 - chance))
    low = max(math.floor(count * chance - reach), 1)
    high = min(math.ceil(count * chance + reach), count)
    return Estimate(float(np.quantile(drawn, chance)), float(drawn[low - 1]), float(drawn[high - 1]))


def proportion(count: int, of: int, confidence: float = 0.95) -> Estimate:
    """A chance estimated by counting, with Wilson's interval, which stays within 0 and 1.

    Source: Wilson (1927), *JASA* 22(158).

    >>> p = proportion(0, 100)
    >>> p.value, round(p.high, 4)
    (0.0, 0.037)
    """
    z2 = score(confidence) ** 2
    share = count / of
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = math.sqrt(z2 * (share * (1 - share) / of + z2 / (4 * of * of))) / (1 + z2 / of)
    low = 0.0 if count == 0 else max(middle - reach, 0.0)
    return Estimate(share, low, 1.0 if count == of else min(middle + reach, 1.0))


def summary(values: Floats, confidence: float = 0.95) -> Summary:
    """Draws in brief. Needs two or more: one draw says nothing about spread."""
    drawn = series("values", values)
    if len(drawn) < 2:
        raise TooFew("values", f"{len(drawn)} long", "2 draws or more")
    z = score(confidence)
    mean, sd = float(drawn.mean()), float(drawn.std(ddof=1))
    half = z * sd / math.sqrt(len(drawn))
    ordered = np.sort(drawn)
    below = int(np.searchsorted(ordered, 0.0, side="left"))
    above = len(drawn) - int(np.searchsorted(ordered, 0.0, side="right"))
    p10, p50, p90 = (_of_sorted(ordered, chance, z) for chance in (0.1, 0.5, 0.9))
    return Summary(
        mean=Estimate(mean, mean - half, mean + half),
        sd=sd,
        p10=p10,
        p50=p50,
        p90=p90,
        below_zero=proportion(below, len(drawn), confidence),
        above_zero=proportion(above, len(drawn), confidence),
    )


def settled(values: Floats, *, tolerance: float = 0.01, confidence: float = 0.95) -> bool:
    """Whether the half-widths of mean, P10 and P90 are all below `tolerance` of the P10 to P90 range.

    Draws that are all the same are settled at once.
    """
    z = score(confidence)
    ordered = np.sort(values)
    p10, p90 = (_of_sorted(ordered, chance, z) for chance in (0.1, 0.9))
    span = p90.value - p10.value
    if span <= 0:
        return bool(ordered[0] == ordered[-1])
    half = z * float(values.std(ddof=1)) / math.sqrt(len(values))
    return max(half, p10.half_width, p90.half_width) < tolerance * span


def draws_needed(variation: float, share: float = 0.01, confidence: float = 0.95) -> int:
    """Draws for the mean's half-width to be `share` of it: (z * cv / share)^2, cv the sd over the mean.

    >>> draws_needed(0.5)
    9604
    """
    z = score(confidence)
    return math.ceil((z * positive("variation", variation) / positive("share", share)) ** 2)
