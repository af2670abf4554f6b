"""Payback and the internal rate of return, and where there is none."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.engine.discounting import factors, present_value
from frankpledge.engine.errors import Empty, EngineError, NotFinite, WrongLength
from frankpledge.engine.packs.schedules import Schedule
from frankpledge.engine.returns import Payback, internal_rate, payback
from frankpledge.engine.roots import positive_roots


def polynomial(roots: list[int]) -> list[int]:
    whole = np.array([1], dtype=object)
    for root in roots:
        whole = np.convolve(whole, np.array([-root, 1], dtype=object))
    return [int(each) for each in whole]


@given(st.lists(st.integers(-9, 12).filter(bool), min_size=1, max_size=7, unique=True))
def test_every_positive_root_is_found_and_no_other(roots: list[int]) -> None:
    found = positive_roots(polynomial(roots))
    assert found == pytest.approx(sorted(root for root in roots if root > 0), rel=1e-12)


def test_a_root_that_only_touches_nought_is_found_once() -> None:
    assert positive_roots(polynomial([3, 3])) == pytest.approx([3])
    assert positive_roots([1, 0, 1]) == []


@given(st.floats(-0.5, 2.0), st.floats(1, 1e6), st.lists(st.floats(0.1, 10), min_size=1, max_size=40))
def test_spending_first_and_earning_later_has_one_rate(rate: float, scale: float, shape: list[float]) -> None:
    later = [scale * each for each in shape]
    first = -present_value([0, *later], Schedule.flat(rate))
    found = internal_rate([first, *later])
    assert found.rate.value == pytest.approx(rate, abs=1e-9)
    assert len(found.all_rates) == 1


def test_two_rates_are_both_named_and_neither_is_given() -> None:
    found = internal_rate([-1600, 10000, -10000])
    assert found.rate.value is None
    assert found.all_rates == pytest.approx((0.25, 4.0))
    assert found.rate.why == "not unique: nought at 25.00% and 400.00%"


def test_several_changes_of_sign_may_still_have_one_rate() -> None:
    flows = [-100, 50, -10, 80, 40]
    found = internal_rate(flows)
    assert found.rate.value is not None
    assert present_value(flows, Schedule.flat(found.rate.value)) == pytest.approx(0, abs=1e-9)


def test_a_negative_rate_is_a_rate() -> None:
    assert internal_rate([-100, 50]).rate.value == pytest.approx(-0.5)


@pytest.mark.parametrize(
    ("flows", "why"),
    [
        ([0, 0], "every flow is nought"),
        ([5], "never change sign"),
        ([-5, -1], "never change sign"),
        ([1, -2, 2], "at no rate"),
    ],
)
def test_without_a_rate_it_says_why(flows: list[float], why: str) -> None:
    found = internal_rate(flows)
    assert found.rate.value is None
    assert why in found.rate.why


def test_a_century_of_flows_is_no_trouble() -> None:
    flows = [-1000.0, *([35.7] * 124), -20.0]
    found = internal_rate(flows)
    assert found.all_rates
    for rate in found.all_rates:
        assert present_value(flows, Schedule.flat(rate)) == pytest.approx(
            0, abs=1e-4 * max(1, (1 + rate) ** -125)
        )


@pytest.mark.parametrize(
    ("flows", "expected"),
    [
        ([-100, 40, 40, 40], Payback(3, 2.5)),
        ([-100, 100], Payback(1, 1.0)),
        ([10, 5], Payback(0, 0.0, "nothing is ever outstanding")),
        ([-10, 5], Payback(None, None, "what is spent is not covered within these years")),
        ([-10, 20, -30, 5], Payback(1, 0.5, "lost again in year 2")),
        ([0, -10, 10], Payback(2, 2.0)),
    ],
)
def test_payback(flows: list[float], expected: Payback) -> None:
    assert payback(flows) == expected


def test_discounting_makes_payback_later() -> None:
    flows = [-100, 40, 40, 40]
    later = payback(flows, factors(Schedule.flat(0.05), last_year=3))
    assert later.exact is not None
    assert later.exact > 2.5


@pytest.mark.parametrize(
    ("flows", "refusal"), [([], Empty), ([math.nan], NotFinite), ([-math.inf], NotFinite)]
)
def test_flows_that_mean_nothing_are_refused(flows: list[float], refusal: type[EngineError]) -> None:
    with pytest.raises(refusal):
        payback(flows)
    with pytest.raises(refusal):
        internal_rate(flows)


def test_factors_must_be_as_many_as_flows() -> None:
    with pytest.raises(WrongLength):
        payback([1, 2], [1])


def test_what_a_float_cannot_tell_from_nought_is_nought() -> None:
    assert internal_rate([2e-309, -1.0]).rate.value is None
    assert internal_rate([-1e300, 1.1e300]).rate.value == pytest.approx(0.1)
    assert internal_rate([-1e-300, 1.1e-300]).rate.value == pytest.approx(0.1)
