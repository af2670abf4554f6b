"""The Shapley value: its axioms, an independent sum over orders, and sampling."""

from itertools import permutations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from frankpledge.engine.errors import NotFinite, OutOfRange, WrongLength
from frankpledge.engine.sharing import (
    CostGame,
    EconomiesOfScale,
    LargestNeed,
    in_core,
    sampled_shapley,
    shapley,
)
from frankpledge.engine.sharing.coalitions import Numbers
from tests.engine.sharing.games import NAMES, games, relabelled

TRIES = settings(max_examples=50)


def over_all_orders(game: CostGame) -> Numbers:
    orders = list(permutations(range(len(game.parties))))
    amounts = np.zeros(len(game.parties))
    for order in orders:
        inside = 0
        for place in order:
            amounts[place] += game.costs[inside | 1 << place] - game.costs[inside]
            inside |= 1 << place
    return amounts / len(orders)


@TRIES
@given(games())
def test_it_is_the_mean_over_all_orders_of_joining(game: CostGame) -> None:
    assert shapley(game).amounts == pytest.approx(over_all_orders(game), abs=1e-9)


@TRIES
@given(games())
def test_it_adds_up_to_the_whole(game: CostGame) -> None:
    assert shapley(game).amounts.sum() == pytest.approx(game.whole, abs=1e-9)


@TRIES
@given(games(least=3, most=3), games(least=3, most=3))
def test_of_two_games_together_it_is_the_sum(one: CostGame, other: CostGame) -> None:
    both = CostGame.in_binary_order(one.parties, one.costs + other.costs)
    assert shapley(both).amounts == pytest.approx(shapley(one).amounts + shapley(other).amounts, abs=1e-9)


@TRIES
@given(games(), some.floats(-1e6, 1e6))
def test_it_scales_with_the_costs(game: CostGame, scale: float) -> None:
    other = CostGame.in_binary_order(game.parties, scale * game.costs)
    assert shapley(other).amounts == pytest.approx(scale * shapley(game).amounts, rel=1e-9, abs=1e-6)


@TRIES
@given(games(least=2), some.randoms(use_true_random=False))
def test_the_order_of_the_parties_does_not_matter(game: CostGame, chance: Random) -> None:
    order = list(range(len(game.parties)))
    chance.shuffle(order)
    assert shapley(relabelled(game, order)).amounts == pytest.approx(shapley(game).amounts[order], abs=1e-9)


@TRIES
@given(games(most=4))
def test_a_party_that_adds_nothing_pays_nothing(game: CostGame) -> None:
    more = CostGame.in_binary_order([*game.parties, "Z"], np.concatenate([game.costs, game.costs]))
    assert shapley(more).amounts == pytest.approx([*shapley(game).amounts, 0], abs=1e-9)


@TRIES
@given(some.lists(some.floats(0, 100), min_size=2, max_size=6), some.floats(0.1, 1))
def test_with_economies_of_scale_it_is_in_the_core(demands: list[float], exponent: float) -> None:
    model = EconomiesOfScale(
        fixed=5, demands=np.array(demands), unit_costs=np.full(len(demands), 2.0), scale=3, exponent=exponent
    )
    game = CostGame.modelled_by(NAMES[: len(demands)], model)
    assert in_core(game, shapley(game).amounts).is_in_core


def test_one_party_pays_the_whole() -> None:
    assert shapley(CostGame.of("A", {"A": 7})).amounts.tolist() == [7]


def test_sampling_is_right_and_knows_how_right() -> None:
    """Over 200 seeds the errors measured by their own standard errors are of spread about 1."""
    needs = LargestNeed(np.array([1.0, 2, 4, 10, 11, 15]))
    exact = shapley(CostGame.modelled_by(NAMES[:6], needs)).amounts
    scores = []
    for seed in range(200):
        drawn = sampled_shapley(NAMES[:6], needs, orders=100, generator=np.random.default_rng(seed))
        assert drawn.standard_errors is not None
        assert drawn.amounts.sum() == pytest.approx(15)
        scores.append((drawn.amounts[2:] - exact[2:]) / drawn.standard_errors[2:])
    assert np.mean(scores) == pytest.approx(0, abs=0.15)
    assert 0.85 < np.std(scores) < 1.15


def test_the_same_seed_draws_the_same() -> None:
    needs = LargestNeed(np.arange(1.0, 31))
    names = [f"party {number}" for number in range(30)]
    first, second = (
        sampled_shapley(names, needs, orders=600, generator=np.random.default_rng(7)).amounts
        for _ in range(2)
    )
    assert first.tolist() == second.tolist()


@pytest.mark.parametrize("orders", [2, 5])
def test_too_few_or_odd_orders_are_refused(orders: int) -> None:
    with pytest.raises(OutOfRange, match="orders"):
        sampled_shapley("AB", LargestNeed(np.ones(2)), orders=orders, generator=np.random.default_rng(1))


def test_a_cost_function_that_answers_nonsense_is_refused() -> None:
    chance = np.random.default_rng(1)
    with pytest.raises(WrongLength):
        sampled_shapley("AB", lambda _rows: np.ones(1), orders=4, generator=chance)
    with pytest.raises(NotFinite):
        sampled_shapley("AB", lambda rows: np.full(len(rows), np.nan), orders=4, generator=chance)
    with pytest.raises(OutOfRange, match="nobody"):
        sampled_shapley("AB", lambda rows: np.ones(len(rows)), orders=4, generator=chance)
