"""The XmR chart against published answers, and against a plain loop over its own rules."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from frankpledge.engine.errors import (
    Contradiction,
    Empty,
    NotFinite,
    OutOfRange,
    TooFew,
    Unknown,
    WrongLength,
)
from frankpledge.engine.signals import (
    MDC_EXCEL,
    NHSR,
    Chart,
    Event,
    RuleSet,
    Signal,
    describe,
    named,
    xmr,
    xmr_many,
)
from tests.engine.signals.by_hand import by_hand

V15 = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def flagged(chart: Chart) -> dict[int, str]:
    return {at: signal.name for at, signal in enumerate(chart.signals) if signal}


@pytest.mark.parametrize(
    ("rules", "limits", "average_range"),
    [(NHSR, (-0.72, 4.60), 1.0), (MDC_EXCEL, (-3.06, 6.95), 1.88235)],
)
def test_v15_both_published_rule_sets(
    rules: RuleSet, limits: tuple[float, float], average_range: float
) -> None:
    """NHSRplotthedots, vignettes/deviations.Rmd."""
    chart = xmr(V15, rules=rules)
    assert chart.latest.centre == pytest.approx(1.94, abs=0.005)
    assert (chart.latest.lower, chart.latest.upper) == pytest.approx(limits, abs=0.005)
    assert chart.latest.average_range == pytest.approx(average_range, abs=5e-6)
    assert flagged(chart) == {4: "ABOVE_LIMIT"}


def test_v17_two_near_points_on_opposite_sides_are_no_signal() -> None:
    """NHSRplotthedots, tests/testthat/test-ptd_spc_standard.R."""
    chart = xmr([1, -1] * 7 + [5.5, -5.5])
    assert not any(chart.signals[-2:])


def test_v17_six_rises_in_a_row_flag_seven_points_and_five_none() -> None:
    wide = [0, 100, 0, 100, 0, 100, 0, 100]
    six = xmr([*wide, 10, 20, 30, 40, 50, 60, 70, 0, 100])
    assert set(flagged(six)) == set(range(7, 15)) - {7} or set(flagged(six)) == set(range(8, 15))
    assert {six.signals[at] for at in range(8, 15)} == {Signal.TREND_UP}
    five = xmr([*wide, 10, 20, 30, 40, 50, 60, 0, 100])
    assert not flagged(five)


def test_v17_seven_points_above_the_mean_flag_and_a_point_on_it_breaks_the_run() -> None:
    held = [1, -1, 2, -2] * 3
    run = xmr([*held, 1, 2, 1, 2, 1, 2, 1], lock_after=12)
    assert run.latest.centre == 0
    assert [run.signals[at] for at in range(12, 19)] == [Signal.RUN_ABOVE] * 7
    broken = xmr([*held, 1, 2, 1, 0, 1, 2, 1], lock_after=12)
    assert not any(broken.signals[12:])


def test_of_two_in_three_only_the_near_ones_are_flagged() -> None:
    """NHSRplotthedots, test-ptd_calculate_point_type.R: c(1, 0, 1) flags the first and last only."""
    held = [1, -1] * 10
    chart = xmr([*held, 4.5, 1, 4.5, -1], lock_after=20)
    assert flagged(chart) == {20: "TWO_OF_THREE_HIGH", 22: "TWO_OF_THREE_HIGH"}


def test_a_trend_belongs_to_the_later_one_at_its_turn() -> None:
    chart = xmr([0, 100] * 10 + [1, 2, 3, 4, 5, 6, 7, 6.5, 5.5, 4.5, 3.5, 2.5, 1.5])
    names = [chart.signals[at].name for at in range(20, 33)]
    assert names[:6] == ["TREND_UP"] * 6
    assert names[6:] == ["TREND_DOWN"] * 7


def test_limits_are_locked_after_the_points_asked_for() -> None:
    chart = xmr([5, 6] * 6 + [20] * 12, lock_after=12)
    assert (chart.latest.centre, chart.latest.used) == (5.5, 12)
    assert all(signal is Signal.ABOVE_LIMIT for signal in chart.signals[12:])


def test_limits_are_made_anew_at_a_recorded_event_only() -> None:
    values = [5, 6] * 6 + [15, 16] * 6
    chart = xmr(values, events=[Event(12, "The joint control room opened", "2024-04-01")])
    assert [stretch.centre for stretch in chart.stretches] == [5.5, 15.5]
    assert not any(chart.signals)
    with pytest.raises(Empty, match="reason"):
        xmr(values, events=[Event(12, " ")])


def test_fewer_than_twelve_points_make_limits_on_trial() -> None:
    assert xmr([5, 6] * 5).latest.on_trial
    assert not xmr([5, 6] * 6).latest.on_trial


@pytest.mark.parametrize(
    ("target", "better", "said"),
    [
        (20, "up", "fails"),
        (20, "down", "passes"),
        (0, "up", "passes"),
        (0, "down", "fails"),
        (5.5, "up", "hit and miss"),
        (5.5, None, None),
    ],
)
def test_assurance_against_a_target(target: float, better: str | None, said: str | None) -> None:
    assert xmr([5, 6] * 6, target=target, better=better).assurance == said  # type: ignore[arg-type] # from the table


def test_limits_that_a_signal_has_left_assure_of_nothing() -> None:
    chart = xmr([*[45, 46] * 6, *[29] * 8], lock_after=12, target=30, better="down")
    assert chart.signals[-1]
    assert chart.assurance is None
    said = describe(chart, measure="Days")
    assert said.endswith("so these limits do not tell whether it meets the target of 30.")


def test_missing_points_make_no_range_and_break_a_run() -> None:
    chart = xmr([1, 2, math.nan, 10, 11])
    assert chart.latest.average_range == 1
    assert chart.latest.centre == 6
    held = xmr([1, -1, 2, -2] * 3 + [1, 2, 1, math.nan, 2, 1, 2, 1], lock_after=12)
    assert not any(held.signals[12:])


def test_a_constant_series_has_limits_on_its_own_line_and_no_signal() -> None:
    for rules in (NHSR, MDC_EXCEL):
        chart = xmr([5] * 20, rules=rules)
        assert (chart.latest.lower, chart.latest.upper) == (5, 5)
        assert not any(chart.signals)


def test_what_cannot_be_charted_is_refused() -> None:
    with pytest.raises(Empty):
        xmr([])
    with pytest.raises(TooFew):
        xmr([1])
    with pytest.raises(TooFew):
        xmr([1, math.nan, math.nan])
    with pytest.raises(TooFew, match="neighbouring"):
        xmr([1, math.nan, 2])
    with pytest.raises(NotFinite):
        xmr([1, math.inf])
    with pytest.raises(WrongLength):
        xmr([[1, 2]])
    with pytest.raises(OutOfRange):
        xmr([1, 2, 3], events=[Event(3, "why")])
    with pytest.raises(Contradiction):
        xmr([1, 2, 3, 4, 5], events=[Event(2, "why"), Event(2, "why")])
    with pytest.raises(Unknown):
        xmr([1, 2], better="sideways")  # type: ignore[arg-type] # what is tested
    with pytest.raises(Unknown):
        named("weco")
    with pytest.raises(TooFew):
        xmr_many([[1], [2]])
    with pytest.raises(WrongLength):
        xmr_many([1, 2])


@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=40),
    st.sampled_from([NHSR, MDC_EXCEL]),
    st.integers(0, 10**6),
)
def test_the_rules_are_what_they_read(values: list[int], rules: RuleSet, seed: int) -> None:
    # A hair of noise keeps values off the mean and the limits, where two orders of sums may differ.
    noisy = (np.array(values) + np.random.default_rng(seed).normal(0, 0.01, len(values))).tolist()
    assert [int(signal) for signal in xmr(noisy, rules=rules).signals] == by_hand(noisy, rules)


@given(points=st.integers(2, 30), count=st.integers(1, 5), seed=st.integers(0, 2**32 - 1), gaps=st.booleans())
def test_many_at_once_are_each_as_one(points: int, count: int, seed: int, *, gaps: bool) -> None:
    rng = np.random.default_rng(seed)
    values: NDArray[np.float64] = rng.normal(0, 1, (count, points)).cumsum(axis=1)
    if gaps and points > 6:
        values[rng.integers(count), rng.integers(3, points)] = np.nan
    many = xmr_many(values)
    for place, row in enumerate(values):
        one = xmr(row)
        assert [int(signal) for signal in one.signals] == many.signals[place].tolist()
        assert (many.centre[place], many.upper[place]) == pytest.approx((one.latest.centre, one.latest.upper))


@given(st.floats(0.1, 100), st.floats(-100, 100))
def test_another_unit_gives_the_same_signals(scale: float, shift: float) -> None:
    values = np.array([3.1, 4.7, 2.2, 9.8, 3.3, 4.1, 5.2, 6.3, 7.1, 8.4, 9.1, 2.0, 3.7])
    assert xmr(values * scale + shift).signals == xmr(values).signals
