"""The structural model against the seat-belt study, and what it refuses."""

import numpy as np
import pytest

from frankpledge.engine.attribution import Structure, structural
from frankpledge.engine.attribution.evidence import BEST, Gate, graded
from frankpledge.engine.errors import NoAnswer, OutOfRange, TooFew, WrongLength
from tests.engine.attribution.published import BELTS, DRIVERS


def test_seat_belts_by_a_local_level() -> None:
    """-21.3%, beside -15.1% by segmented regression; the 1986 paper has -23%."""
    found = structural(DRIVERS, BELTS)
    assert found.effect.change == pytest.approx(-0.213, abs=0.001)
    assert (found.failed, found.grade) == ((), "E3")


def test_a_steady_season_gives_nearly_the_same() -> None:
    found = structural(DRIVERS, BELTS, Structure(season_changes=False))
    assert found.effect.change == pytest.approx(-0.213, abs=0.001)


def test_a_difference_where_it_is_not_logged() -> None:
    rng = np.random.default_rng(8)
    values = 500 + rng.normal(0, 2, 72).cumsum() + rng.normal(0, 5, 72) - 60 * (np.arange(72) >= 48)
    found = structural(values, 48, Structure(logged=False, period=0))
    assert found.effect.scale == "difference"
    assert found.effect.low < -60 < found.effect.high
    assert np.array(found.expected)[48:] == pytest.approx(values[48:] - found.effect.value)


def test_what_cannot_bear_it_is_refused() -> None:
    noise = np.random.default_rng(1).normal(100, 5, 72)
    with pytest.raises(TooFew, match="five years"):
        structural(noise[:48], 30)
    with pytest.raises(TooFew, match="after"):
        structural(noise, 70)
    with pytest.raises(NoAnswer):
        structural(np.full(72, 5.0), 48)
    with pytest.raises(OutOfRange, match="logged"):
        structural(noise - 100, 48)
    with pytest.raises(WrongLength, match="rain"):
        structural(noise, 48, Structure(covariates={"rain": [1, 2]}))


@pytest.mark.parametrize("design", BEST)
def test_a_design_with_every_gate_passed_has_its_best_grade_and_falls_with_each_one_missed(
    design: str,
) -> None:
    passed, missed = Gate("a", True, ""), Gate("b", None, "")  # noqa: FBT003 - a gate's answer
    grades = [graded(design, [passed, *[missed] * count], borne_out=True)[0] for count in range(4)]
    assert grades[0] == f"E{BEST[design]}"
    assert grades == sorted(grades, reverse=True)
    assert grades[2:] == (["E1", "E1"] if BEST[design] == 2 else ["E2", "E2"])
    assert graded(design, [missed, missed], borne_out=False)[0] == "E1"
