"""What somebody said is what the fitted distribution says back."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from frankpledge.engine.errors import Contradiction, NotFinite, OutOfRange
from frankpledge.engine.uncertainty import Distribution, Normal, Triangular, elicited

LOW, WIDE = st.floats(-1e5, 1e5), st.floats(0.5, 1e4)


@given(LOW, WIDE, st.floats(0.1, 0.9))
def test_triangular_and_pert_give_back_the_percentiles(low: float, width: float, place: float) -> None:
    mode, high = low + place * width, low + width
    for made in (elicited.triangular(low, mode, high), elicited.pert(low, mode, high)):
        assert made.mode == mode
        assert made.quantile([0.1, 0.9]) == pytest.approx([low, high], abs=2e-6 * width)


@given(st.floats(1, 1e5), WIDE, st.sampled_from([(0.1, 0.9), (0.05, 0.95), (0.25, 0.9)]))
def test_the_others_give_them_back_too(low: float, width: float, at: tuple[float, float]) -> None:
    high = low + width
    made: list[Distribution] = [
        elicited.normal(low, high, at=at),
        elicited.lognormal(low, high, at=at),
        elicited.uniform(low, high, at=at),
    ]
    for each in made:
        assert each.quantile(at) == pytest.approx([low, high], rel=1e-9, abs=1e-9)


@given(st.floats(-100, 100), st.floats(1, 50), st.floats(1, 50))
def test_a_triangle_is_found_again_from_its_percentiles(mode: float, left: float, right: float) -> None:
    whole = Triangular(mode - left, mode, mode + right)
    low, high = whole.quantile([0.1, 0.9])
    assume(low <= mode <= high)
    found = elicited.triangular(float(low), mode, float(high))
    assert (found.low, found.high) == pytest.approx((whole.low, whole.high), rel=1e-6, abs=1e-6)


def test_percentiles_taken_for_ends_make_ranges_too_narrow() -> None:
    assert elicited.triangular(5, 8, 14).sd > 1.4 * Triangular(5, 8, 14).sd


def test_ends_that_coincide_make_an_amount_certain() -> None:
    assert elicited.normal(5, 5) == Normal(5, 0)
    assert elicited.pert(5, 5, 5).sd == 0


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(Contradiction, match="mode"):
        elicited.pert(5, 15, 14)
    with pytest.raises(Contradiction, match="low"):
        elicited.normal(5, 4)
    with pytest.raises(OutOfRange, match="low"):
        elicited.lognormal(0, 4)
    with pytest.raises(NotFinite):
        elicited.uniform(0, float("nan"))
    with pytest.raises(Contradiction, match="at"):
        elicited.normal(1, 2, at=(0.9, 0.1))
