"""Formulas for the cost of any group, for when nobody can cost every one.

In practice each party's cost alone and the cost of all together are known, and the groups between are not. A
formula fills them in; everything that rests on it is marked as modelled, and is a benchmark rather than a
bill.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar, nnls

from frankpledge.engine import checks
from frankpledge.engine.errors import Contradiction, OutOfRange, TooFew, WrongLength
from frankpledge.engine.sharing.coalitions import Numbers

Memberships = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EconomiesOfScale:
    """c(S) = fixed + sum of unit_costs * demands + scale * (sum of demands) ** exponent; nobody costs 0.

    `demands` and `unit_costs` are in the parties' order, of 0 or more; `fixed` and `scale` are 0 or more, and
    `exponent` is above 0 and at most 1. Then every party added costs no more than it would have been earlier,
    and there is always a core, with the Shapley value in it.

    >>> model = EconomiesOfScale(fixed=10, demands=[4, 5], unit_costs=[1, 1], scale=2, exponent=0.5)
    >>> model(np.array([[True, False], [True, True]]))
    array([18., 25.])
    """

    fixed: float
    demands: Numbers
    unit_costs: Numbers
    scale: float = 0.0
    exponent: float = 1.0

    def __post_init__(self) -> None:
        checks.within("fixed", self.fixed, 0)
        checks.within("scale", self.scale, 0)
        if not 0 < checks.number("exponent", self.exponent) <= 1:
            raise OutOfRange("exponent", self.exponent, "above 0 and at most 1")
        for name in ("demands", "unit_costs"):
            values = checks.series(name, getattr(self, name))
            if values.min() < 0:
                raise OutOfRange(name, values.min(), "0 or more")
            object.__setattr__(self, name, values)
        checks.same_length("demands and unit_costs", self.demands, self.unit_costs)

    def __call__(self, members: Memberships) -> Numbers:
        """The cost of each group: a row for each, a column for each party."""
        _columns(members, len(self.demands))
        together = members @ self.demands
        variable: Numbers = members @ (self.demands * self.unit_costs)
        costs: Numbers = self.fixed * members.any(axis=1) + variable + self.scale * together**self.exponent
        return costs


@dataclass(frozen=True, slots=True, eq=False)
class LargestNeed:
    """c(S) = the largest need in the group: a runway, a mast, a control room built for the busiest member.

    >>> LargestNeed(np.array([1.0, 4.0]))(np.array([[True, False], [True, True]]))
    array([1., 4.])
    """

    needs: Numbers

    def __post_init__(self) -> None:
        needs = checks.series("needs", self.needs)
        if needs.min() < 0:
            raise OutOfRange("needs", needs.min(), "0 or more")
        object.__setattr__(self, "needs", needs)

    def __call__(self, members: Memberships) -> Numbers:
        """The cost of each group: a row for each, a column for each party."""
        _columns(members, len(self.needs))
        largest: Numbers = (members * self.needs).max(axis=1)
        return largest


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fit:
    """A fitted formula; `misses` are modelled less known: each alone, then the whole."""

    model: EconomiesOfScale
    misses: Numbers

    @property
    def largest_miss(self) -> float:
        return float(np.abs(self.misses).max())


def fit(
    demands: Mapping[str, float], alone: Mapping[str, float], whole: float, *, exponent: float | None = None
) -> Fit:
    """The economies of scale that come nearest to each party's cost alone and to the cost of the whole.

    Least squares over fixed, one unit cost and scale, none below 0; the exponent is searched from 0.05 to 1
    unless given. Two parties or more. Raises TooFew, Contradiction.

    >>> found = fit({"A": 4, "B": 9}, {"A": 14, "B": 19}, 23, exponent=1.0)
    >>> round(found.model.fixed, 6), round(found.largest_miss, 6)
    (10.0, 0.0)
    """
    if len(demands) < 2:
        raise TooFew("demands", f"of {len(demands)} parties", "two parties or more")
    if set(alone) != set(demands):
        raise Contradiction("alone", "for other parties than demands", "a cost alone for each party")
    needs = checks.series("demands", list(demands.values()))
    known = checks.series("costs", [*(alone[party] for party in demands), whole])
    at = np.append(needs, needs.sum())
    if exponent is None:
        found = minimize_scalar(
            lambda power: _nearest(at, known, power)[1], bounds=(0.05, 1.0), method="bounded"
        )
        exponent = float(found.x)
    (fixed, unit_cost, scale), _miss = _nearest(at, known, exponent)
    model = EconomiesOfScale(
        fixed=float(fixed),
        demands=needs,
        unit_costs=np.full(len(needs), float(unit_cost)),
        scale=float(scale),
        exponent=exponent,
    )
    every = np.vstack([np.eye(len(needs), dtype=np.bool_), np.ones(len(needs), dtype=np.bool_)])
    return Fit(model=model, misses=model(every) - known)


def _nearest(at: Numbers, known: Numbers, exponent: float) -> tuple[Numbers, float]:
    columns = np.column_stack([np.ones(len(at)), at, at**exponent])
    # Columns of one length, so that pounds and officers weigh alike in the solver.
    lengths = np.linalg.norm(columns, axis=0)
    lengths[lengths == 0] = 1.0
    found, miss = nnls(columns / lengths, known)
    return found / lengths, float(miss)


def _columns(members: Memberships, count: int) -> None:
    if members.ndim != 2 or members.shape[1] != count:
        raise WrongLength("members", f"of shape {members.shape}", f"rows of {count}")
