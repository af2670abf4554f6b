"""Which input moves the answer most.

One at a time: each input goes to its low and its high while the others stay; the swing is the distance
between the two answers. Rank correlation: over draws of all inputs together, Spearman's correlation of each
input with the answer, which also sees inputs that only matter together with others. Units: the answer's;
correlations are from -1 to 1. Source: Green Book 2018, sensitivity analysis; Saltelli and others on rank
measures. Limits: a correlation near nought can hide an input that matters both ways; neither is a share of
the variance.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import rankdata

from frankpledge.engine import checks
from frankpledge.engine.appraisal.cases import Case
from frankpledge.engine.appraisal.drawn import net_values
from frankpledge.engine.appraisal.packs import Packs
from frankpledge.engine.errors import TooFew
from frankpledge.engine.figures import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """The answer with one input at its low and at its high, the others as they stand."""

    name: str
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def swing(self) -> float:
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class RankCorrelation:
    """Spearman's correlation of one input with the answer; none when one of them does not vary."""

    name: str
    correlation: Figure


def one_at_a_time(case: Case, packs: Packs, *, party: str = "") -> tuple[Swing, ...]:
    """The swing of every input that has a low and a high, the widest first."""
    swings = []
    for name, given in case.inputs.items():
        if given.low is None or given.high is None:
            continue
        at_low, at_high = net_values(case, packs, {name: [given.low, given.high]}, party=party)
        swings.append(
            Swing(name=name, low=given.low, high=given.high, at_low=float(at_low), at_high=float(at_high))
        )
    return tuple(sorted(swings, key=lambda each: -each.swing))


def rank_correlations(inputs: Mapping[str, ArrayLike], answer: ArrayLike) -> tuple[RankCorrelation, ...]:
    """The rank correlation of every input with the answer, the strongest first. Ties share a rank.

    Raises WrongLength, NotFinite, TooFew (fewer than three draws).

    >>> rank_correlations({"pay": [1, 2, 3, 4]}, [10, 30, 20, 40])[0].correlation.value.__round__(2)
    0.8
    """
    outcome = checks.series("answer", answer)
    if outcome.size < 3:
        raise TooFew("draws", outcome.size, "three or more")
    found = []
    for name, row in inputs.items():
        drawn = checks.series(f"draws of {name}", row)
        checks.same_length(f"draws of {name} and answers", drawn, outcome)
        found.append(RankCorrelation(name, _spearman(drawn, outcome)))
    return tuple(sorted(found, key=lambda each: -abs(each.correlation.value or 0.0)))


def _spearman(one: ArrayLike, other: ArrayLike) -> Figure:
    ranks = [rankdata(each) for each in (one, other)]
    if any(np.ptp(each) == 0 for each in ranks):
        return Figure.none("one of the two does not vary")
    return Figure(float(np.corrcoef(*ranks)[0, 1]))
