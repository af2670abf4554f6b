"""How good past forecasts were."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from frankpledge.engine.errors import (
    Contradiction,
    Empty,
    EngineError,
    NotFinite,
    OutOfRange,
    TooFew,
    WrongLength,
)
from frankpledge.engine.forecasts import Forecast, quality, reference_class

POSITIVE = st.floats(0.1, 1e6)


def forecasts(count: int, spread: float, seed: int, vintage: str = "v") -> list[Forecast]:
    """Forecasts of standard normals, whose stated ranges are `spread` times the right ones."""
    reach = 1.2815515655446004 * spread
    drawn = np.random.default_rng(seed).standard_normal(count)
    return [
        Forecast(
            name=str(n), vintage=vintage, forecast=100, actual=100 + each, low=100 - reach, high=100 + reach
        )
        for n, each in enumerate(drawn.tolist())
    ]


def test_right_ranges_are_not_faulted_and_wrong_ones_are_over_many_seeds() -> None:
    verdicts = {spread: [quality(forecasts(200, spread, seed))[0].verdict for seed in range(60)]
                for spread in (0.5, 1.0, 2.0)}  # fmt: skip
    assert verdicts[0.5] == ["ranges are too narrow"] * 60
    assert verdicts[2.0] == ["ranges are wider than they need be"] * 60
    assert verdicts[1.0].count("cannot tell apart from well calibrated") >= 52


def test_vintages_are_told_apart() -> None:
    made = [
        Forecast(name="a", vintage="2023", forecast=100, actual=150),
        Forecast(name="b", vintage="2023", forecast=100, actual=130),
        Forecast(name="c", vintage="2024", forecast=100, actual=104),
        Forecast(name="d", vintage="2024", forecast=100),
    ]
    every, first, second = quality(made)
    assert (every.known, every.open, first.bias.value, second.bias.value) == (3, 1, 40, 4)
    assert first.median_ratio.value == pytest.approx(1.4)
    assert second.open == 1
    assert every.coverage.value is None
    assert "cannot tell" in every.verdict


def test_forecasts_without_any_outcome_say_so() -> None:
    every = quality([Forecast(name="a", vintage="v", forecast=1)])[0]
    assert (every.bias.value, every.bias.why) == (None, "no outcome is known yet")
    assert every.bias_interval is None


def test_coverage_has_the_wilson_interval() -> None:
    every = quality(forecasts(37, 1.0, 4))[0]
    assert every.coverage.value is not None
    exact = binomtest(round(every.coverage.value * 37), 37).proportion_ci(method="wilson")
    assert every.coverage_interval == pytest.approx((exact.low, exact.high))


@given(st.lists(st.tuples(POSITIVE, POSITIVE), min_size=2, max_size=30), st.floats(0.01, 100))
def test_the_bias_does_not_depend_on_the_unit(profiles: list[tuple[float, float]], times: float) -> None:
    planned, actual = zip(*profiles, strict=True)
    one = reference_class(planned, actual)
    other = reference_class([times * each for each in planned], [times * each for each in actual])
    assert other.uplift == pytest.approx(one.uplift, rel=1e-9, abs=1e-9)
    assert list(other.enough_for.values()) == pytest.approx(list(one.enough_for.values()), rel=1e-9, abs=1e-9)


@given(st.lists(st.tuples(POSITIVE, POSITIVE), min_size=2, max_size=60))
def test_an_uplift_is_enough_for_the_share_it_says(profiles: list[tuple[float, float]]) -> None:
    planned, actual = (np.array(each) for each in zip(*profiles, strict=True))
    for share, uplift in reference_class(planned.tolist(), actual.tolist()).enough_for.items():
        assert np.mean(actual / planned - 1 <= uplift + 1e-12) >= share - 1e-9


def test_estimates_that_were_right_have_no_bias() -> None:
    found = reference_class([10, 20, 30], [10, 20, 30])
    assert (found.uplift, found.interval, found.mean_of_ratios) == (0, (0, 0), 0)
    assert "indication" in found.why
    assert reference_class([1] * 50, [1.1] * 50).why == ""


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    inside = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        planned = rng.uniform(50, 150, size=40)
        actual = planned * rng.normal(1.3, 0.25, size=40)
        low, high = reference_class(planned.tolist(), actual.tolist()).interval or (0, 0)
        inside += low <= 0.3 <= high
    assert 272 <= inside <= 297


@pytest.mark.parametrize(
    ("estimates", "actuals", "refusal"),
    [
        ([], [], Empty),
        ([1], [1], TooFew),
        ([1, 2], [1], WrongLength),
        ([1, 0], [1, 1], OutOfRange),
        ([1, math.nan], [1, 1], NotFinite),
    ],
)
def test_profiles_that_mean_nothing_are_refused(
    estimates: list[float], actuals: list[float], refusal: type[EngineError]
) -> None:
    with pytest.raises(refusal):
        reference_class(estimates, actuals)


def test_forecasts_that_mean_nothing_are_refused() -> None:
    with pytest.raises(Empty):
        quality([])
    with pytest.raises(OutOfRange):
        quality([Forecast(name="a", vintage="v", forecast=1)], chance=1.0)
    with pytest.raises(Contradiction):
        Forecast(name="a", vintage="v", forecast=1, low=0)
    with pytest.raises(Contradiction):
        Forecast(name="a", vintage="v", forecast=1, low=2, high=0)
    with pytest.raises(NotFinite):
        Forecast(name="a", vintage="v", forecast=math.inf)
