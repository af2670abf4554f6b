"""A line made ready: from its amounts to real flows and what they are worth now, step by step."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine import optimism
from frankpledge.engine.appraisal.cases import Case, Kind, Line, Optimism, Prices, View
from frankpledge.engine.appraisal.packs import Packs
from frankpledge.engine.discounting import factors, relative_prices
from frankpledge.engine.errors import OutOfRange
from frankpledge.engine.packs.deflators import Deflator

Years = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """One line's real flows in base-year prices, one for each year that is looked at, and their factors.

    `sunk` is what was left out, in the line's own money. `adjusted` is the multiplier of optimism bias.
    """

    line: Line
    real: Years
    factors: Years
    sunk: float
    additional: float
    adjusted: float

    @property
    def present_value(self) -> float:
        return float(self.real @ self.factors)


class Frame:
    """What the lines of one case share, worked out once: factors by schedule, and prices by year."""

    def __init__(self, case: Case, packs: Packs) -> None:
        self.case = case
        self.packs = packs
        self.length, self.offset = case.length, case.offset
        self.years = np.arange(case.first_year, case.first_year + self.length)
        self._factors: dict[str, Years] = {}
        self._index: Deflator | None = None

    def factors(self, schedule: str) -> Years:
        """The discount factors of the years looked at, by the schedule a line names."""
        if schedule not in self._factors:
            found = self.packs.schedule(self.case.discount, schedule)
            last, timing = self.length - 1 - self.offset, self.case.discount.timing
            self._factors[schedule] = factors(found, last_year=last, timing=timing)
        return self._factors[schedule]

    @property
    def index(self) -> Deflator:
        """General prices. Asked for only by lines that need them."""
        if self._index is None:
            self._index = self.packs.prices(self.case)
        return self._index


def flows(case: Case, packs: Packs) -> tuple[Flow, ...]:
    """The flow of every line under these packs, in their order."""
    frame = Frame(case, packs)
    return tuple(flow(frame, line) for line in case.lines)


def flow(frame: Frame, line: Line) -> Flow:
    """One line's flow. Raises what its parts raise, and OutOfRange (division by 0)."""
    own = _amounts(frame, line)
    bound = line.sunk and frame.case.view is View.FORWARD
    left_out = own if bound else own[: frame.offset]
    additional = line.additionality.kept if line.additionality else 1.0
    adjusted = _bias(frame.packs, line)
    real = np.zeros(frame.length) if bound else own * additional * adjusted * _prices(frame, line)
    discount = frame.factors(line.schedule)
    return Flow(line, real[frame.offset :], discount, float(left_out.sum()), additional, adjusted)


def _amounts(frame: Frame, line: Line) -> Years:
    inputs = frame.case.inputs
    row = np.zeros(frame.length)
    row[line.starts : line.starts + len(line.amounts)] = line.amounts
    for name in line.times:
        row = row * inputs[name].value
    for name in line.divided_by:
        divisor = inputs[name].value
        if divisor == 0:
            raise OutOfRange(f"input {name}", 0, f"not 0: line {line.name!r} is divided by it")
        row = row / divisor
    return row


def _prices(frame: Frame, line: Line) -> Years | float:
    """What turns each year's amount into prices of the base year, relative prices included."""
    base = frame.case.prices_of
    if line.prices is Prices.NOMINAL:
        each = [frame.index.factor(from_year=year, to_year=base) for year in frame.years.tolist()]
        return np.array(each, dtype=np.float64)
    price_year = base if line.price_year is None else line.price_year
    general = 1.0 if price_year == base else frame.index.factor(from_year=price_year, to_year=base)
    if not line.relative_growth:
        return general
    if isinstance(line.relative_growth, tuple):
        return general * relative_prices(line.relative_growth, last_year=frame.length - 1)
    relative: Years = general * (1.0 + line.relative_growth) ** (frame.years - base).astype(np.float64)
    return relative


def _bias(packs: Packs, line: Line) -> float:
    wanted = line.optimism
    if wanted is None:
        return 1.0
    resultant = resultant_of(packs, wanted)
    if line.kind in {Kind.COST, Kind.DISBENEFIT}:
        return 1.0 + resultant
    if resultant > 1:
        raise OutOfRange(f"optimism bias of {line.name!r}", resultant, "1 or less on a saving or benefit")
    return 1.0 - resultant


def resultant_of(packs: Packs, wanted: Optimism) -> float:
    """The share that is left of a line's optimism bias."""
    found = packs.bounds(wanted)
    dealt_with = optimism.managed(wanted.contributions) if wanted.contributions else wanted.managed
    lower = found.lower if wanted.at_contract_award else None
    return optimism.uplift(1.0, upper=found.upper, managed_share=dealt_with, lower=lower).resultant
