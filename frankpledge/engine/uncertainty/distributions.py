"""Distributions of an uncertain amount: what every one of them can say, and those with a closed form.

Each has a mean, a standard deviation, a quantile function and a distribution function, in the units of the
amount. Bounds that coincide are allowed and mean that the amount is certain; NaN and infinities are refused.

Sources: Johnson, Kotz and Balakrishnan, *Continuous Univariate Distributions* (2nd ed., 1994-95).
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from frankpledge.engine.checks import number, positive, within
from frankpledge.engine.errors import Contradiction, OutOfRange

Floats: TypeAlias = NDArray[np.float64]
Transform: TypeAlias = Callable[[Floats], Floats]


class Distribution(ABC):
    """An uncertain amount."""

    @property
    @abstractmethod
    def mean(self) -> float:
        """The expected value, in the amount's units."""

    @property
    @abstractmethod
    def sd(self) -> float:
        """The standard deviation, in the amount's units."""

    @abstractmethod
    def quantiles(self, chances: Floats) -> Floats:
        """The values below which the amount falls with these chances (0 to 1)."""

    @abstractmethod
    def chances(self, values: Floats) -> Floats:
        """The chances that the amount is at most these values."""

    def quantile(self, chance: ArrayLike) -> Floats:
        """`quantiles`, of anything like an array, checked to lie from 0 to 1."""
        given = np.asarray(chance, dtype=np.float64)
        if not np.all((given >= 0) & (given <= 1)):
            raise OutOfRange("chance", given, "numbers from 0 to 1")
        return self.quantiles(given)

    def chance(self, value: ArrayLike) -> Floats:
        """`chances`, of anything like an array: P(X <= value)."""
        return self.chances(np.asarray(value, dtype=np.float64))

    def from_normal(self, scores: Floats) -> Floats:
        """Standard normal scores as amounts of this distribution: Q(Phi(z))."""
        return self.quantiles(special.ndtr(scores))

    @classmethod
    def transform(cls, many: Sequence[Self]) -> Transform:
        """`from_normal` for several at once, one for each column of scores."""

        def columns(scores: Floats) -> Floats:
            for column, each in enumerate(many):
                scores[..., column] = each.from_normal(scores[..., column])
            return scores

        return columns

    def sample(self, rng: np.random.Generator, draws: int) -> Floats:
        """Independent draws."""
        return self.from_normal(rng.standard_normal(draws))


def ordered(low: float, high: float) -> None:
    """Raises Contradiction unless the bounds are the right way round, NotFinite for NaN and infinities."""
    if number("low", low) > number("high", high):
        raise Contradiction("low", f"{low:g}, above high {high:g}", "low at most high")


