"""Shares built on what each party's being there adds to the cost.

A party's separable cost m(i) = c(N) - c(N without i) is what all would save if it were not there; what is
left, NSC = c(N) - sum of m, is common and has to be shared somehow. Two ways of doing it stand here.
"""

import numpy as np

from frankpledge.engine import checks
from frankpledge.engine.errors import NoAnswer, WrongLength
from frankpledge.engine.sharing.coalitions import Numbers
from frankpledge.engine.sharing.games import CostGame
from frankpledge.engine.sharing.shares import Shares


def egalitarian(game: CostGame) -> Shares:
    """Egalitarian non-separable costs: x(i) = m(i) + NSC / n, in the game's unit.

    Source: P. D. Straffin and J. P. Heaney, "Game theory and the Tennessee Valley Authority", International
    Journal of Game Theory 10 (1981). One party alone pays the whole.

    >>> game = CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5})
    >>> egalitarian(game).amounts
    array([2., 3.])
    """
    separable = game.separable
    common = game.whole - separable.sum()
    return Shares(
        method="egalitarian",
        parties=game.parties,
        amounts=separable + common / len(separable),
        is_modelled=game.is_modelled,
    )


def remaining_benefit(game: CostGame, benefits: Numbers | None = None) -> Shares:
    """Separable cost, remaining benefit: x(i) = m(i) + NSC * (b(i) - m(i)) / sum over j of (b(j) - m(j)).

    b(i) is the lesser of the party's own benefit and its cost alone; without `benefits`, its cost alone
    (then the method is called alternative cost avoided). Raises NoAnswer when no benefit remains to share by.

    Source: US Inter-Agency Committee on Water Resources, "Proposed practices for economic analysis of river
    basin projects" (1958); Young, Okada and Hashimoto, Water Resources Research 18 (1982).

    >>> game = CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5})
    >>> remaining_benefit(game).amounts
    array([2., 3.])
    """
    separable = game.separable
    common = game.whole - separable.sum()
    remaining = _bounds(game, benefits) - separable
    base = float(remaining.sum())
    if abs(base) > game.tolerance:
        amounts = separable + common * remaining / base
    elif abs(common) <= game.tolerance:
        amounts = separable
    else:
        raise NoAnswer("remaining benefit", "0 for all together", "some benefit above the separable costs")
    return Shares(
        method="remaining benefit",
        parties=game.parties,
        amounts=amounts,
        is_modelled=game.is_modelled,
        notes=_notes(game, remaining),
    )


def _bounds(game: CostGame, benefits: Numbers | None) -> Numbers:
    if benefits is None:
        return game.alone
    given = checks.series("benefits", benefits)
    if len(given) != len(game.parties):
        raise WrongLength("benefits", f"{len(given)} long", f"{len(game.parties)}, one for each party")
    return np.minimum(given, game.alone)


def _notes(game: CostGame, remaining: Numbers) -> tuple[str, ...]:
    below = [game.parties[place] for place in np.flatnonzero(remaining < -game.tolerance)]
    if not below:
        return ()
    return (f"Adding {', '.join(below)} costs more than it is worth to them: look again at who is in.",)
