"""How sure draws let us be."""

import numpy as np
import pytest

from frankpledge.engine.errors import NotFinite, OutOfRange, TooFew
from frankpledge.engine.uncertainty import draws_needed, proportion, quantile, summary


def test_v32_draws_for_one_per_cent() -> None:
    assert draws_needed(0.5) == 9604


def test_the_interval_of_a_quantile_holds_it_as_often_as_it_says() -> None:
    rng = np.random.default_rng(7)
    held = [quantile(rng.exponential(size=500), 0.9) for _ in range(600)]
    assert 0.92 <= np.mean([each.low <= np.log(10) <= each.high for each in held]) <= 0.98


def test_wilson_1927_as_newcombe_gives_it() -> None:
    """Newcombe (1998), Statistics in Medicine 17, table I."""
    found = proportion(81, 263)
    assert (found.low, found.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert proportion(0, 20).high == pytest.approx(0.1611, abs=5e-5)


def test_chances_of_a_loss_and_a_gain_leave_out_nought() -> None:
    found = summary(np.array([-1.0, 0.0, 0.0, 2.0]))
    assert (found.below_zero.value, found.above_zero.value) == (0.25, 0.25)


def test_what_says_nothing_is_refused() -> None:
    with pytest.raises(TooFew):
        summary(np.array([1.0]))
    with pytest.raises(NotFinite):
        summary(np.array([1.0, np.nan]))
    with pytest.raises(OutOfRange):
        quantile(np.array([1.0, 2.0]), 1.0)
    with pytest.raises(OutOfRange):
        draws_needed(0)