@dataclass(frozen=True, slots=True)
class Uniform(Distribution):
    """Every value from `low` to `high` as likely as any other.

    mean = (a + b) / 2; sd = (b - a) / sqrt(12).

    >>> round(Uniform(0, 12).sd, 4)
    3.4641
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        ordered(self.low, self.high)

    @property
    def mean(self) -> float:
        return (self.low + self.high) / 2

    @property
    def sd(self) -> float:
        return (self.high - self.low) / math.sqrt(12)

    def quantiles(self, chances: Floats) -> Floats:
        return self.low + (self.high - self.low) * chances

    def chances(self, values: Floats) -> Floats:
        if self.low == self.high:
            return np.where(values >= self.low, 1.0, 0.0)
        return np.clip((values - self.low) / (self.high - self.low), 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Triangular(Distribution):
    """Least, likeliest and greatest value, with straight lines between.

    mean = (a + m + b) / 3; variance = (a^2 + m^2 + b^2 - ab - am - bm) / 18.

    >>> t = Triangular(5, 8, 14)
    >>> t.mean, round(t.sd, 4), round(float(t.chance(10)), 6), round(float(t.quantile(0.8)), 6)
    (9.0, 1.8708, 0.703704, 10.713665)
    """

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        ordered(self.low, self.high)
        within("mode", self.mode, self.low, self.high)

    @property
    def mean(self) -> float:
        return (self.low + self.mode + self.high) / 3

    @property
    def sd(self) -> float:
        a, m, b = self.low, self.mode, self.high
        # The same as the published form, without its cancellation.
        return math.sqrt(((m - a) ** 2 + (b - m) ** 2 + (b - a) ** 2) / 36)

    @property
    def bend(self) -> float:
        """The chance of an amount below the mode."""
        return (self.mode - self.low) / (self.high - self.low) if self.high > self.low else 0.0

    def quantiles(self, chances: Floats) -> Floats:
        return self.from_normal(special.ndtri(chances))

    def from_normal(self, scores: Floats) -> Floats:
        return self.transform([self])(np.array(scores, dtype=np.float64)[..., None])[..., 0]

    def chances(self, values: Floats) -> Floats:
        a, m, b = self.low, self.mode, self.high
        if a == b:
            return np.where(values >= a, 1.0, 0.0)
        held = np.clip(values, a, b)
        rising = (held - a) ** 2 / ((b - a) * (m - a)) if m > a else np.zeros_like(held)
        falling = 1 - (b - held) ** 2 / ((b - a) * (b - m)) if b > m else np.ones_like(held)
        return np.asarray(np.where(held < m, rising, falling))

    @classmethod
    def transform(cls, many: Sequence[Self]) -> Transform:
        low, mode, high = (np.array([getattr(each, at) for each in many]) for at in ("low", "mode", "high"))
        up, down = (high - low) * (mode - low), (high - low) * (high - mode)
        bend = np.array([each.bend for each in many])

        def columns(scores: Floats) -> Floats:
            chance = special.ndtr(scores, out=scores)
            falls = chance >= bend
            rest = np.subtract(1.0, chance)
            rest *= down
            np.sqrt(rest, out=rest)
            np.subtract(high, rest, out=rest)
            chance *= up
            np.sqrt(chance, out=chance)
            chance += low
            np.copyto(chance, rest, where=falls)
            return np.asarray(chance)

        return columns


@dataclass(frozen=True, slots=True)
class Normal(Distribution):
    """The bell curve. `sd` may be 0, not less.

    >>> Normal(100, 10).quantile([0.1, 0.5]).round(2).tolist()
    [87.18, 100.0]
    """

    mean: float
    sd: float

    def __post_init__(self) -> None:
        number("mean", self.mean)
        within("sd", self.sd, 0.0)

    def quantiles(self, chances: Floats) -> Floats:
        return self.from_normal(special.ndtri(chances))

    def chances(self, values: Floats) -> Floats:
        if self.sd == 0:
            return np.where(values >= self.mean, 1.0, 0.0)
        return np.asarray(special.ndtr((values - self.mean) / self.sd))

    def from_normal(self, scores: Floats) -> Floats:
        return self.mean + self.sd * scores if self.sd else np.full(np.shape(scores), float(self.mean))

    @classmethod
    def transform(cls, many: Sequence[Self]) -> Transform:
        mean, sd = np.array([each.mean for each in many]), np.array([each.sd for each in many])

        def columns(scores: Floats) -> Floats:
            scores *= sd
            scores += mean
            return scores

        return columns


@dataclass(frozen=True, slots=True)
class Lognormal(Distribution):
    """exp(X) for X normal with mean `mu` and standard deviation `sigma`, both of the logarithm.

    mean = exp(mu + sigma^2 / 2); sd = mean * sqrt(exp(sigma^2) - 1).

    >>> round(Lognormal.of_mean(100, 30).mean, 6), round(Lognormal.of_mean(100, 30).sd, 6)
    (100.0, 30.0)
    """

    mu: float
    sigma: float

    def __post_init__(self) -> None:
        number("mu", self.mu)
        within("sigma", self.sigma, 0.0)

    @classmethod
    def of_mean(cls, mean: float, sd: float) -> Self:
        """The one with this mean (above 0) and standard deviation, both of the amount itself."""
        spread = math.log1p((within("sd", sd, 0.0) / positive("mean", mean)) ** 2)
        return cls(math.log(mean) - spread / 2, math.sqrt(spread))

    @property
    def mean(self) -> float:
        return math.exp(self.mu + self.sigma**2 / 2)

    @property
    def sd(self) -> float:
        return self.mean * math.sqrt(math.expm1(self.sigma**2))

    def quantiles(self, chances: Floats) -> Floats:
        return self.from_normal(special.ndtri(chances))

    def chances(self, values: Floats) -> Floats:
        logs = np.log(values, out=np.full(np.shape(values), -np.inf), where=values > 0)
        return Normal(self.mu, self.sigma).chances(logs)

    def from_normal(self, scores: Floats) -> Floats:
        return np.exp(Normal(self.mu, self.sigma).from_normal(scores))

    @classmethod
    def transform(cls, many: Sequence[Self]) -> Transform:
        inner = Normal.transform([Normal(each.mu, each.sigma) for each in many])
        return lambda scores: np.exp(inner(scores), out=scores)
