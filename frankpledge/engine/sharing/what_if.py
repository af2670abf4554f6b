"""What if a party leaves, or another joins: the same method on the parties that would then be left.

The game holds the cost of every group that may come about, with those who might join among its parties.
Whoever is out pays its cost alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from frankpledge.engine.sharing.coalitions import Numbers
from frankpledge.engine.sharing.games import CostGame
from frankpledge.engine.sharing.shares import Shares


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """What each party of the game bears before and after, in or out; in the game's unit.

    `whole` sums over all parties, in and out, so `whole_after` less `whole_before` is what the change costs
    everybody together.
    """

    parties: tuple[str, ...]
    members_before: tuple[str, ...]
    members_after: tuple[str, ...]
    before: Numbers
    after: Numbers
    is_modelled: bool

    @property
    def difference(self) -> Numbers:
        """What each bears more (below 0: less)."""
        return self.after - self.before

    @property
    def whole_before(self) -> float:
        return float(self.before.sum())

    @property
    def whole_after(self) -> float:
        return float(self.after.sum())


def change(
    game: CostGame, before: Iterable[str], after: Iterable[str], method: Callable[[CostGame], Shares]
) -> Change:
    """Shares by `method` among the members `before` and among those `after`. Raises Unknown, Empty.

    >>> from frankpledge.engine.sharing.shapley import shapley
    >>> needs = {"A": 1, "B": 2, "A+B": 2, "C": 4, "A+C": 4, "B+C": 4, "A+B+C": 4}
    >>> change(CostGame.of("ABC", needs), "ABC", "AB", shapley).difference.round(4)
    array([0.1667, 0.6667, 1.1667])
    """
    was, will_be = game.among(before), game.among(after)
    return Change(
        parties=game.parties,
        members_before=was.parties,
        members_after=will_be.parties,
        before=_borne(game, was, method),
        after=_borne(game, will_be, method),
        is_modelled=game.is_modelled,
    )


def _borne(game: CostGame, members: CostGame, method: Callable[[CostGame], Shares]) -> Numbers:
    shares = method(members)
    borne = game.alone.copy()
    borne[[game.parties.index(party) for party in members.parties]] = shares.amounts
    return np.asarray(borne, dtype=np.float64)
