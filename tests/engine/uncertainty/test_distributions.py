"""Distributions say what their formulas say, and draw what they say."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.engine.errors import Contradiction, Empty, EngineError, NotFinite, OutOfRange, WrongLength
from frankpledge.engine.uncertainty import (
    Certain,
    Discrete,
    Distribution,
    Empirical,
    Lognormal,
    Normal,
    Pert,
    Triangular,
    Uniform,
)

ALL: tuple[Distribution, ...] = (
    Triangular(5, 8, 14),
    Triangular(5, 5, 14),
    Triangular(5, 14, 14),
    Triangular(7, 7, 7),
    Pert(5, 8, 14),
    Pert(5, 5, 14),
    Pert(-3, 10, 10, weight=2),
    Pert(7, 7, 7),
    Uniform(-1, 4),
    Normal(100, 10),
    Normal(3, 0),
    Lognormal.of_mean(100, 30),
    Lognormal(0, 0),
    Discrete((0, 10, 3), (0.5, 0.25, 0.25)),
    Empirical((3, 1, 2, 2)),
    Certain(7),
)


@pytest.mark.parametrize(
    ("three", "mean", "classic", "true"),
    [((5, 8, 14), 8.5, 1.5, 1.6583), ((2, 3, 5), 3.1667, 0.5, 0.5528), ((1, 2, 3), 2, 0.3333, 0.3780)],
)
def test_v31_beta_pert_has_its_own_variance(
    three: tuple[float, float, float], mean: float, classic: float, true: float
) -> None:
    pert = Pert(*three)
    found = (pert.mean, pert.classic_sd, pert.sd)
    assert found == pytest.approx((mean, classic, true), abs=5e-5)


def test_v31_triangular() -> None:
    triangle = Triangular(5, 8, 14)
    assert (triangle.mean, triangle.sd) == pytest.approx((9, 1.8708), abs=5e-5)
    assert float(triangle.chance(10)) == pytest.approx(0.703704, abs=5e-7)
    assert float(triangle.quantile(0.8)) == pytest.approx(10.713665, abs=5e-7)


@pytest.mark.parametrize("each", ALL, ids=repr)
def test_what_is_drawn_has_the_mean_and_spread_that_are_said(each: Distribution) -> None:
    # Evenly spaced chances stand for draws: what is left is the error of the grid.
    chances = (np.arange(200_000) + 0.5) / 200_000
    from scipy import special

    values = each.from_normal(special.ndtri(chances))
    assert values.mean() == pytest.approx(each.mean, rel=2e-4, abs=2e-4)
    assert values.std() == pytest.approx(each.sd, rel=2e-3, abs=2e-3)


@pytest.mark.parametrize("each", ALL, ids=repr)
def test_quantile_and_chance_undo_each_other(each: Distribution) -> None:
    chances = np.linspace(0.01, 0.99, 99)
    values = each.quantile(chances)
    assert np.all(np.diff(values) >= 0)
    assert np.all(each.chance(values) >= chances - 1e-9)
    assert np.all(each.chance(values - 1e-6 * (1 + np.abs(values))) <= chances + 1e-4)


@pytest.mark.parametrize("each", ALL, ids=repr)
def test_drawing_side_by_side_is_drawing_each(each: Distribution) -> None:
    scores = np.random.default_rng(1).standard_normal((50, 2))
    together = type(each).transform([each, each])(scores.copy())
    alone = np.column_stack([each.from_normal(scores[:, column]) for column in range(2)])
    assert np.allclose(together, alone, rtol=1e-12, atol=1e-12)


@given(
    st.floats(-1e6, 1e6),
    st.floats(0, 1e6),
    st.floats(0, 1e6),
    st.sampled_from([1.0, 4.0, 25.0]),
    # Further up a chance so near one has no digits left to compare.
    st.floats(-8, 6),
)
def test_the_table_of_pert_agrees_with_its_exact_quantile(
    low: float, left: float, right: float, weight: float, score: float
) -> None:
    from scipy import special

    pert = Pert(low, low + left, low + left + right, weight)
    exact = float(pert.quantile(special.ndtr(score)))
    span = pert.high - pert.low
    assert float(pert.from_normal(np.array(score))) == pytest.approx(exact, abs=2e-6 * span + 1e-9)


@given(st.floats(0.01, 1e6), st.floats(0, 1e5))
def test_a_lognormal_by_its_mean_has_that_mean(mean: float, share: float) -> None:
    sd = min(share, 20 * mean)
    made = Lognormal.of_mean(mean, sd)
    assert (made.mean, made.sd) == pytest.approx((mean, sd), rel=1e-9, abs=1e-7 * mean)


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda: Triangular(5, 4, 8), OutOfRange),
        (lambda: Triangular(9, 8, 8), Contradiction),
        (lambda: Triangular(1, 2, math.nan), NotFinite),
        (lambda: Pert(1, 2, math.inf), NotFinite),
        (lambda: Pert(1, 2, 3, weight=0), OutOfRange),
        (lambda: Uniform(2, 1), Contradiction),
        (lambda: Normal(0, -1), OutOfRange),
        (lambda: Lognormal.of_mean(0, 1), OutOfRange),
        (lambda: Lognormal(math.nan, 1), NotFinite),
        (lambda: Discrete((1, 2), (0.5, 0.6)), Contradiction),
        (lambda: Discrete((1, 2), (1.5, -0.5)), OutOfRange),
        (lambda: Discrete((1, 2), (1.0,)), WrongLength),
        (lambda: Empirical(()), Empty),
        (lambda: Certain(math.inf), NotFinite),
        (lambda: Uniform(0, 1).quantile(1.5), OutOfRange),
        (lambda: Uniform(0, 1).quantile(math.nan), OutOfRange),
    ],
)
def test_what_cannot_be_is_refused_by_name(make: object, refusal: type[EngineError]) -> None:
    with pytest.raises(refusal):
        make()  # type: ignore[operator] # each is a function


def test_a_sample_is_of_the_distribution() -> None:
    drawn = Triangular(5, 8, 14).sample(np.random.default_rng(1), 20_000)
    assert (drawn.mean(), drawn.std()) == pytest.approx((9, 1.8708), rel=0.01)


def test_one_observation_makes_an_amount_certain() -> None:
    assert (Empirical((4,)).mean, Empirical((4,)).sd) == (4, 0)
