"""Price indices: what money of one year is worth in the prices of another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine import checks
from frankpledge.engine.errors import Contradiction, Empty, Unknown, WrongKind
from frankpledge.engine.packs.rows import Pack


class Calendar(StrEnum):
    """Which twelve months a year means: January to December, or April to March (2024 is 2024/25)."""

    CALENDAR = "calendar"
    FINANCIAL = "financial"


@dataclass(frozen=True, slots=True)
class Deflator:
    """A price index by year. Years inside are never filled in; `growth` says how it goes on after the last.

    Formula: `real = nominal * index(base) / index(year)`. Source: Green Book, base year and real prices.

    >>> deflator = Deflator.constant(0.02, base_year=0, last_year=5)
    >>> deflator.real([1000] * 6, years=range(6), base_year=0).round()
    array([1000.,  980.,  961.,  942.,  924.,  906.])
    """

    name: str
    calendar: Calendar
    index: Mapping[int, float]
    growth: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "calendar", checks.one_of("calendar", self.calendar, Calendar))
        if not self.index:
            raise Empty(f"deflator {self.name}", "without years", "an index for one year or more")
        for year, value in self.index.items():
            checks.positive(f"deflator {self.name} of {year}", value)
        if self.growth is not None and checks.number("growth", self.growth) <= -1:
            raise Contradiction("growth", self.growth, "a yearly growth above -1")

    @classmethod
    def constant(cls, rate: float, *, base_year: int, last_year: int) -> "Deflator":
        """Prices that rise by one rate every year from `base_year`, also after `last_year`."""
        index = {year: (1 + rate) ** (year - base_year) for year in range(base_year, last_year + 1)}
        return cls(f"{rate:.2%} a year", Calendar.CALENDAR, index, rate)

    def at(self, year: int) -> float:
        """The index of a year. Raises Unknown when it is not held and the index does not go on to it."""
        if year in self.index:
            return self.index[year]
        last = max(self.index)
        if year > last and self.growth is not None:
            return float(self.index[last] * (1 + self.growth) ** (year - last))
        held = f"{min(self.index)} to {last}" + (
            "" if self.growth is not None else ", and no growth after it"
        )
        raise Unknown(f"deflator {self.name}", f"asked for {year}", f"years it holds ({held})")

    def factor(self, *, from_year: int, to_year: int) -> float:
        """What one pound of `from_year` is in prices of `to_year`."""
        return self.at(to_year) / self.at(from_year)

    def real(
        self, nominal: Sequence[float] | NDArray[np.float64], *, years: Sequence[int], base_year: int
    ) -> NDArray[np.float64]:
        """Money of its own year in prices of `base_year`. Raises WrongLength, NotFinite, Unknown."""
        amounts = checks.series("nominal", nominal)
        checks.same_length("nominal and years", amounts, years)
        factors = [self.factor(from_year=year, to_year=base_year) for year in years]
        return np.multiply(amounts, np.array(factors, dtype=np.float64))

    def in_financial_years(self) -> "Deflator":
        """Calendar years as financial years: three quarters of one, one quarter of the next.

        An approximation by us, for when the published financial-year series is missing; named so.
        """
        if self.calendar is Calendar.FINANCIAL:
            return self
        both = [year for year in sorted(self.index) if year + 1 in self.index]
        index = {year: 0.75 * self.index[year] + 0.25 * self.index[year + 1] for year in both}
        return Deflator(f"{self.name}, approximated", Calendar.FINANCIAL, index, self.growth)


def deflator(pack: Pack, name: str = "gdp", *, growth: float | None = None) -> Deflator:
    """The series `name` of a pack of kind `deflator`. Raises Unknown, Disabled, WrongKind.

    `growth` says how prices go on after the pack's last year: the Green Book asks for the Office for Budget
    Responsibility's forecast, then its long-run growth. Without it, later years are refused.
    """
    rows = pack.of(name)
    index = {int(row.number("year")): row.value for row in rows if row.value is not None}
    calendars = {row.word("calendar") for row in rows}
    if len(calendars) != 1 or not calendars <= set(Calendar):
        raise WrongKind(f"deflator {name}", f"of calendars {sorted(calendars)}", "calendar or financial")
    return Deflator(f"{pack.name} {name}", Calendar(calendars.pop()), index, growth)
