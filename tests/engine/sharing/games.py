"""Games to try, and answers found in other ways than the engine's."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies
from hypothesis.strategies import DrawFn
from scipy.optimize import linprog

from frankpledge.engine.sharing import CostGame
from frankpledge.engine.sharing.coalitions import Numbers, memberships

NAMES = "ABCDEFGHIJKLMNOPQRST"

# Million Swedish crowns; letters are groups of municipalities. As commonly quoted from H. P. Young, N. Okada
# and T. Hashimoto, "Cost allocation in water resources development: a case study of Sweden", IIASA
# WP-79-77 (1979). That they give the paper's own Tables 7 and 8 is tested.
SKANE = {
    "A": 21.95, "H": 17.08, "K": 10.91, "L": 15.88, "M": 20.81, "T": 21.98, "AH": 34.69, "AK": 32.86,
    "AL": 37.83, "AM": 42.76, "AT": 43.93, "HK": 22.96, "HL": 25.00, "HM": 37.89, "HT": 39.06, "KL": 26.79,
    "KM": 31.45, "KT": 32.89, "LM": 31.10, "LT": 37.86, "MT": 39.41, "AHK": 40.74, "AHL": 43.22, "AHM": 55.50,
    "AHT": 56.67, "AKL": 48.74, "AKM": 53.40, "AKT": 54.84, "ALM": 53.05, "ALT": 59.81, "AMT": 61.36,
    "HKL": 27.26, "HKM": 42.55, "HKT": 44.94, "HLM": 45.81, "HLT": 46.98, "HMT": 56.49, "KLM": 42.01,
    "KLT": 48.77, "KMT": 50.32, "LMT": 51.46, "AHKL": 48.95, "AHKM": 60.25, "AHKT": 62.72, "AHLM": 64.03,
    "AHLT": 65.20, "AHMT": 74.10, "AKLM": 63.96, "AKLT": 70.72, "AKMT": 72.27, "ALMT": 73.41, "HKLM": 48.07,
    "HKLT": 49.24, "HKMT": 59.35, "HLMT": 64.41, "KLMT": 56.61, "AHKLM": 69.76, "AHKLT": 70.93,
    "AHKMT": 77.42, "AHLMT": 83.00, "AKLMT": 73.97, "HKLMT": 66.46, "AHKLMT": 83.82,
}  # fmt: skip


def skane() -> CostGame:
    """Six parties around Malmö who might share their water supply."""
    return CostGame.of("AHKLMT", {tuple(group): cost for group, cost in SKANE.items()})


@strategies.composite
def games(draw: DrawFn, least: int = 1, most: int = 5) -> CostGame:
    """Any game of small whole numbers, so that ties are common."""
    count = draw(strategies.integers(least, most))
    cost = strategies.integers(-20, 40)
    costs = draw(strategies.lists(cost, min_size=2**count - 1, max_size=2**count - 1))
    return CostGame.in_binary_order(NAMES[:count], [0, *costs])


def relabelled(game: CostGame, order: Sequence[int]) -> CostGame:
    """The same game with its parties in another order."""
    rows = memberships(len(order))
    # Party number `place` of the new game is number `order[place]` of the old.
    old = (rows * (1 << np.array(order))).sum(axis=1)
    return CostGame.in_binary_order([game.parties[place] for place in order], game.costs[old])


def has_core(game: CostGame) -> bool:
    """Whether shares exist that no group could better, by one linear program over every group."""
    rows = memberships(len(game.parties))[1:].astype(float)
    found = linprog(
        np.zeros(len(game.parties)),
        A_ub=rows,
        b_ub=game.costs[1:] + 1e-7,
        A_eq=rows[-1:],
        b_eq=game.costs[-1:],
        bounds=(None, None),
    )
    return bool(found.status == 0)


def is_prenucleolus(game: CostGame, amounts: Numbers, weights: Numbers) -> bool:
    """Kohlberg's test: at every level, no shift of payments helps a group at or below it and hurts none.

    E. Kohlberg, SIAM Journal on Applied Mathematics 20 (1971). Nothing of the engine's method is in it.
    """
    rows = memberships(len(amounts)).astype(float)[1:-1]
    gains = (game.costs[1:-1] - rows @ amounts) / weights[1:-1]
    for level in np.unique(gains.round(7)):
        low = rows[gains <= level + 1e-6]
        found = linprog(
            low.sum(axis=0),
            A_ub=low,
            b_ub=np.zeros(len(low)),
            A_eq=np.ones((1, len(amounts))),
            b_eq=[0.0],
            bounds=(-1, 1),
        )
        if found.fun < -1e-6:
            return False
    return bool(abs(amounts.sum() - game.whole) < 1e-7)


def contested_garment(estate: float, claims: Numbers) -> Numbers:
    """The Talmud's rule for an estate too small for its claims.

    R. J. Aumann and M. Maschler, Journal of Economic Theory 36 (1985): it is the nucleolus of the game.
    """
    if estate > claims.sum() / 2:
        whole: Numbers = claims - contested_garment(float(claims.sum()) - estate, claims)
        return whole
    low, high = 0.0, float(claims.max())
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if np.minimum(claims / 2, middle).sum() < estate else (low, middle)
    each: Numbers = np.minimum(claims / 2, high)
    return each


def bankruptcy(estate: float, claims: Numbers) -> CostGame:
    """As costs below 0: what a group is left with once all others are paid in full."""
    rows = memberships(len(claims))
    left = np.maximum(estate - (~rows) @ claims, 0)
    left[0] = 0.0
    return CostGame.in_binary_order(NAMES[: len(claims)], -left)


def airport_nucleolus(needs: Sequence[float]) -> list[float]:
    """Needs in rising order. S. C. Littlechild, International Journal of Game Theory 3 (1974)."""
    count = len(needs)
    paid: list[float] = []
    while len(paid) < count - 1:
        first, spent = len(paid), sum(paid)
        steps = [((needs[last] - spent) / (last - first + 2), last) for last in range(first, count - 1)]
        steps.append(((needs[-1] - spent) / (count - first), count - 1))
        step, last = min(steps)
        if last == count - 1:
            return paid + [step] * (count - first)
        paid += [step] * (last - first + 1)
    return [*paid, needs[-1] - sum(paid)]
