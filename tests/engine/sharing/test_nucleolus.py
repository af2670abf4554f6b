"""The nucleolus, beside answers found in other ways."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from frankpledge.engine.errors import NoAnswer, OutOfRange
from frankpledge.engine.sharing import CostGame, LargestNeed, Weighting, in_core, levels, nucleolus
from frankpledge.engine.sharing.coalitions import sizes, sums
from tests.engine.sharing.games import (
    NAMES,
    airport_nucleolus,
    bankruptcy,
    contested_garment,
    games,
    has_core,
    is_prenucleolus,
    relabelled,
)

TRIES = settings(max_examples=40)


@TRIES
@given(games())
def test_it_passes_kohlberg_s_test_ties_and_all(game: CostGame) -> None:
    assert is_prenucleolus(game, nucleolus(game).amounts, np.ones(len(game.costs)))


@TRIES
@given(games())
def test_per_member_it_passes_kohlberg_s_test_too(game: CostGame) -> None:
    weights = np.maximum(sizes(len(game.parties)), 1).astype(float)
    assert is_prenucleolus(game, nucleolus(game, Weighting.PER_MEMBER).amounts, weights)


@TRIES
@given(games())
def test_by_cost_it_passes_kohlberg_s_test_too(game: CostGame) -> None:
    dear = CostGame.in_binary_order(game.parties, [0, *(game.costs[1:] + 21)])
    assert is_prenucleolus(dear, nucleolus(dear, Weighting.BY_COST).amounts, np.maximum(dear.costs, 1))


@TRIES
@given(games())
def test_it_is_in_the_core_whenever_there_is_one(game: CostGame) -> None:
    assert in_core(game, nucleolus(game).amounts).is_in_core == has_core(game)


@TRIES
@given(games(least=2), some.randoms(use_true_random=False))
def test_the_order_of_the_parties_does_not_matter(game: CostGame, chance: Random) -> None:
    order = list(range(len(game.parties)))
    chance.shuffle(order)
    assert nucleolus(relabelled(game, order)).amounts == pytest.approx(
        nucleolus(game).amounts[order], abs=1e-7
    )


@TRIES
@given(games(), some.floats(0.01, 1e6), some.floats(-1e3, 1e3))
def test_it_scales_and_shifts_with_the_costs(game: CostGame, scale: float, shift: float) -> None:
    each = np.arange(1.0, len(game.parties) + 1) * np.float64(shift)
    other = CostGame.in_binary_order(game.parties, scale * game.costs + sums(each))
    assert nucleolus(other).amounts == pytest.approx(
        scale * nucleolus(game).amounts + each, rel=1e-7, abs=1e-6
    )


@TRIES
@given(some.lists(some.integers(1, 300), min_size=1, max_size=6), some.floats(0, 1))
def test_of_a_bankruptcy_it_is_the_talmud_s_rule(claims: list[int], part: float) -> None:
    owed = np.array(sorted(claims), dtype=float)
    estate = part * owed.sum()
    found = -nucleolus(bankruptcy(estate, owed)).amounts
    assert found == pytest.approx(contested_garment(estate, owed), abs=1e-6)


@pytest.mark.parametrize(
    ("estate", "shares"),
    [(100, [100 / 3, 100 / 3, 100 / 3]), (200, [50, 75, 75]), (300, [50, 100, 150])],
)
def test_the_talmud_s_three_wives(estate: float, shares: list[float]) -> None:
    """Ketubot 93a: claims of 100, 200 and 300."""
    assert -nucleolus(bankruptcy(estate, np.array([100.0, 200, 300]))).amounts == pytest.approx(shares)


@TRIES
@given(some.lists(some.integers(1, 30), min_size=2, max_size=7).map(sorted))
def test_of_an_airport_it_is_littlechild_s_answer(needs: list[int]) -> None:
    game = CostGame.modelled_by(NAMES[: len(needs)], LargestNeed(np.array(needs, dtype=float)))
    assert nucleolus(game).amounts == pytest.approx(airport_nucleolus(needs), abs=1e-8)


def test_many_ties_among_twelve_parties_are_settled() -> None:
    # Three kinds of party, four of each: equals pay alike, and nothing but the sizes of the groups matters.
    kinds = np.repeat([1.0, 2.0, 3.0], 4)
    game = CostGame.modelled_by(NAMES[:12], lambda members: np.ceil(members @ kinds / 5) * 5)
    amounts = nucleolus(game).amounts.reshape(3, 4)
    assert amounts == pytest.approx(np.repeat(amounts[:, :1], 4, axis=1), abs=1e-9)
    assert amounts.sum() == pytest.approx(game.whole)


def test_the_majority_game_is_shared_alike() -> None:
    # Any two of three may do it for 1, one alone for 2: no core, and a tie at every level.
    game = CostGame.in_binary_order("ABC", [0, 2, 2, 1, 2, 1, 1, 3])
    found = levels(game)
    assert found.shares.amounts == pytest.approx([1, 1, 1])
    assert found.levels[0] == pytest.approx(-1)


def test_a_glove_and_two_hands_give_it_all_to_the_scarce_side() -> None:
    game = CostGame.in_binary_order("LRS", [0, 0, 0, -1, 0, -1, 0, -1])
    assert nucleolus(game).amounts == pytest.approx([-1, 0, 0], abs=1e-9)


def test_individually_rational_lets_nobody_pay_more_than_alone() -> None:
    # Without the bound A pays 4 of a cost that is 2 alone: B and C together are so cheap.
    game = CostGame.of("ABC", {"A": 2, "B": 6, "C": 6, "A+B": 9, "A+C": 9, "B+C": 2, "A+B+C": 9})
    free = nucleolus(game).amounts
    bound = nucleolus(game, individually_rational=True).amounts
    assert free[0] > 2
    assert bound == pytest.approx([2, 3.5, 3.5])


@TRIES
@given(games())
def test_the_bound_changes_nothing_where_there_is_a_core(game: CostGame) -> None:
    if has_core(game):
        bound = nucleolus(game, individually_rational=True).amounts
        assert bound == pytest.approx(nucleolus(game).amounts, abs=1e-7)


def test_individual_rationality_beyond_reach_is_refused() -> None:
    with pytest.raises(NoAnswer, match="individual rationality"):
        nucleolus(CostGame.of("AB", {"A": 1, "B": 1, "A+B": 3}), individually_rational=True)


def test_gains_by_cost_need_costs_above_nought() -> None:
    with pytest.raises(OutOfRange, match="above 0"):
        nucleolus(CostGame.of("AB", {"A": 0, "B": 1, "A+B": 1}), Weighting.BY_COST)


@pytest.mark.parametrize("weighting", Weighting)
def test_one_party_pays_the_whole(weighting: Weighting) -> None:
    assert nucleolus(CostGame.of("A", {"A": 7}), weighting).amounts.tolist() == [7]


@pytest.mark.parametrize("weighting", Weighting)
def test_costs_that_only_add_up_leave_each_with_its_own(weighting: Weighting) -> None:
    game = CostGame.in_binary_order("ABC", sums(np.array([1.0, 20, 300])))
    assert nucleolus(game, weighting).amounts == pytest.approx([1, 20, 300])


def test_pence_in_the_billions_lose_nothing() -> None:
    game = CostGame.of("AB", {"A": 300_000_000_01, "B": 400_000_000_00, "A+B": 500_000_000_00})
    assert nucleolus(game).amounts == pytest.approx([200_000_000_00.5, 299_999_999_99.5], abs=1e-4)
