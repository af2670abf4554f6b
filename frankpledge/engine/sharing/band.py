"""The fairness band: the lowest and the highest that well-founded methods would have each party pay.

A benchmark to set beside the key that the parties have agreed, never a bill. A share inside the band can be
defended; one outside needs a reason. The band is that of the Shapley value, separable cost and remaining
benefit, and the nucleolus.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from frankpledge.engine.sharing import separable
from frankpledge.engine.sharing.coalitions import Numbers
from frankpledge.engine.sharing.games import CostGame
from frankpledge.engine.sharing.nucleolus import Weighting, nucleolus
from frankpledge.engine.sharing.shapley import shapley
from frankpledge.engine.sharing.shares import Shares


class Method(StrEnum):
    """A way of sharing that rests on the cost of every group."""

    SHAPLEY = "shapley"
    EGALITARIAN = "egalitarian"
    REMAINING_BENEFIT = "remaining_benefit"
    NUCLEOLUS = "nucleolus"
    PER_CAPITA_NUCLEOLUS = "per_capita_nucleolus"
    PROPORTIONAL_NUCLEOLUS = "proportional_nucleolus"


WAYS: dict[Method, Callable[[CostGame], Shares]] = {
    Method.SHAPLEY: shapley,
    Method.EGALITARIAN: separable.egalitarian,
    Method.REMAINING_BENEFIT: separable.remaining_benefit,
    Method.NUCLEOLUS: nucleolus,
    Method.PER_CAPITA_NUCLEOLUS: lambda game: nucleolus(game, Weighting.PER_MEMBER),
    Method.PROPORTIONAL_NUCLEOLUS: lambda game: nucleolus(game, Weighting.BY_COST),
}
IN_THE_BAND = (Method.SHAPLEY, Method.REMAINING_BENEFIT, Method.NUCLEOLUS)


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """For each party the lowest and the highest of the methods, in the game's unit."""

    parties: tuple[str, ...]
    lowest: Numbers
    highest: Numbers
    is_modelled: bool

    def distance(self, amounts: Numbers) -> Numbers:
        """How far each amount is above the band (below 0: under it; 0: inside)."""
        outside: Numbers = np.maximum(amounts - self.highest, 0) - np.maximum(self.lowest - amounts, 0)
        return outside


def share(game: CostGame, method: Method) -> Shares:
    """The shares by a method by name.

    >>> share(CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5}), Method.SHAPLEY).amounts
    array([2., 3.])
    """
    return WAYS[method](game)


def fairness_band(game: CostGame) -> Band:
    """The band for each party. Raises NoAnswer where separable cost has nothing to share by.

    >>> band = fairness_band(CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5}))
    >>> band.distance(np.array([2.5, 2.5])).round(9)
    array([ 0.5, -0.5])
    """
    amounts = np.array([share(game, method).amounts for method in IN_THE_BAND])
    return Band(game.parties, amounts.min(axis=0), amounts.max(axis=0), game.is_modelled)
