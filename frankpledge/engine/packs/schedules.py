"""Discount schedules: which yearly rate holds in which years."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine import checks
from frankpledge.engine.errors import Contradiction, OutOfRange
from frankpledge.engine.packs.rows import Pack, Row

OPEN = None


@dataclass(frozen=True, slots=True)
class Band:
    """A yearly rate for the years from the first to the last, both included. No last year: for ever."""

    first_year: int
    last_year: int | None
    rate: float


@dataclass(frozen=True, slots=True)
class Schedule:
    """Bands that follow one another without a gap from year 0."""

    name: str
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        expected: int | None = 0
        for place, band in enumerate(self.bands):
            _rate(f"{self.name} band {place}", band.rate)
            if band.first_year != expected or (band.last_year or band.first_year) < band.first_year:
                raise Contradiction(
                    f"{self.name} band {place}", band, f"a band that starts in year {expected}"
                )
            expected = None if band.last_year is None else band.last_year + 1
        if not self.bands:
            raise Contradiction("bands", "none", "one or more")

    @classmethod
    def flat(cls, rate: float) -> "Schedule":
        """One rate for ever.

        >>> Schedule.flat(0.03).rates(2)
        array([0.03, 0.03, 0.03])
        """
        return cls(f"flat {_rate('rate', rate):.4%}", (Band(0, OPEN, rate),))

    @property
    def last_year(self) -> int | None:
        """The last year it has a rate for; None when it goes on for ever."""
        return self.bands[-1].last_year

    def rates(self, last_year: int) -> NDArray[np.float64]:
        """The rate of each year from 0 to `last_year`. Raises OutOfRange beyond its last year."""
        end = checks.whole("year", last_year)
        if self.last_year is not None and end > self.last_year:
            raise OutOfRange("year", end, f"0 to {self.last_year}, the last year of schedule {self.name}")
        rates = np.empty(end + 1, dtype=np.float64)
        for band in self.bands:
            rates[band.first_year : end + 1 if band.last_year is None else band.last_year + 1] = band.rate
        return rates


def schedule(pack: Pack, name: str) -> Schedule:
    """The schedule `name` of a pack of kind `discount`. Raises Unknown, Disabled, Contradiction."""
    rows = sorted(pack.of(name), key=lambda row: row.number("first_year"))
    return Schedule(name, tuple(map(_band, rows)))


def names(pack: Pack) -> Sequence[str]:
    """The schedules that a pack has and that may be used."""
    return tuple(dict.fromkeys(row.name for row in pack.enabled()))


def _band(row: Row) -> Band:
    if row.value is None:
        raise Contradiction(row.name, "without a value", "a rate")
    last = int(row.number("last_year")) if "last_year" in row.also else OPEN
    return Band(int(row.number("first_year")), last, row.value)


def _rate(name: str, given: float) -> float:
    rate = checks.number(name, given)
    if rate <= -1:
        raise OutOfRange(name, rate, "a rate above -1 (0.035 is 3.5%)")
    return rate
