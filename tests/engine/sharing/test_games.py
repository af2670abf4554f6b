"""Games: every group has a cost, by name or by formula, and what cannot be one is refused."""

import numpy as np
import pytest

from frankpledge.engine.errors import EngineError, OutOfRange, TooFew, Unknown
from frankpledge.engine.sharing import CostGame, LargestNeed
from tests.engine.sharing.games import NAMES, skane


def test_a_group_is_found_whatever_the_order_of_its_members() -> None:
    assert skane().cost("TA") == skane().cost(["A", "T"]) == 43.93


def test_a_missing_group_is_named() -> None:
    with pytest.raises(TooFew, match="without 2 groups, A \\+ B the first"):
        CostGame.of("ABC", {"A": 1, "B": 1, "C": 1, "A+C": 1, "A+B+C": 1})


def test_a_stranger_is_named() -> None:
    with pytest.raises(Unknown, match="'D'"):
        CostGame.of("AB", {"A": 1, "B": 1, "A+D": 2})


@pytest.mark.parametrize("cost", [float("nan"), float("inf"), float("-inf")])
def test_a_cost_that_is_no_number_is_named(cost: float) -> None:
    with pytest.raises(EngineError, match="the cost of A"):
        CostGame.of("A", {"A": cost})


def test_nobody_costs_nothing() -> None:
    with pytest.raises(OutOfRange, match="nobody"):
        CostGame.in_binary_order("A", [1, 2])


@pytest.mark.parametrize("parties", [[], ["A", "A"], [f"P{n}" for n in range(25)]])
def test_no_parties_a_party_twice_or_too_many_are_refused(parties: list[str]) -> None:
    with pytest.raises(EngineError, match="parties"):
        CostGame.modelled_by(parties, LargestNeed(np.ones(max(1, len(parties)))))


def test_a_table_of_another_length_is_refused() -> None:
    with pytest.raises(EngineError, match="one for each group"):
        CostGame.in_binary_order("AB", [0, 1, 2])


def test_a_game_cannot_be_changed_from_outside() -> None:
    with pytest.raises(ValueError, match="read-only"):
        skane().costs[1] = 5


def test_known_costs_replace_modelled_ones_and_are_no_longer_marked() -> None:
    game = CostGame.modelled_by("AB", LargestNeed(np.array([1.0, 2]))).with_known({"A": 1.5})
    assert game.alone.tolist() == [1.5, 2]
    assert game.modelled.tolist() == [False, False, True, True]
    assert game.is_modelled
    assert not skane().is_modelled


def test_the_game_of_some_keeps_their_costs() -> None:
    some = skane().among("KTH")
    assert some.parties == ("H", "K", "T")
    assert (some.cost("HK"), some.cost("HT"), some.whole) == (22.96, 39.06, 44.94)


def test_a_formula_is_asked_in_pieces_and_answers_for_every_group() -> None:
    game = CostGame.modelled_by(NAMES[:18], LargestNeed(np.arange(1.0, 19)))
    assert game.cost(["A", "Q"]) == 17
    assert game.whole == 18
