"""Switching values: how far one number must move, alone, before the decision turns.

Formula, where the answer is linear in the input: `v* = v0 x (1 - (NPSV - against) / PV_v)`, with PV_v the
part of the answer that v carries, sign included. Elsewhere a root is looked for between two ends (Brent's
method on every change of sign of a grid), and when there is none in between, that is said. `against` is what
the answer is compared with: nought, or another option's value. Units: the input's own. Source: Green Book
2018, 5.59 to 5.61. Limits: one input at a time; a switching value says nothing of how likely it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.optimize import brentq

from frankpledge.engine import checks
from frankpledge.engine.appraisal.cases import Case
from frankpledge.engine.appraisal.drawn import net_values, sign_in
from frankpledge.engine.appraisal.flows import flows
from frankpledge.engine.appraisal.packs import Packs
from frankpledge.engine.errors import Contradiction
from frankpledge.engine.figures import Figure

GRID = 64
HIGHEST_RATE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Switching:
    """Where one input turns the decision. `change` is from its own value, as a share of it.

    `by` is how it was found: `closed form` or `root`. `of` is `input`, `line` or `rate`; a line's own value
    is 1, all of its amounts as they stand.
    """

    name: str
    of: str
    value: float
    at: Figure
    by: str

    @property
    def change(self) -> float | None:
        if self.at.value is None or self.value == 0:
            return None
        return self.at.value / self.value - 1


def linear(value: float, npsv: float, carried: float, *, against: float = 0.0) -> Figure:
    """The switching value in closed form. `carried` is the part of `npsv` that is proportional to `value`.

    Raises NotFinite. There is none when the input carries nothing.

    >>> linear(60, 20, 120).value
    50.0
    """
    for name, each in (("value", value), ("npsv", npsv), ("carried", carried), ("against", against)):
        checks.number(name, each)
    if carried == 0:
        return Figure.none("none: the answer does not depend on it")
    return Figure(value * (1 - (npsv - against) / carried))


def bracketed(
    answer: Callable[[float], float], low: float, high: float, *, near: float | None = None
) -> Figure:
    """The place between `low` and `high` where `answer` is nought; the one nearest to `near` if several.

    Raises NotFinite, Contradiction (ends the wrong way round). The grid has 64 steps: two turns within one
    step are missed.

    >>> round(bracketed(lambda x: x * x - 2, 0, 2).value, 6)
    1.414214
    >>> bracketed(lambda x: x + 5, 0, 2)
    Figure(value=None, why='none in range, 0 to 2')
    """
    if checks.number("low", low) >= checks.number("high", high):
        raise Contradiction("low", low, f"less than high, {high}")
    roots = sorted(_roots(answer, low, high), key=lambda root: abs(root - (low if near is None else near)))
    if not roots:
        return Figure.none(f"none in range, {low:g} to {high:g}")
    others = ", ".join(f"{root:g}" for root in sorted(roots[1:]))
    return Figure(roots[0], f"also at {others}" if others else "")


def _roots(answer: Callable[[float], float], low: float, high: float) -> Iterator[float]:
    places = [float(place) for place in np.linspace(low, high, GRID + 1)]
    values = [checks.number("answer", answer(place)) for place in places]
    yield from (place for place, value in zip(places, values, strict=True) if value == 0)
    for (left, one), (right, other) in pairwise(zip(places, values, strict=True)):
        if one * other < 0:
            yield float(brentq(answer, left, right, xtol=1e-14, rtol=1e-14))


def switching_values(
    case: Case, packs: Packs, *, against: float = 0.0, party: str = ""
) -> tuple[Switching, ...]:
    """The switching values of every input, every line and the discount rate, for the whole or one party."""
    found = [_of_input(case, packs, name, against, party) for name in case.inputs]
    found += _of_lines(case, packs, against, party)
    return (*found, _of_rate(case, packs, against, party))


def _of_input(case: Case, packs: Packs, name: str, against: float, party: str) -> Switching:
    given = case.inputs[name]

    def surplus(value: float) -> float:
        return float(net_values(case, packs, {name: [value]}, party=party)[0]) - against

    if _linear_in(case, name):
        slope = surplus(given.value + 1) - surplus(given.value)
        at = Figure.none("none: the answer does not depend on it")
        if slope:
            at = _in_range(given.value - surplus(given.value) / slope, given.low, given.high)
        return Switching(name=name, of="input", value=given.value, at=at, by="closed form")
    low, high = _ends(given.value, given.low, given.high)
    at = bracketed(surplus, low, high, near=given.value)
    return Switching(name=name, of="input", value=given.value, at=at, by="root")


def _linear_in(case: Case, name: str) -> bool:
    return all(line.times.count(name) <= 1 and name not in line.divided_by for line in case.lines)


def _in_range(at: float, low: float | None, high: float | None) -> Figure:
    beyond = (low is not None and at < low) or (high is not None and at > high)
    return Figure(at, "outside the range it may take" if beyond else "")


def _ends(value: float, low: float | None, high: float | None) -> tuple[float, float]:
    """Where to look when a range is not given: a tenth of the value to ten times it, on its own side."""
    reach = sorted((value / 10, value * 10)) if value else (-1.0, 1.0)
    start, end = (reach[0] if low is None else low), (reach[1] if high is None else high)
    return (start, end) if start < end else (start, start + 1.0)


def _of_lines(case: Case, packs: Packs, against: float, party: str) -> Iterator[Switching]:
    carried = [sign_in(each.line, party) * each.present_value for each in flows(case, packs)]
    whole = sum(carried)
    for line, part in zip(case.lines, carried, strict=True):
        at = linear(1.0, whole, part, against=against)
        name = f"{line.name} ({line.party})" if len(case.parties) > 1 else line.name
        yield Switching(name=name, of="line", value=1.0, at=at, by="closed form")


def _of_rate(case: Case, packs: Packs, against: float, party: str) -> Switching:
    def surplus(rate: float) -> float:
        changed = replace(case, discount=replace(case.discount, flat_rate=rate))
        return float(net_values(changed, packs, {}, party=party)[0]) - against

    used = case.discount.flat_rate
    now = float(packs.schedule(case.discount).rates(1)[1]) if used is None else used
    at = bracketed(surplus, 0.0, HIGHEST_RATE, near=now)
    return Switching(name="discount rate, flat", of="rate", value=now, at=at, by="root")
