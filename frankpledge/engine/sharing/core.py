"""The core: shares that no group could better by doing the work by itself, and how far there is to it.

Shares are in the core when they add up to the whole and every group pays at most its own cost: x(S) <=
c(S). The least core asks for the most that every group can gain at once: the largest t with x(S) + t <=
c(S). When t is 0 or more there is a core; when it is below 0, whatever is agreed some group pays at least
-t too much.

Source: D. B. Gillies (1953); M. Maschler, B. Peleg and L. S. Shapley, Mathematics of Operations Research 4
(1979). Points of the least core are many, so only the nucleolus, which is one of them, is worth comparing.
"""

from dataclasses import dataclass

import numpy as np

from frankpledge.engine import checks
from frankpledge.engine.errors import WrongLength
from frankpledge.engine.sharing import coalitions
from frankpledge.engine.sharing.coalitions import Numbers
from frankpledge.engine.sharing.games import CostGame
from frankpledge.engine.sharing.nucleolus import Weighting, levels
from frankpledge.engine.sharing.shares import Shares


@dataclass(frozen=True, slots=True, eq=False)
class LeastCore:
    """The most that every group can gain at once (for each unit of its weight), and shares that give it."""

    gain: float
    element: Shares
    weighting: Weighting
    has_core: bool


@dataclass(frozen=True, slots=True)
class CoreTest:
    """Whether shares are in the core; if not, the group that pays most above its own cost, and by how much.

    `missing` is what the shares fall short of the whole by (below 0: they exceed it).
    """

    is_in_core: bool
    missing: float
    worst_group: tuple[str, ...]
    worst_excess: float


def least_core(game: CostGame, weighting: Weighting = Weighting.EQUAL) -> LeastCore:
    """The least core's gain, and the nucleolus as the one element of it that is not arbitrary.

    With one party there is no group to object: the gain is 0.

    >>> found = least_core(CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5}))
    >>> round(found.gain, 9), found.has_core
    (1.0, True)
    """
    found = levels(game, weighting)
    gain = found.levels[0]
    has_core = in_core(game, found.shares.amounts).is_in_core
    return LeastCore(gain=gain, element=found.shares, weighting=weighting, has_core=has_core)


def in_core(game: CostGame, amounts: Numbers) -> CoreTest:
    """Tests what each party pays against the cost of every group.

    >>> game = CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5})
    >>> in_core(game, np.array([3.5, 1.5])).worst_group
    ('A',)
    """
    excess = excesses(game, amounts)
    missing = game.whole - float(excess[-1] + game.whole)
    worst = int(excess[1:-1].argmax()) + 1 if len(excess) > 2 else 0
    fits = abs(missing) <= game.tolerance and excess[worst] <= game.tolerance
    return CoreTest(
        is_in_core=bool(fits),
        missing=missing,
        worst_group=coalitions.members(worst, game.parties),
        worst_excess=float(excess[worst]),
    )


def in_least_core(game: CostGame, amounts: Numbers, weighting: Weighting = Weighting.EQUAL) -> bool:
    """Whether shares add up to the whole and give every group the least core's gain.

    >>> game = CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5})
    >>> in_least_core(game, np.array([2.0, 3.0])), in_least_core(game, np.array([2.5, 2.5]))
    (True, False)
    """
    excess = excesses(game, amounts)
    if abs(excess[-1]) > game.tolerance:
        return False
    gain = least_core(game, weighting).gain
    weights = {
        Weighting.EQUAL: np.ones(len(excess)),
        Weighting.PER_MEMBER: coalitions.sizes(len(game.parties)).astype(np.float64),
        Weighting.BY_COST: game.costs,
    }[weighting]
    # Ten times the rounding, for the gain itself is the outcome of a linear program.
    return bool((excess + gain * weights <= 10 * game.tolerance)[1:-1].all())


def excesses(game: CostGame, amounts: Numbers) -> Numbers:
    """What each group pays above its own cost, by bit mask; below 0 where it gains."""
    given = checks.series("amounts", amounts)
    if len(given) != len(game.parties):
        raise WrongLength("amounts", f"{len(given)} long", f"{len(game.parties)}, one for each party")
    return coalitions.sums(given) - game.costs
