"""Payback and the internal rate of return, where they exist.

Payback: the first year in which what came in so far covers what went out so far. Internal rate of return:
the rate at which the present value is nought. Flows that change sign more than once may have several such
rates, or none. We count them exactly, and give one only when it is the only one.

Source: the Green Book advises against the internal rate of return as a criterion; it is here because boards
ask for it. Flows are one for each year, at the start of it, in real prices. Limits: neither says how much
something is worth; rank by net present value.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine import checks
from frankpledge.engine.figures import Figure
from frankpledge.engine.roots import positive_roots, sign_changes

BITS = 52

Flows = Sequence[float] | NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Payback:
    """`year` is the first year (from 0) that covers what was spent; `exact` counts into that year evenly.

    Both are None when it never does. `why` also says when it is covered and later lost again.
    """

    year: int | None
    exact: float | None
    why: str = ""


def payback(flows: Flows, factors: Flows | None = None) -> Payback:
    """When net flows have covered what was spent; with discount factors, the discounted payback.

    Raises Empty, NotFinite, WrongLength.

    >>> payback([-100, 40, 40, 40])
    Payback(year=3, exact=2.5, why='')
    """
    row = checks.series("flows", flows)
    if factors is not None:
        checks.same_length("flows and factors", row, factors)
        row = row * checks.series("factors", factors)
    so_far = np.cumsum(row)
    spent = np.flatnonzero(so_far < 0)
    if not spent.size:
        return Payback(0, 0.0, "nothing is ever outstanding")
    covered = np.flatnonzero(so_far[spent[0] :] >= 0)
    if not covered.size:
        return Payback(None, None, "what is spent is not covered within these years")
    year = int(spent[0] + covered[0])
    lost = np.flatnonzero(so_far[year:] < 0)
    why = f"lost again in year {year + int(lost[0])}" if lost.size else ""
    return Payback(year, float(year - so_far[year] / row[year]), why)


@dataclass(frozen=True, slots=True)
class Return:
    """`rate` when there is exactly one; `all_rates` every rate at which the present value is nought."""

    rate: Figure
    all_rates: tuple[float, ...] = ()


def internal_rate(flows: Flows) -> Return:
    """The rate above -100% at which the flows are worth nought, or why there is not one.

    With d = 1/(1+rate), the present value is a polynomial in d. Its positive roots are isolated in exact
    arithmetic by Descartes' rule of signs, so that none is missed and none invented. Flows that a float
    cannot tell from nought beside the largest count as nought. Raises Empty, NotFinite.

    >>> round(internal_rate([-100, 60, 60]).rate.value, 6)
    0.130662
    >>> internal_rate([-100, 230, -132]).rate.why
    'not unique: nought at 10.00% and 20.00%'
    >>> internal_rate([100, 50]).rate.why
    'the flows never change sign'
    """
    whole = _whole(checks.series("flows", flows))
    if not any(whole):
        return Return(Figure.none("every flow is nought"))
    if not sign_changes(whole):
        return Return(Figure.none("the flows never change sign"))
    rates = tuple(sorted(1 / root - 1 for root in positive_roots(whole)))
    if len(rates) == 1:
        return Return(Figure(rates[0]), rates)
    if not rates:
        return Return(Figure.none("the present value is nought at no rate"))
    said = " and ".join(f"{rate:.2%}" for rate in rates)
    return Return(Figure.none(f"not unique: nought at {said}"), rates)


def _whole(row: NDArray[np.float64]) -> list[int]:
    """The flows as whole numbers: exact for all that matters, nought for what floats cannot tell from it."""
    _, power = np.frexp(np.abs(row).max())
    return [int(flow) for flow in np.rint(np.ldexp(row, BITS - int(power)))]
