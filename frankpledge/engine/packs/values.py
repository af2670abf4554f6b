"""Unit values: what one of something is worth, in the prices of a stated year."""

from dataclasses import dataclass

from frankpledge.engine.errors import Contradiction
from frankpledge.engine.packs.deflators import Calendar, Deflator
from frankpledge.engine.packs.rows import Pack, PackName, Row


@dataclass(frozen=True, slots=True)
class UnitValue:
    """A value with its unit, price year and pack. `low` and `high` where the source gives a range."""

    name: str
    value: float
    unit: str
    price_year: str
    pack: PackName
    low: float | None = None
    high: float | None = None
    uprated_by: str = ""

    def uprated(self, deflator: Deflator, *, from_year: int, to_year: int) -> "UnitValue":
        """The value in prices of another year. `from_year` is the deflator's year for `price_year`.

        A price year such as 2015/16 is a financial year: with a calendar index the caller chooses 2015 or
        2016, and the choice stays visible in `uprated_by`. Raises Unknown, Contradiction (another year).
        """
        if str(from_year) not in {self.price_year[:4], self.ends}:
            raise Contradiction("from_year", from_year, f"the price year of {self.name}, {self.price_year}")
        factor = deflator.factor(from_year=from_year, to_year=to_year)
        low, high = (None if each is None else each * factor for each in (self.low, self.high))
        year = (
            f"{to_year}/{(to_year + 1) % 100:02d}"
            if deflator.calendar is Calendar.FINANCIAL
            else f"{to_year}"
        )
        told = f"{deflator.name}, {from_year} to {to_year}"
        return UnitValue(self.name, self.value * factor, self.unit, year, self.pack, low, high, told)

    @property
    def ends(self) -> str:
        """The calendar year in which the price year ends."""
        first, _, second = self.price_year.partition("/")
        return first[: len(first) - len(second)] + second if second else first


def unit_value(pack: Pack, name: str) -> UnitValue:
    """The value called `name` of a pack of kind `unit-values`. Raises Unknown, Disabled, Contradiction."""
    value, row = pack.value(name), pack.of(name)[0]
    low, high = (row.number(end) if end in row.also else None for end in ("low", "high"))
    return UnitValue(row.name, value, row.unit, row.price_year, pack.names, low, high)


def disabled(pack: Pack) -> tuple[Row, ...]:
    """What the pack knows of and will not use, each with its reason."""
    return tuple(row for row in pack.rows if row.disabled)
