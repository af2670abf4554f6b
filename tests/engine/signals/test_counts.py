"""Charts for counts and rare events."""

import numpy as np
import pytest

from frankpledge.engine.errors import Contradiction, NotFinite, OutOfRange, TooFew, WrongLength
from frankpledge.engine.signals import Signal, c_chart, g_chart, p_chart, recommended, t_chart, u_chart

# Montgomery, Introduction to Statistical Quality Control: orange juice cans, 30 samples of 50.
CANS = [
    12,
    15,
    8,
    10,
    4,
    7,
    16,
    9,
    14,
    10,
    5,
    6,
    17,
    12,
    22,
    8,
    10,
    5,
    13,
    11,
    20,
    18,
    24,
    15,
    9,
    12,
    7,
    13,
    9,
    6,
]
# The same book: nonconformities in 26 samples of 100 circuit boards.
BOARDS = [
    21,
    24,
    16,
    12,
    15,
    5,
    28,
    20,
    31,
    25,
    20,
    24,
    16,
    19,
    10,
    17,
    13,
    22,
    18,
    39,
    30,
    24,
    16,
    19,
    17,
    15,
]


def test_montgomery_p_chart_of_cans() -> None:
    chart = p_chart(CANS, [50] * 30)
    assert chart.latest.centre == pytest.approx(0.2313, abs=5e-5)
    assert chart.last_limits == pytest.approx((0.0524, 0.4102), abs=5e-5)
    assert [at for at, each in enumerate(chart.signals) if each is Signal.ABOVE_LIMIT] == [14, 22]


def test_montgomery_c_chart_of_boards() -> None:
    chart = c_chart(BOARDS)
    assert chart.latest.centre == pytest.approx(19.85, abs=0.005)
    assert chart.last_limits == pytest.approx((6.48, 33.22), abs=0.01)
    assert [at for at, each in enumerate(chart.signals) if abs(each) == 1] == [5, 19]


def test_limits_follow_the_number_of_cases() -> None:
    chart = p_chart([5, 50, 10], [100, 1000, 50])
    assert chart.limits is not None
    widths = [high - low for low, high in chart.limits]
    assert widths[1] < widths[0] < widths[2]
    assert all(0 <= low <= high <= 1 for low, high in chart.limits)


def test_laney_widens_limits_when_points_vary_more_than_chance() -> None:
    rng = np.random.default_rng(3)
    shares = np.clip(rng.normal(0.3, 0.03, 36), 0, 1)
    cases = np.full(36, 20_000)
    plain = p_chart(rng.binomial(20_000, shares), cases)
    wide = p_chart(rng.binomial(20_000, shares), cases, laney=True)
    assert sum(map(bool, plain.signals)) > 10
    assert sum(map(bool, wide.signals)) < 6
    assert wide.kind == "p'"


@pytest.mark.parametrize("exposure", [1.0, 40.0])
def test_u_charts_find_few_signals_where_there_is_only_chance(exposure: float) -> None:
    rng = np.random.default_rng(5)
    outside = 0
    for _ in range(100):
        chart = u_chart(rng.poisson(20 * exposure, 24), np.full(24, exposure))
        outside += sum(abs(each) == 1 for each in chart.signals)
    assert outside / 2400 < 0.01


def test_t_charts_find_few_signals_where_there_is_only_chance_and_see_a_long_gap() -> None:
    rng = np.random.default_rng(5)
    outside = sum(abs(each) == 1 for _ in range(100) for each in t_chart(rng.exponential(30, 24)).signals)
    assert outside / 2400 < 0.01
    assert t_chart([*([30.0, 20, 45, 28] * 4), 900]).signals[-1] is Signal.ABOVE_LIMIT


def test_g_charts_have_the_geometric_spread_and_run_around_its_median() -> None:
    chart = g_chart([9, 11] * 6)
    assert chart.latest.centre == 10
    assert chart.last_limits == pytest.approx((0, 10 + 3 * np.sqrt(110)))
    # All above the median of 6.9, though around the mean: chance would not have it so.
    assert set(chart.signals) == {Signal.RUN_ABOVE}


def test_the_right_chart_for_what_is_measured() -> None:
    asked = [("measure", 50.0), ("share", 50.0), ("count", 50.0), ("count", 0.3), ("share", 0.3)]
    assert [recommended(*each)[0] for each in asked] == ["xmr", "p", "u", "t", "g"]


def test_what_cannot_be_charted_is_refused() -> None:
    with pytest.raises(Contradiction):
        p_chart([5, 11], [10, 10])
    with pytest.raises(OutOfRange):
        u_chart([5, 1], [10, 0])
    with pytest.raises(OutOfRange):
        c_chart([5, -1])
    with pytest.raises(WrongLength):
        u_chart([5, 1], [10])
    with pytest.raises(TooFew):
        u_chart([5], [10])
    with pytest.raises(NotFinite):
        c_chart([5, np.nan])
    with pytest.raises(OutOfRange):
        t_chart([3, 0])
    with pytest.raises(OutOfRange):
        g_chart([3, -1])
    with pytest.raises(OutOfRange):
        recommended("mood", 3)
