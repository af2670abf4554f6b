"""What it would be worth to know before deciding: "measure this baseline first".

Formulas, with NB(option) the net benefit of an option and E the mean over what is not known:

    EVPI   = E[ max over options of NB ] - max over options of E[ NB ]
    EVPPI  = E[ max over options of E[ NB | input ] ] - max over options of E[ NB ]

The first is what certainty about everything would be worth; the second what certainty about one input (or
several) would be. Nothing is worth measuring for more than its EVPPI, and an input that never turns the
decision is worth nothing, however uncertain it is. Units: those of the net benefit.

E[NB | input] is the mean of each value where the input has few values, and otherwise a smooth regression of
net benefit on the input (Strong, Oakley and Brennan, 2014): a cubic spline for one, a polynomial for several.
Source: Raiffa and Schlaifer (1961). Limits: the regression errs upwards a little in small samples; see the
standard error.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import ArrayLike, NDArray

from frankpledge.engine import checks
from frankpledge.engine.errors import Empty, TooFew, WrongLength

Matrix = NDArray[np.float64]
FEW_VALUES = 20
LEAST_PER_VALUE = 5
KNOTS = 5
GROUPS = 10
LEAST_DRAWS = 100


@dataclass(frozen=True, slots=True)
class Information:
    """What knowing is worth, and its standard error: 0 where exact, NaN where draws are too few."""

    value: float
    standard_error: float = 0.0


def perfect(net_benefits: ArrayLike, probabilities: ArrayLike | None = None) -> Information:
    """The expected value of perfect information. `net_benefits` has a row for each draw, a column per option.

    With `probabilities`, one for each row, the rows are all that can happen and the answer is exact. Raises
    Empty, NotFinite, WrongLength. With one option there is nothing to decide, and it is 0.

    >>> perfect([[100, 0], [-60, 0]], probabilities=[0.5, 0.5])
    Information(value=30.0, standard_error=0.0)
    """
    table, weights = _table(net_benefits, probabilities)
    gain = table.max(axis=1) - table[:, int((weights @ table).argmax())]
    value = float(weights @ gain)
    spread = 0.0 if probabilities is not None else float(gain.std() / np.sqrt(len(gain)))
    return Information(max(value, 0.0), spread)


def partial(net_benefits: ArrayLike, known: ArrayLike, probabilities: ArrayLike | None = None) -> Information:
    """The expected value of knowing one input (a row of numbers) or several (a column for each).

    Raises as `perfect` does, and TooFew: below 100 draws only inputs of few values, each drawn five times
    or more, can be told. With one option there is nothing to decide, and it is 0.

    >>> table = [[100, 0], [-60, 0], [40, 0], [0, 0]]
    >>> partial(table, [1, 2, 1, 2], probabilities=[0.25] * 4)
    Information(value=15.0, standard_error=0.0)
    """
    table, weights = _table(net_benefits, probabilities)
    inputs = _columns(known, len(table))
    if table.shape[1] == 1:
        return Information(0.0)
    exact = probabilities is not None
    value = _gain(_conditional_means(table, inputs, weights, exact=exact), weights)
    most = perfect(net_benefits, probabilities).value
    return Information(float(np.clip(value, 0.0, most)), 0.0 if exact else _standard_error(table, inputs))


def ranked(
    net_benefits: ArrayLike, inputs: Mapping[str, ArrayLike], probabilities: ArrayLike | None = None
) -> dict[str, Information]:
    """Each input's own value of information, the most worth knowing first."""
    found = {name: partial(net_benefits, row, probabilities) for name, row in inputs.items()}
    return dict(sorted(found.items(), key=lambda each: -each[1].value))


