"""Amounts that are certain, that take a few values, or that were observed."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from frankpledge.engine.checks import number, same_length, series
from frankpledge.engine.errors import Contradiction, OutOfRange
from frankpledge.engine.uncertainty.distributions import Distribution, Floats


@dataclass(frozen=True, slots=True)
class Certain(Distribution):
    """An amount that is known.

    >>> Certain(7).mean, Certain(7).sd
    (7.0, 0.0)
    """

    amount: float

    def __post_init__(self) -> None:
        number("amount", self.amount)

    @property
    def mean(self) -> float:
        return float(self.amount)

    @property
    def sd(self) -> float:
        return 0.0

    def quantiles(self, chances: Floats) -> Floats:
        return np.full(np.shape(chances), float(self.amount))

    def chances(self, values: Floats) -> Floats:
        return np.where(values >= self.amount, 1.0, 0.0)


@dataclass(frozen=True)
class Discrete(Distribution):
    """A few values, each with its chance. The chances must add to 1 (within 1e-9) and none be below 0.

    mean = sum(p x); variance = sum(p (x - mean)^2). The quantile is the least value whose chance of not being
    exceeded is at least that asked for.

    >>> d = Discrete((0, 10), (0.75, 0.25))
    >>> d.mean, round(d.sd, 4), d.quantile([0.7, 0.8]).tolist()
    (2.5, 4.3301, [0.0, 10.0])
    """

    values: tuple[float, ...]
    probabilities: tuple[float, ...]

    def __post_init__(self) -> None:
        series("values", self.values)
        odds = series("probabilities", self.probabilities)
        same_length("values and probabilities", self.values, self.probabilities)
        if odds.min() < 0:
            raise OutOfRange("probabilities", f"{odds.min():g} somewhere", "numbers from 0 to 1")
        if abs(math.fsum(odds) - 1) > 1e-9:
            raise Contradiction("probabilities", f"adding to {math.fsum(odds):.10g}", "a sum of 1")

    @cached_property
    def _steps(self) -> tuple[Floats, Floats]:
        """The values in order, each once, and the chance of not exceeding each."""
        values, place = np.unique(np.array(self.values, dtype=np.float64), return_inverse=True)
        heights = np.cumsum(np.bincount(place, weights=self.probabilities)).astype(np.float64)
        # A float's sum may end a hair below one.
        heights[-1] = 1.0
        return values, heights

    @property
    def mean(self) -> float:
        return math.fsum(x * p for x, p in zip(self.values, self.probabilities, strict=True))

    @property
    def sd(self) -> float:
        spread = ((x - self.mean) ** 2 * p for x, p in zip(self.values, self.probabilities, strict=True))
        return math.sqrt(math.fsum(spread))

    def quantiles(self, chances: Floats) -> Floats:
        values, heights = self._steps
        return np.asarray(values[np.searchsorted(heights, chances - 1e-12)])

    def chances(self, values: Floats) -> Floats:
        steps, heights = self._steps
        return np.asarray(np.insert(heights, 0, 0.0)[np.searchsorted(steps, values, side="right")])


@dataclass(frozen=True)
class Empirical(Distribution):
    """What was observed, each observation as likely as any other (resampling with replacement).

    The standard deviation is of the resampling: sum of squares over n, not n - 1. One observation is allowed
    and makes the amount certain. No value between or beyond the observed ones is ever drawn.

    >>> e = Empirical((3, 1, 2, 2))
    >>> e.mean, e.quantile([0, 0.5, 1]).tolist()
    (2.0, [1.0, 2.0, 3.0])
    """

    observed: tuple[float, ...]

    def __post_init__(self) -> None:
        series("observed", self.observed)

    @cached_property
    def _sorted(self) -> Floats:
        return np.sort(np.array(self.observed, dtype=np.float64))

    @property
    def mean(self) -> float:
        return float(self._sorted.mean())

    @property
    def sd(self) -> float:
        return float(self._sorted.std())

    def quantiles(self, chances: Floats) -> Floats:
        count = len(self.observed)
        place = np.ceil(chances * count - 1e-12).astype(np.intp) - 1
        return np.asarray(self._sorted[np.clip(place, 0, count - 1)])

    def chances(self, values: Floats) -> Floats:
        return np.searchsorted(self._sorted, values, side="right") / len(self.observed)
