"""The Shapley value: what each party adds to the cost, on average over every order in which they might join.

    x(i) = sum over groups S without i of |S|! (n - |S| - 1)! / n! * (c(S with i) - c(S))

In the game's unit. Source: L. S. Shapley, "A value for n-person games", Contributions to the Theory of
Games II (1953). It always re-adds to the whole; it may lie outside the core, so that a group may still
object.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine import checks
from frankpledge.engine.errors import OutOfRange, WrongLength
from frankpledge.engine.sharing import coalitions
from frankpledge.engine.sharing.coalitions import Numbers
from frankpledge.engine.sharing.games import CostFunction, CostGame
from frankpledge.engine.sharing.shares import Shares

# Orders drawn at a time: part of the method, so that the answer does not depend on the machine's memory.
PAIRS_AT_ONCE = 256


def shapley(game: CostGame) -> Shares:
    """The exact value, from all groups at once: for each party one pass over the table of costs.

    >>> needs = {"A": 1, "B": 2, "A+B": 2}
    >>> shapley(CostGame.of(["A", "B"], needs)).amounts
    array([0.5, 1.5])
    """
    count = len(game.parties)
    by_size = np.array([1 / (count * math.comb(count - 1, size)) for size in range(count)])
    weights = by_size[coalitions.sizes(count - 1)]
    amounts = np.array([weights @ _added(game.costs, place) for place in range(count)])
    return Shares(method="shapley", parties=game.parties, amounts=amounts, is_modelled=game.is_modelled)


def _added(costs: Numbers, place: int) -> Numbers:
    """What one party adds to each group without it; the groups in the order of the remaining bits."""
    table = costs.reshape(-1, 2, 1 << place)
    added: Numbers = (table[:, 1] - table[:, 0]).ravel()
    return added


def sampled_shapley(
    parties: Sequence[str], function: CostFunction, *, orders: int, generator: np.random.Generator
) -> Shares:
    """The value estimated from random orders of joining, with standard errors, for any number of parties.

    Each order is followed by its reverse, and the mean of the two is one observation: n orders make n/2.
    `function` gives the costs of groups as `CostGame.modelled_by` takes it. `orders` is even, 4 or more. The
    amounts add up to the whole whatever was drawn. Source: Castro, Gómez and Tejada, Computers & Operations
    Research 36 (2009).

    >>> def largest(members):
    ...     return (members * [1.0, 2.0]).max(axis=1)
    >>> drawn = sampled_shapley(["A", "B"], largest, orders=4, generator=np.random.default_rng(1))
    >>> drawn.amounts, drawn.standard_errors
    (array([0.5, 1.5]), array([0., 0.]))
    """
    names = checks.unique("parties", parties)
    checks.whole("orders", orders, least=4)
    if orders % 2:
        raise OutOfRange("orders", orders, "an even number: each is followed by its reverse")
    pairs = orders // 2
    total, squares = np.zeros(len(names)), np.zeros(len(names))
    centre: Numbers | None = None
    for order in _orders(len(names), pairs, generator):
        seen = (_joining(order, function) + _joining(order[:, ::-1], function)) / 2
        # About the first mean, so that large costs do not swallow small differences.
        centre = seen.mean(axis=0) if centre is None else centre
        total += (seen - centre).sum(axis=0)
        squares += ((seen - centre) ** 2).sum(axis=0)
    spread = np.maximum(squares - total**2 / pairs, 0) / (pairs - 1)
    return Shares(
        method="sampled shapley",
        parties=names,
        amounts=(0.0 if centre is None else centre) + total / pairs,
        is_modelled=True,
        standard_errors=np.sqrt(spread / pairs),
        notes=(f"Estimated from {orders} orders of joining.",),
    )


def _orders(count: int, pairs: int, generator: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    for first in range(0, pairs, PAIRS_AT_ONCE):
        rows = min(PAIRS_AT_ONCE, pairs - first)
        yield generator.random((rows, count)).argsort(axis=1, kind="stable")


def _joining(order: NDArray[np.int64], function: CostFunction) -> Numbers:
    """What each party adds as all join in turn: a row for each order, a column for each party."""
    rows, count = order.shape
    turn = order.argsort(axis=1)
    inside = turn[:, None, :] < np.arange(count + 1)[None, :, None]
    costs = np.asarray(function(inside.reshape(-1, count)), dtype=np.float64)
    if costs.shape != (rows * (count + 1),):
        raise WrongLength("the cost function's answer", f"of shape {costs.shape}", "one cost for each row")
    checks.finite("the cost function's answer", costs)
    costs = costs.reshape(rows, count + 1)
    if costs[:, 0].any():
        raise OutOfRange("the cost of nobody", costs[0, 0], "0")
    return np.take_along_axis(np.diff(costs, axis=1), turn, axis=1)