def _table(net_benefits: ArrayLike, probabilities: ArrayLike | None) -> tuple[Matrix, Matrix]:
    table = np.array(net_benefits, dtype=np.float64)
    if table.ndim != 2:
        raise WrongLength(
            "net_benefits", f"in {table.ndim} dimensions", "a row for each draw, a column per option"
        )
    if not table.size:
        raise Empty("net_benefits", "empty", "one draw and one option or more")
    checks.finite("net_benefits", table)
    if probabilities is None:
        return table, np.full(len(table), 1 / len(table))
    weights = checks.series("probabilities", probabilities)
    checks.same_length("probabilities and net_benefits", weights, table)
    for place, each in enumerate(weights):
        checks.share(f"probabilities[{place}]", each)
    checks.within("sum of probabilities", float(weights.sum()), 1 - 1e-9, 1 + 1e-9)
    return table, weights


def _columns(known: ArrayLike, length: int) -> Matrix:
    given = np.array(known, dtype=np.float64)
    inputs = given.reshape(-1, 1) if given.ndim == 1 else given
    if inputs.ndim != 2 or len(inputs) != length or not inputs.size:
        raise WrongLength("known", f"of shape {given.shape}", f"{length} rows, one for each draw")
    checks.finite("known", inputs)
    return inputs


def _gain(fitted: Matrix, weights: Matrix) -> float:
    return float(weights @ fitted.max(axis=1) - (weights @ fitted).max())


def _conditional_means(table: Matrix, inputs: Matrix, weights: Matrix, *, exact: bool = False) -> Matrix:
    values, which = np.unique(inputs, axis=0, return_inverse=True)
    few = len(values) <= FEW_VALUES and len(table) >= LEAST_PER_VALUE * len(values)
    if few or exact:
        return _means(table, which.ravel(), weights, len(values))
    if len(table) < LEAST_DRAWS:
        often = f"inputs of {FEW_VALUES} values or fewer, {LEAST_PER_VALUE} draws of each"
        raise TooFew("draws", len(table), f"{LEAST_DRAWS} or more, probabilities, or {often}")
    basis = _spline(inputs[:, 0]) if inputs.shape[1] == 1 else _polynomial(inputs)
    coefficients = np.linalg.lstsq(basis, table, rcond=None)[0]
    return np.asarray(basis @ coefficients, dtype=np.float64)


def _means(table: Matrix, which: NDArray[np.intp], weights: Matrix, count: int) -> Matrix:
    mass = np.bincount(which, weights, minlength=count)
    columns = [np.bincount(which, weights * column, minlength=count) for column in table.T]
    with np.errstate(invalid="ignore"):
        means = np.where(mass > 0, np.array(columns) / mass, 0.0)
    return np.asarray(means.T[which], dtype=np.float64)


def _spline(row: Matrix) -> Matrix:
    """A cubic and a bend at each knot, on a scale that keeps the sums well behaved."""
    scaled = (row - row.mean()) / row.std()
    knots = np.unique(np.quantile(scaled, np.linspace(0, 1, KNOTS + 2)[1:-1]))
    bends = [np.clip(scaled - knot, 0, None) ** 3 for knot in knots]
    return np.column_stack([np.ones_like(scaled), scaled, scaled**2, scaled**3, *bends])


def _polynomial(inputs: Matrix) -> Matrix:
    """Every product of up to three inputs (two, when there are more than five)."""
    spread = inputs.std(axis=0)
    varying = (inputs - inputs.mean(axis=0))[:, spread > 0] / spread[spread > 0]
    degree = 3 if varying.shape[1] <= 5 else 2
    places = [
        each
        for power in range(1, degree + 1)
        for each in combinations_with_replacement(range(varying.shape[1]), power)
    ]
    return np.column_stack([np.ones(len(inputs)), *(varying[:, list(each)].prod(axis=1) for each in places)])


def _standard_error(table: Matrix, inputs: Matrix) -> float:
    """From ten groups of draws, left out in turn (the jackknife); too few draws cannot tell."""
    if len(table) < 2 * LEAST_DRAWS:
        return math.nan
    groups = np.arange(len(table)) % GROUPS
    without = []
    for group in range(GROUPS):
        kept = groups != group
        weights = np.full(int(kept.sum()), 1 / kept.sum())
        without.append(_gain(_conditional_means(table[kept], inputs[kept], weights), weights))
    return float(np.sqrt((GROUPS - 1) * np.var(without)))
