"""Interrupted series against published answers, against statsmodels, and against made-up truth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.engine.attribution import Design, interrupted
from frankpledge.engine.attribution.designs import columns
from frankpledge.engine.errors import (
    Contradiction,
    EngineError,
    NoAnswer,
    NotFinite,
    OutOfRange,
    TooFew,
    Unknown,
    WrongLength,
)
from tests.engine.attribution.published import BAN, BELTS, DRIVERS, EPISODES, POPULATION

OWN = {"errors": "model", "exposure": POPULATION}


def test_the_sicilian_smoking_ban_by_poisson() -> None:
    """The paper: 0.894 (0.864 to 0.925)."""
    found = interrupted(EPISODES, BAN, Design(family="poisson", season="none", **OWN))  # type: ignore[arg-type] # words
    effect = found.effect
    assert (effect.value, effect.low, effect.high) == pytest.approx((0.894, 0.864, 0.925), abs=0.001)
    assert [gate.name for gate in found.failed] == [
        "leftovers independent or allowed for",
        "spread allowed for",
    ]
    assert found.grade == "E2"


def test_the_sicilian_smoking_ban_with_season_and_spread() -> None:
    """The paper: 0.885 (0.839 to 0.933); dispersion 2.26."""
    found = interrupted(EPISODES, BAN, Design(**OWN))  # type: ignore[arg-type] # words
    effect = found.effect
    assert (effect.value, effect.low, effect.high) == pytest.approx((0.885, 0.839, 0.933), abs=0.001)
    assert found.diagnostics["dispersion"] == pytest.approx(2.26, abs=0.005)


def test_the_sicilian_smoking_ban_with_a_slope() -> None:
    """The authors' code, model 4: time counted from month 36, so that the first month after is 1."""
    found = interrupted(EPISODES, BAN, Design(slope=True, slope_from=35, **OWN))  # type: ignore[arg-type] # words
    by_name = {each.name: each for each in found.effects}
    assert by_name["slope"].value == pytest.approx(1.0015, abs=5e-5)
    assert by_name["level"].value == pytest.approx(0.8765, abs=5e-5)
    # Another zero for the slope moves the step, and nothing else.
    other = interrupted(EPISODES, BAN, Design(slope=True, **OWN))  # type: ignore[arg-type] # words
    assert other.effect.value == pytest.approx(found.effect.value, rel=1e-6)


def test_seat_belts_by_segmented_regression_fail_the_gate_of_independence() -> None:
    """-15.1% with a Durbin-Watson of 0.96."""
    design = Design(family="gaussian", logged=True, season="months", errors="model")
    found = interrupted(DRIVERS, BELTS, design)
    assert found.effect.change == pytest.approx(-0.151, abs=0.0005)
    assert found.diagnostics["durbin_watson"] == pytest.approx(0.96, abs=0.005)
    assert "leftovers independent or allowed for" in [gate.name for gate in found.failed]


def test_newey_west_errors_are_those_of_statsmodels() -> None:
    import statsmodels.api as sm

    design = Design(family="gaussian", season="none", slope=True, lags=4)
    found = {each.name: each for each in interrupted(DRIVERS, BELTS, design).effects}
    kwds = {"maxlags": 4, "use_correction": True}
    fitted = sm.OLS(np.array(DRIVERS, dtype=float), columns(len(DRIVERS), BELTS, design).matrix).fit(
        cov_type="HAC", cov_kwds=kwds, use_t=True
    )
    low, high = fitted.conf_int()[2]
    assert (found["level"].value, found["level"].low, found["level"].high) == pytest.approx(
        (fitted.params[2], low, high)
    )


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(11)
    after = np.arange(72) >= 48
    design = Design(season="none", errors="model")
    held = 0
    for _ in range(100):
        found = interrupted(rng.poisson(100 * np.where(after, 0.85, 1.0)), 48, design).effect
        held += found.low <= 0.85 <= found.high
    assert 0.89 <= held / 100 <= 0.99


@given(st.floats(0.5, 20), st.floats(-50, 50))
def test_another_unit_gives_the_same_p(scale: float, shift: float) -> None:
    values = np.array(DRIVERS[120:], dtype=float)
    design = Design(family="gaussian", season="none")
    one, other = (interrupted(each, BELTS - 120, design).effect for each in (values, values * scale + shift))
    assert other.value == pytest.approx(one.value * scale)
    assert other.p == pytest.approx(one.p, rel=1e-5)


