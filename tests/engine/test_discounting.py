"""Discounting, against published tables and closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.engine.discounting import (
    Timing,
    annuity_factor,
    equivalent_annual,
    factors,
    nominal_factors,
    present_value,
    relative_prices,
)
from frankpledge.engine.errors import (
    Contradiction,
    Disabled,
    Empty,
    EngineError,
    NotFinite,
    OutOfRange,
    Unknown,
    WrongKind,
    WrongLength,
)
from frankpledge.engine.packs.deflators import Deflator
from frankpledge.engine.packs.schedules import Band, Schedule, names, schedule
from tests.engine.packs import shipped

HMT = shipped("discount-hmt-2018")
STANDARD = schedule(HMT, "standard")
PUBLISHED = {
    "standard": {0: 1, 1: 0.9662, 2: 0.9335, 3: 0.9019, 4: 0.8714, 5: 0.8420, 6: 0.8135, 7: 0.7860,
                 8: 0.7594, 9: 0.7337, 10: 0.7089, 15: 0.5969, 16: 0.5767, 20: 0.5026, 25: 0.4231,
                 29: 0.3687, 30: 0.3563, 31: 0.3459, 40: 0.2651, 50: 0.1973, 60: 0.1468, 75: 0.0942,
                 76: 0.0919, 100: 0.0508, 125: 0.0274},
    "health": {1: 0.9852, 5: 0.9283, 10: 0.8617, 20: 0.7425, 30: 0.6398, 31: 0.6316, 60: 0.4355,
               75: 0.3594, 100: 0.2754, 125: 0.2111},
    "reduced": {10: 0.7441, 31: 0.4017, 76: 0.1288, 125: 0.0456},
}  # fmt: skip
RATES = st.floats(-0.5, 1.0)
FLOWS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=126)


@pytest.mark.parametrize(
    ("name", "rates"),
    [
        ("standard", (0.035, 0.03, 0.025)),
        ("reduced", (0.03, 0.0257, 0.0214)),
        ("health", (0.015, 0.0129, 0.0107)),
        ("health-reduced", (0.01, 0.0086, 0.0071)),
    ],
)
def test_v01_the_schedules_are_the_treasurys(name: str, rates: tuple[float, float, float]) -> None:
    """Validation case V01: HMT Green Book 2018, Table 8 (affinitext 5905/875722)."""
    read = schedule(HMT, name).rates(125)
    assert [read[0], read[30], read[31], read[75], read[76], read[125]] == [
        rates[0], rates[0], rates[1], rates[1], rates[2], rates[2],
    ]  # fmt: skip


def test_v02_a_published_discounted_cash_flow() -> None:
    """Validation case V02: Scottish Government value-for-money guide, Annex A, Table 2."""
    assert present_value([1000] * 10 + [-500], STANDARD) == pytest.approx(8253.227, abs=0.001)


@pytest.mark.parametrize(
    ("name", "year", "factor"), [(name, *each) for name, row in PUBLISHED.items() for each in row.items()]
)
def test_v03_factors_round_the_kinks(name: str, year: int, factor: float) -> None:
    """Validation case V03: the Treasury's tables, to four places."""
    assert factors(schedule(HMT, name), last_year=125)[year] == pytest.approx(factor, abs=5e-5)


def test_v03_the_schedule_is_a_cumulative_product() -> None:
    """Validation case V03: identities; a power of the later rate alone must not appear."""
    factor = factors(STANDARD, last_year=125)
    assert factor[31] == pytest.approx(factor[30] / 1.03, rel=1e-14)
    assert factor[75] == pytest.approx(1 / (1.035**30 * 1.03**45), rel=1e-12)
    assert factor[76] == pytest.approx(factor[75] / 1.025, rel=1e-14)
    assert factor[31] != pytest.approx(0.4000, abs=0.05)


def test_v03_mid_year_factors() -> None:
    """Validation case V03: mid-year factors of years 1 to 5; year 0 stays undiscounted."""
    mid = factors(STANDARD, last_year=5, timing=Timing.MID)
    assert mid == pytest.approx([1, 0.98295, 0.94971, 0.91759, 0.88656, 0.85658], abs=5e-5)


def test_v04_deflation() -> None:
    """Validation case V04: Green Book 2018, Table 1 (5905/875605)."""
    deflator = Deflator.constant(0.02, base_year=2026, last_year=2031)
    real = deflator.real([1000] * 6, years=range(2026, 2032), base_year=2026)
    assert [round(each) for each in real] == [1000, 980, 961, 942, 924, 906]


@given(FLOWS, FLOWS, st.floats(-100, 100), RATES)
def test_present_value_is_linear(ones: list[float], others: list[float], times: float, rate: float) -> None:
    flat = Schedule.flat(rate)
    length = min(len(ones), len(others), 20)
    one, other = np.array(ones[:length]), np.array(others[:length])
    left = present_value(one + times * other, flat)
    right = present_value(one, flat) + times * present_value(other, flat)
    assert left == pytest.approx(right, rel=1e-9, abs=1e-3)


