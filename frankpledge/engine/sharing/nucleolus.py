"""The nucleolus: the shares that leave the worst-treated group as well off as can be, then the next.

A group's gain is what it saves by being in: c(S) - x(S), the cost of doing it by itself less what its members
pay. The nucleolus maximises the smallest gain over all groups, then the second smallest, to the last. It
exists and is unique, and lies in the core whenever there is one. Payments may be negative: nothing forbids
that the others pay a party to be in (this is the prenucleolus; `individually_rational` gives the narrower
one).

Found by successive linear programs (HiGHS). A stage maximises t, where every group still open gains at least
t times its weight. The groups whose dual price is above 0 are tight in every optimal solution, so they, and
every group whose payment follows from theirs, are fixed and leave the next stage. Each stage fixes at least
one group that was still free, so n parties need at most n stages; a tie left over is met again at the next
stage with the same t. A program holds only the groups that bind: the others are checked all at once and
added when they object.

Source: D. Schmeidler, SIAM Journal on Applied Mathematics 17 (1969); M. Maschler, B. Peleg and L. S. Shapley,
Mathematics of Operations Research 4 (1979); the weighted forms as in H. P. Young, N. Okada and T. Hashimoto,
Water Resources Research 18 (1982).
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from frankpledge.engine.errors import NoAnswer, OutOfRange
from frankpledge.engine.sharing import coalitions, stages
from frankpledge.engine.sharing.coalitions import Numbers
from frankpledge.engine.sharing.games import CostGame
from frankpledge.engine.sharing.shares import Shares


class Weighting(StrEnum):
    """What a group's gain is measured by."""

    EQUAL = "equal"
    PER_MEMBER = "per_member"
    BY_COST = "by_cost"


NAMES = {
    Weighting.EQUAL: "nucleolus",
    Weighting.PER_MEMBER: "per-capita nucleolus",
    Weighting.BY_COST: "proportional nucleolus",
}


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """The nucleolus with its stages: `levels[0]` is the most that every group can gain at once."""

    shares: Shares
    levels: tuple[float, ...]


def nucleolus(
    game: CostGame, weighting: Weighting = Weighting.EQUAL, *, individually_rational: bool = False
) -> Shares:
    """The shares by which gains, smallest first, are as large as they can be; in the game's unit.

    `weighting` measures a group's gain by 1 (the nucleolus), for each of its members (the per-capita or weak
    nucleolus) or for each pound of its own cost (the proportional nucleolus, for costs above 0 only).
    `individually_rational` lets nobody pay more than alone; it raises NoAnswer when that cannot be.

    >>> nucleolus(CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5})).amounts
    array([2., 3.])
    """
    return levels(game, weighting, individually_rational=individually_rational).shares


def levels(
    game: CostGame, weighting: Weighting = Weighting.EQUAL, *, individually_rational: bool = False
) -> Levels:
    """The nucleolus with the gain of each stage, in the game's unit."""
    weights = _weights(game, weighting)
    most = float(weights.max())
    alone = game.alone
    if individually_rational and alone.sum() < game.whole - game.tolerance:
        raise NoAnswer("individual rationality", "beyond reach", "a whole no dearer than all alone together")
    # What each would pay alone is taken off first, and the rest is brought to about 1: gains stay what they
    # are, and the solver's tolerances mean the same for pence and for millions.
    rest = game.costs - coalitions.sums(alone)
    scale = float(np.abs(rest).max())
    if scale <= game.tolerance or len(game.parties) == 1:
        found = stages.Solution(np.zeros(len(alone)) + rest[-1] / len(alone), (0.0,))
        scale = most = 1.0
    else:
        found = stages.solve(rest / scale, weights / most, capped=individually_rational)
    shares = Shares(
        method=NAMES[weighting],
        parties=game.parties,
        amounts=alone + found.amounts * scale,
        is_modelled=game.is_modelled,
    )
    return Levels(shares, tuple(level * scale / most for level in found.levels))


def _weights(game: CostGame, weighting: Weighting) -> Numbers:
    if weighting is Weighting.EQUAL:
        return np.ones(len(game.costs))
    if weighting is Weighting.PER_MEMBER:
        return coalitions.sizes(len(game.parties)).astype(np.float64)
    if game.costs[1:].min() <= 0:
        raise OutOfRange("costs", game.costs[1:].min(), "above 0 for every group, to measure gains by cost")
    return game.costs
