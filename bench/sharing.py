"""What sharing takes: exact Shapley and the nucleolus at the sizes they are meant for."""

import numpy as np
from numpy.typing import NDArray

from bench.engine import Measure
from frankpledge.engine.sharing import CostGame, Weighting, nucleolus, sampled_shapley, shapley

SEED = 20_201_021


def measures() -> tuple[Measure, ...]:
    """The games are of random costs, which leave the linear programs nothing to lean on."""
    sixteen, twenty, twelve = _game(16), _game(20), _game(12)
    ties = CostGame.modelled_by(_names(12), lambda members: np.ceil(members @ np.arange(1.0, 13) / 10) * 10)
    names = _names(43)
    return (
        Measure(
            name="Shapley, exact, 16 parties (floor: its sum over groups)",
            ours=lambda: shapley(sixteen),
            floor=lambda: _floor(sixteen.costs, 16),
            most_seconds=2,
        ),
        Measure(
            name="Shapley, exact, 20 parties (floor: its sum over groups)",
            ours=lambda: shapley(twenty),
            floor=lambda: _floor(twenty.costs, 20),
            most_seconds=60,
        ),
        Measure(
            name="Shapley, sampled, 43 parties, 2,000 orders",
            ours=lambda: sampled_shapley(names, _largest, orders=2000, generator=np.random.default_rng(SEED)),
        ),
        Measure(name="nucleolus, 12 parties", ours=lambda: nucleolus(twelve), most_seconds=30),
        Measure(
            name="nucleolus per member, 12 parties",
            ours=lambda: nucleolus(twelve, Weighting.PER_MEMBER),
            most_seconds=30,
        ),
        Measure(name="nucleolus, 12 parties, many ties", ours=lambda: nucleolus(ties), most_seconds=30),
        Measure(name="nucleolus, 16 parties", ours=lambda: nucleolus(sixteen)),
    )


def _names(count: int) -> list[str]:
    return [f"Force {number}" for number in range(1, count + 1)]


def _game(count: int) -> CostGame:
    costs = np.random.default_rng(SEED).random(1 << count) * 1e6
    costs[0] = 0
    return CostGame.in_binary_order(_names(count), costs)


def _largest(members: NDArray[np.bool_]) -> NDArray[np.float64]:
    largest: NDArray[np.float64] = (members * np.arange(1.0, members.shape[1] + 1)).max(axis=1)
    return largest


def _floor(costs: NDArray[np.float64], count: int) -> list[float]:
    """The shortest NumPy: for each party, the weighted sum of costs with it less costs without it."""
    masks = np.arange(1 << count)
    sizes = np.bitwise_count(masks)
    factorial = np.cumprod([1.0, *range(1, count + 1)])
    weight = factorial[sizes] * factorial[np.maximum(count - 1 - sizes.astype(int), 0)] / factorial[count]
    amounts = []
    for party in range(count):
        without = masks[(masks >> party & 1) == 0]
        amounts.append(float(weight[without] @ (costs[without | 1 << party] - costs[without])))
    return amounts