@given(st.floats(0.0001, 0.5), st.floats(0.0001, 0.3))
def test_a_higher_rate_makes_every_later_year_worth_less(rate: float, more: float) -> None:
    lower, higher = (factors(Schedule.flat(each), last_year=50) for each in (rate, rate + more))
    assert (np.diff(lower) < 0).all()
    assert (higher[1:] < lower[1:]).all()


def test_factors_fall_year_by_year_under_every_schedule_that_ships() -> None:
    for pack in (HMT, shipped("discount-review-2026")):
        for name in names(pack):
            assert (np.diff(factors(schedule(pack, name), last_year=125)) < 0).all()


@given(FLOWS)
def test_without_discounting_the_present_value_is_the_sum(flows: list[float]) -> None:
    assert present_value(flows, Schedule.flat(0)) == pytest.approx(sum(flows), abs=1e-3)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(-0.05, 0.2))
def test_real_and_nominal_ways_agree(flows: list[float], inflation: float) -> None:
    deflator = Deflator.constant(inflation, base_year=2026, last_year=2026 + len(flows))
    real = deflator.real(flows, years=range(2026, 2026 + len(flows)), base_year=2026)
    both = nominal_factors(STANDARD, deflator, base_year=2026, last_year=len(flows) - 1)
    assert float(both @ np.array(flows)) == pytest.approx(present_value(real, STANDARD), rel=1e-9, abs=1e-6)


def test_mid_year_raises_every_later_year_by_half_a_years_rate() -> None:
    start, mid = (factors(STANDARD, last_year=30, timing=each) for each in Timing)
    assert mid[1:] / start[1:] == pytest.approx(np.full(30, 1.035**0.5))


def test_one_year_only() -> None:
    assert present_value([7], STANDARD) == 7
    assert equivalent_annual(7, STANDARD, years=0).value is None


@pytest.mark.parametrize(
    ("flows", "refusal"),
    [([], Empty), ([1, float("nan")], NotFinite), ([float("inf")], NotFinite), ([0] * 127, OutOfRange)],
)
def test_flows_that_mean_nothing_are_refused(flows: list[float], refusal: type[EngineError]) -> None:
    with pytest.raises(refusal):
        present_value(flows, STANDARD)


def test_negative_time_is_refused() -> None:
    with pytest.raises(OutOfRange):
        factors(STANDARD, last_year=-1)
    with pytest.raises(OutOfRange):
        factors(STANDARD, last_year=3, first_year=4)
    with pytest.raises(WrongKind):
        factors(STANDARD, last_year=1.5)  # type: ignore[arg-type] # what is being tested


@pytest.mark.parametrize("rate", [-1, -2, float("nan"), float("inf")])
def test_a_rate_that_cannot_be_is_refused(rate: float) -> None:
    with pytest.raises(EngineError):
        Schedule.flat(rate)


@pytest.mark.parametrize(
    "bands", [(), (Band(1, None, 0.03),), (Band(0, 5, 0.03), Band(7, None, 0.02)), (Band(0, -1, 0.03),)]
)
def test_bands_with_gaps_are_refused(bands: tuple[Band, ...]) -> None:
    with pytest.raises(Contradiction):
        Schedule("made up", bands)


def test_the_longer_table_goes_on_where_the_shorter_ends() -> None:
    longer = factors(schedule(HMT, "standard-to-300"), last_year=301)
    assert longer[:126] == pytest.approx(factors(STANDARD, last_year=125))
    assert longer[126] == pytest.approx(longer[125] / 1.02)
    assert longer[301] == pytest.approx(longer[300] / 1.01)


def test_schedules_that_are_unknown_or_unverified_are_refused() -> None:
    with pytest.raises(Unknown, match="standard, reduced"):
        schedule(HMT, "Standard")
    with pytest.raises(Disabled, match="not found"):
        schedule(shipped("discount-review-2026"), "reduced")


def test_relative_prices_by_year() -> None:
    assert relative_prices([0.01, 0.02], last_year=2) == pytest.approx([1, 1.01, 1.01 * 1.02])
    assert relative_prices(0.05, last_year=0) == pytest.approx([1])
    with pytest.raises(WrongLength):
        relative_prices([0.01], last_year=2)
    with pytest.raises(OutOfRange):
        relative_prices(-1, last_year=2)


def test_the_equivalent_annual_value_is_worth_the_same() -> None:
    yearly = equivalent_annual(1000, STANDARD, years=40).value
    assert yearly is not None
    assert present_value([0] + [yearly] * 40, STANDARD) == pytest.approx(1000)


def test_an_annuity_may_start_at_once() -> None:
    assert annuity_factor(STANDARD, years=3, first_year=0) == pytest.approx(1 + 1 / 1.035 + 1 / 1.035**2)
