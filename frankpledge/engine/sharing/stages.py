"""The successive linear programs behind the nucleolus, on costs brought to about 1."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from frankpledge.engine.errors import NoAnswer
from frankpledge.engine.sharing import coalitions
from frankpledge.engine.sharing.coalitions import Numbers

# A group counts as objecting, or as priced, from here on; costs are about 1 and the solver keeps 1e-10.
OBJECTS = 1e-9
PRICED = 1e-7
# What is left of a group's row after taking out the fixed rows is 0, or well above this.
FOLLOWS = 1e-7
ADDED_AT_ONCE = 60
OPTIONS = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
Masks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Solution:
    """What each pays, and the gain for each unit of weight at each stage, smallest first."""

    amounts: Numbers
    levels: tuple[float, ...]


@dataclass(slots=True)
class _Fixed:
    """The payments settled so far: rows of who is in the group, what they pay, and since which stage."""

    count: int
    free: Numbers
    basis: list[Numbers] = field(default_factory=list)
    rows: list[Numbers] = field(default_factory=list)
    paid: list[float] = field(default_factory=list)
    tight: list[tuple[Numbers, float, float, int]] = field(default_factory=list)

    def add(self, row: Numbers, cost: float, weight: float, level: float, stage: int) -> None:
        """Settles that the group `row` pays `cost` less `weight` times the stage's level."""
        self.tight.append((row, cost, weight, stage))
        rest = row - sum((each * (each @ row) for each in self.basis), np.zeros(self.count))
        if rest @ rest <= FOLLOWS:
            return
        rest -= sum((each * (each @ rest) for each in self.basis), np.zeros(self.count))
        unit = rest / np.sqrt(rest @ rest)
        self.basis.append(unit)
        self.rows.append(row)
        self.paid.append(cost - weight * level)
        self.free -= coalitions.sums(unit) ** 2

    @property
    def is_whole(self) -> bool:
        return len(self.basis) == self.count


@dataclass(frozen=True, slots=True)
class _Stage:
    amounts: Numbers
    level: float
    priced: list[int]
    capped: list[int]


def solve(costs: Numbers, weights: Numbers, *, capped: bool = False) -> Solution:
    """The weighted prenucleolus of costs by bit mask; `capped` lets nobody pay more than 0."""
    count = len(costs).bit_length() - 1
    fixed = _Fixed(count, coalitions.sizes(count).astype(np.float64))
    everybody = np.ones(count)
    fixed.add(everybody, float(costs[-1]), 0.0, 0.0, 0)
    working = _first(count)
    found: list[_Stage] = []
    while not fixed.is_whole:
        stage, working = _stage(costs, weights, fixed, working, capped=capped)
        found.append(stage)
        for number in stage.priced:
            row = _row(number, count)
            fixed.add(row, float(costs[number]), float(weights[number]), stage.level, len(found))
        for place in stage.capped:
            fixed.add(_row(1 << place, count), 0.0, 0.0, 0.0, len(found))
        working = working[fixed.free[working] > FOLLOWS]
    return _settled(fixed, found)


def _first(count: int) -> Masks:
    """The parties one by one, and all but one."""
    ones: Masks = 1 << np.arange(count)
    return np.unique(np.concatenate([ones, (1 << count) - 1 - ones]))


def _row(number: int, count: int) -> Numbers:
    return (number >> np.arange(count) & 1).astype(np.float64)


def _stage(
    costs: Numbers, weights: Numbers, fixed: _Fixed, working: Masks, *, capped: bool
) -> tuple[_Stage, Masks]:
    """One stage's optimum over all open groups, and the groups it took to find it."""
    is_open = fixed.free > FOLLOWS
    while True:
        if not working.size:
            working = _with_others(np.flatnonzero(is_open)[:1], len(costs))
        stage = _program(costs, weights, fixed, working, capped=capped)
        short = coalitions.sums(stage.amounts) + stage.level * weights - costs
        short[~is_open] = 0.0
        short[working] = 0.0
        worst = int(min(ADDED_AT_ONCE, (short > OBJECTS).sum()))
        if not worst:
            return stage, working
        new = np.argpartition(short, -worst)[-worst:]
        working = np.union1d(working, _with_others(new, len(costs)))


def _with_others(groups: NDArray[np.intp], length: int) -> Masks:
    """Groups and, with each, everybody else: between them they keep the level bounded."""
    return np.union1d(groups, length - 1 - groups).astype(np.int64)


def _program(costs: Numbers, weights: Numbers, fixed: _Fixed, working: Masks, *, capped: bool) -> _Stage:
    count = fixed.count
    inside = (working[:, None] >> np.arange(count) & 1).astype(np.float64)
    found = linprog(
        np.append(np.zeros(count), -1.0),
        A_ub=np.column_stack([inside, weights[working]]),
        b_ub=costs[working],
        A_eq=np.column_stack([np.array(fixed.rows), np.zeros(len(fixed.rows))]),
        b_eq=np.array(fixed.paid),
        bounds=[(None, 0.0 if capped else None)] * count + [(None, None)],
        method="highs",
        options=OPTIONS,
    )
    if found.status != 0:
        raise NoAnswer("the nucleolus", f"not found ({found.message})", "costs a solver can tell apart")
    prices = -found.ineqlin.marginals * weights[working]
    at_cap = np.flatnonzero(-found.upper.marginals[:count] > PRICED) if capped else np.array([], dtype=int)
    return _Stage(
        amounts=found.x[:count],
        level=float(found.x[-1]),
        priced=[int(number) for number in working[prices > PRICED]],
        capped=[int(place) for place in at_cap],
    )


def _settled(fixed: _Fixed, found: list[_Stage]) -> Solution:
    """The amounts and levels that all tight groups determine together, free of the solver's tolerances."""
    count, last = fixed.count, len(found)
    rows = np.zeros((len(fixed.tight), count + last))
    for place, (row, _cost, weight, stage) in enumerate(fixed.tight):
        rows[place, :count] = row
        if stage:
            rows[place, count + stage - 1] = weight
    paid = np.array([cost for _row, cost, _weight, _stage in fixed.tight])
    exact, *_rest = np.linalg.lstsq(rows, paid)
    return Solution(exact[:count], tuple(float(level) for level in exact[count:]))