def test_what_the_gates_say_of_a_clean_series() -> None:
    rng = np.random.default_rng(3)
    found = interrupted(rng.poisson(np.where(np.arange(60) < 36, 200, 160)), 36, Design(season="none"))
    assert (found.failed, found.grade) == ((), "E3")
    assert len(found.expected) == 60


def test_a_change_that_was_there_already_fails_the_made_up_date() -> None:
    rng = np.random.default_rng(3)
    values = 100 + 40 * (np.arange(72) >= 24) - 40 * (np.arange(72) >= 48) + rng.normal(0, 3, 72)
    found = interrupted(values, 48, Design(family="gaussian", season="none"))
    assert "no change at a made-up date" in [gate.name for gate in found.failed]


@pytest.mark.parametrize("errors", ["model", "hac"])
def test_a_series_without_noise_gives_its_own_numbers_back_and_no_gate_is_judged_by_noise(
    errors: str,
) -> None:
    time = np.arange(1.0, 61)
    after = time > 36
    values = 10 + 0.5 * time + after * (3 + 0.2 * (time - 37))
    design = Design(family="gaussian", season="none", slope=True, errors=errors)  # type: ignore[arg-type] # a word
    found = interrupted(values, 36, design)
    by_name = {each.name: each.value for each in found.effects}
    assert (by_name["level"], by_name["slope"]) == pytest.approx((3, 0.2))
    assert by_name["total after"] == pytest.approx(24 * 3 + 0.2 * 276)
    assert [gate.passed for gate in found.gates] == [True, None, True, None]


NOISE = np.random.default_rng(1).poisson(50, 60)


@pytest.mark.parametrize(
    ("values", "at", "design", "refusal", "why"),
    [
        (NOISE[:30], 10, Design(), TooFew, "24 points or more before"),
        (NOISE[:30], 25, Design(), TooFew, "12 points or more after"),
        (np.full(60, 7), 36, Design(), NoAnswer, "the same at every point"),
        (np.repeat([7, 8], 30), 30, Design(), NoAnswer, "before the change"),
        (NOISE, 0, Design(), OutOfRange, "at"),
        (NOISE, 60, Design(), OutOfRange, "at"),
        (np.where(np.arange(60) < 36, NOISE, 0), 36, Design(), TooFew, "any event after"),
        (np.arange(60) % 20 == 5, 36, Design(), TooFew, "3 events in all"),
        (NOISE + 0.5, 36, Design(), OutOfRange, "counts"),
        (-NOISE, 36, Design(), OutOfRange, "counts"),
        (-NOISE, 36, Design(family="gaussian", logged=True), OutOfRange, "logged"),
        ([*NOISE[:59], np.nan], 36, Design(), NotFinite, "outcome"),
        (NOISE, 36, Design(exposure=[1, 2]), WrongLength, "exposure"),
        (NOISE, 36, Design(exposure=np.zeros(60)), OutOfRange, "exposure"),
        (NOISE, 36, Design(covariates={"same": np.ones(60)}), NoAnswer, "told apart"),
        (
            NOISE[:15],
            9,
            Design(least_before=8, least_after=6, season="months"),
            NoAnswer,
            "terms for 15 points",
        ),
    ],
)
def test_what_cannot_bear_the_design_is_refused_with_the_reason(
    values: list[float], at: int, design: Design, refusal: type[EngineError], why: str
) -> None:
    with pytest.raises(refusal, match=why):
        interrupted(values, at, design)


def test_designs_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(Contradiction):
        Design(level=False)
    with pytest.raises(Contradiction):
        Design(logged=True)
    with pytest.raises(Unknown):
        Design(family="gamma")  # type: ignore[arg-type] # what is tested
    with pytest.raises(OutOfRange):
        Design(harmonics=7)


def test_a_short_series_that_is_allowed_still_fails_the_gate() -> None:
    found = interrupted(NOISE[:30], 18, Design(season="none", least_before=12, least_after=6))
    assert [gate.name for gate in found.failed] == ["enough points", "no change at a made-up date"][
        : len(found.failed)
    ]
    assert found.grade in {"E1", "E2"}
