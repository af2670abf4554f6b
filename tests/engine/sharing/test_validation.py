"""Published cases and closed forms, each with its source."""

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from frankpledge.engine import money
from frankpledge.engine.sharing import (
    CostGame,
    Key,
    LargestNeed,
    Shares,
    Weighting,
    nucleolus,
    remaining_benefit,
    shapley,
)
from tests.engine.sharing.games import skane


def test_v23_the_formula_grant_key_of_emsou_splits_to_the_penny() -> None:
    """Shares: East Midlands Special Operations Unit, briefing to the PCCs, 2012. The split is arithmetic."""
    figures = {
        "Nottinghamshire": 27.6,
        "Leicestershire": 23.1,
        "Derbyshire": 22.0,
        "Northamptonshire": 14.7,
        "Lincolnshire": 12.6,
    }
    key = Key.by("formula grant", figures)
    assert sum(key.shares) == 1
    assert key.of("Nottinghamshire") == Fraction(276, 1000)
    assert key.split(100_000_001) == (27_600_001, 23_100_000, 22_000_000, 14_700_000, 12_600_000)


def small_game() -> CostGame:
    costs = {"1": 1, "2": 1, "3": 2, "1+2": 1, "1+3": 2, "2+3": 2, "1+2+3": 2}
    return CostGame.of("123", costs)


def test_v27_the_small_cost_game() -> None:
    """Shapley: manual of the R package GameTheoryAllocation, `Shapley_value`."""
    assert shapley(small_game()).amounts == pytest.approx([1 / 3, 1 / 3, 4 / 3], abs=1e-12)


def test_v27_its_nucleolus_by_hand() -> None:
    """By symmetry A = B = a. The least gain is min(a, 1 - a, 1 - 2a, 2a), largest at a = 1/3."""
    assert nucleolus(small_game()).amounts == pytest.approx([1 / 3, 1 / 3, 4 / 3], abs=1e-12)


def test_v27_the_prenucleolus_of_the_manual_s_other_game_pays_one_party() -> None:
    """Costs: the same manual, `nucleolus`, whose own answer forbids negative payments and is not used."""
    costs = {"1": 0.538, "2": 0.761, "3": 1.742, "1+2": 0.554, "1+3": 0.137, "2+3": 0.293, "1+2+3": 0.343}
    found = nucleolus(CostGame.of("123", costs))
    assert found.amounts == pytest.approx([0.1493, 0.3053, -0.1117], abs=5e-5)
    # By hand: all pairs gain alike; each party pays the whole less what the other two pay.
    gain = (0.554 + 0.137 + 0.293 - 2 * 0.343) / 3
    assert found.amounts == pytest.approx([0.343 - 0.293 + gain, 0.343 - 0.137 + gain, 0.343 - 0.554 + gain])


def test_v28_the_airport_game() -> None:
    """Closed form: each increment is shared by those who need it (Littlechild and Owen 1973)."""
    game = CostGame.modelled_by("ABCD", LargestNeed(np.array([1.0, 2, 4, 10])))
    assert shapley(game).amounts == pytest.approx([0.25, 0.583333, 1.583333, 7.583333], abs=1e-6)


def test_v34_pence() -> None:
    """Arithmetic: largest remainder, ties to the first."""
    assert Key.equal("ABC").split(100) == (34, 33, 33)
    assert money.split(100, [Fraction(1, 7), Fraction(2, 7), Fraction(4, 7)]) == (14, 29, 57)


@pytest.mark.parametrize(
    ("method", "published"),
    [
        (remaining_benefit, [19.54, 13.28, 5.62, 10.90, 16.66, 17.82]),
        (shapley, [20.01, 10.71, 6.61, 10.37, 16.94, 19.18]),
        # The paper prints 18.60 and 19.21 for the last two; its own data, and its 1982 printing, give these.
        (nucleolus, [20.35, 12.06, 5.00, 8.61, 18.32, 19.49]),
    ],
)
def test_skane(method: Callable[[CostGame], Shares], published: list[float]) -> None:
    """Young, Okada and Hashimoto, IIASA WP-79-77 (1979), Table 7; the costs are rounded to 0.01."""
    assert method(skane()).amounts == pytest.approx(published, abs=0.016)


@pytest.mark.parametrize(
    ("method", "published"),
    [
        (shapley, [117_829, 100_756.5, 193_998.5]),
        (nucleolus, [116_234, 93_540, 202_810]),
        (remaining_benefit, [117_476, 99_157, 195_951]),
    ],
)
def test_the_tennessee_valley_authority(method: Callable[[CostGame], Shares], published: list[float]) -> None:
    """Navigation, flood control and power, in $1,000: as commonly quoted from Straffin and Heaney (1981)."""
    costs = {"N": 163_520, "F": 140_826, "P": 250_096, "N+F": 301_607, "N+P": 378_821, "F+P": 367_370}
    game = CostGame.of("NFP", costs | {"N+F+P": 412_584})
    assert method(game).amounts == pytest.approx(published, abs=1)


def test_skane_alone_and_added() -> None:
    """The same paper, Table 8."""
    assert skane().alone == pytest.approx([21.95, 17.08, 10.91, 15.88, 20.81, 21.98])
    assert skane().separable == pytest.approx([17.36, 9.85, 0.82, 6.40, 12.90, 14.06], abs=0.011)


def test_skane_weighted_nucleoli_share_their_first_four_with_the_paper_s_least_cores() -> None:
    """Points of a least core are many; the paper's agree with the nucleolus where it is the only choice."""
    by_cost = nucleolus(skane(), Weighting.BY_COST).amounts
    per_member = nucleolus(skane(), Weighting.PER_MEMBER).amounts
    assert by_cost[:4] == pytest.approx([19.81, 12.57, 4.35, 9.25], abs=0.006)
    assert per_member[:4] == pytest.approx([20.03, 12.52, 3.94, 9.07], abs=0.006)
