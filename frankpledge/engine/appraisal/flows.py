"""A line made ready: from its amounts to real flows and what they are worth now, step by step."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine import optimism
from frankpledge.engine.appraisal.cases import Case, Kind, Line, Optimism, Prices, View
from frankpledge.engine.appraisal.packs import Packs
from frankpledge.engine.discounting import factors
from frankpledge.engine.errors import OutOfRange

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


def flow(case: Case, packs: Packs, line: Line) -> Flow:
    """The line's flow under these packs. Raises what its parts raise, and OutOfRange (division by 0)."""
    own = _amounts(case, line)
    left_out = np.zeros(case.length, dtype=bool)
    left_out[: case.offset] = True
    if line.sunk and case.view is View.FORWARD:
        left_out[:] = True
    additional = line.additionality.kept if line.additionality else 1.0
    adjusted = _bias(packs, line)
    real = np.where(left_out, 0.0, own) * additional * adjusted * _prices(case, packs, line)
    discount = factors(packs.schedule(case.discount, line.schedule), last_year=case.length - 1 - case.offset,
                       timing=case.discount.timing)  # fmt: skip
    return Flow(line, real[case.offset :], discount, float(own[left_out].sum()), additional, adjusted)


def _amounts(case: Case, line: Line) -> Years:
    row = np.zeros(case.length)
    row[line.starts : line.starts + len(line.amounts)] = line.amounts
    for name in line.times:
        row = row * case.inputs[name].value
    for name in line.divided_by:
        divisor = case.inputs[name].value
        if divisor == 0:
            raise OutOfRange(f"input {name}", 0, f"not 0: line {line.name!r} is divided by it")
        row = row / divisor
    return row


def _prices(case: Case, packs: Packs, line: Line) -> Years:
    """What turns each year's amount into prices of the base year, relative prices included."""
    years = range(case.first_year, case.first_year + case.length)
    if line.prices is Prices.NOMINAL:
        index = packs.prices(case)
        return np.array([index.factor(from_year=year, to_year=case.prices_of) for year in years])
    price_year = case.prices_of if line.price_year is None else line.price_year
    general = 1.0
    if price_year != case.prices_of:
        general = packs.prices(case).factor(from_year=price_year, to_year=case.prices_of)
    since = np.array(years, dtype=np.float64) - case.prices_of
    relative: Years = general * (1.0 + line.relative_growth) ** since
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
