"""Would a party, or a group of them, be better off by itself, and by how much?

The test of each party: it should pay no more than alone (individual rationality, x(i) <= c(i)) and no less
than it adds to the cost (no subsidy, x(i) >= c(N) - c(N without i)). The test of each group: x(S) <= c(S)
plus what leaving would cost it. For shares that add up, no group pays too much exactly when no group pays
too little.

Source: G. R. Faulhaber, "Cross-subsidization: pricing in public enterprises", American Economic Review 65
(1975).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from frankpledge.engine import checks
from frankpledge.engine.errors import Unknown
from frankpledge.engine.sharing import coalitions, core
from frankpledge.engine.sharing.coalitions import Numbers
from frankpledge.engine.sharing.games import CostGame


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One party beside itself alone, in the game's unit.

    `saves` = alone - pays. `surplus` = saves + own benefits - own drawbacks: what being in is worth to it.
    `is_subsidised` says that it pays less than it adds; `alone_is_modelled` that its cost alone is a
    formula's.
    """

    party: str
    pays: float
    alone: float
    separable: float
    saves: float
    surplus: float
    pays_no_more_than_alone: bool
    is_subsidised: bool
    alone_is_modelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A group that would be better off by itself: what it pays, what it would cost, and the exit costs."""

    group: tuple[str, ...]
    pays: float
    by_itself: float
    exit_costs: float
    better_off_by: float
    is_modelled: bool


def standings(
    game: CostGame,
    amounts: Numbers,
    *,
    benefits: Mapping[str, float] | None = None,
    drawbacks: Mapping[str, float] | None = None,
) -> tuple[Standing, ...]:
    """Each party's two tests and its surplus. `benefits` and `drawbacks` are its own, and 0 where not given.

    >>> game = CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5})
    >>> [each.saves for each in standings(game, np.array([3.5, 1.5]))]
    [-0.5, 2.5]
    """
    core.excesses(game, amounts)
    saves = game.alone - amounts
    own = _by_party("benefits", benefits, game) - _by_party("drawbacks", drawbacks, game)
    return tuple(
        Standing(
            party=party,
            pays=float(amounts[place]),
            alone=float(game.alone[place]),
            separable=float(game.separable[place]),
            saves=float(saves[place]),
            surplus=float(saves[place] + own[place]),
            pays_no_more_than_alone=bool(saves[place] >= -game.tolerance),
            is_subsidised=bool(amounts[place] < game.separable[place] - game.tolerance),
            alone_is_modelled=bool(game.modelled[1 << place]),
        )
        for place, party in enumerate(game.parties)
    )


def better_off_leaving(
    game: CostGame,
    amounts: Numbers,
    *,
    exit_costs: Mapping[str, float] | None = None,
    most: int = 10,
) -> tuple[Leaving, ...]:
    """The groups that would be better off by themselves, those that would gain most first; `most` of them.

    `exit_costs` is what each party would owe if it left, 0 where not given. Single parties are groups of one.

    >>> game = CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5})
    >>> [(each.group, each.better_off_by) for each in better_off_leaving(game, np.array([3.5, 1.5]))]
    [(('A',), 0.5)]
    """
    checks.whole("most", most, least=1)
    owed = coalitions.sums(_by_party("exit_costs", exit_costs, game))
    gains = core.excesses(game, amounts) - owed
    gains[[0, -1]] = 0.0
    found = np.flatnonzero(gains > game.tolerance)
    chosen = found[np.lexsort((found, coalitions.sizes(len(amounts))[found], -gains[found]))][:most]
    return tuple(
        Leaving(
            group=coalitions.members(int(number), game.parties),
            pays=float(gains[number] + owed[number] + game.costs[number]),
            by_itself=float(game.costs[number]),
            exit_costs=float(owed[number]),
            better_off_by=float(gains[number]),
            is_modelled=bool(game.modelled[number]),
        )
        for number in chosen
    )


def _by_party(name: str, given: Mapping[str, float] | None, game: CostGame) -> Numbers:
    amounts = np.zeros(len(game.parties))
    for party, amount in (given or {}).items():
        if party not in game.parties:
            raise Unknown(f"{name}, party", repr(party), f"one of {', '.join(game.parties)}")
        amounts[game.parties.index(party)] = checks.number(f"{name} of {party}", amount)
    return amounts
