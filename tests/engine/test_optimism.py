"""Optimism bias, against the published worked examples."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.engine.errors import Contradiction, Disabled, Empty, EngineError, NotFinite, OutOfRange
from frankpledge.engine.optimism import (
    Allowance,
    Allowed,
    Contribution,
    Part,
    combined,
    managed,
    stacked,
    uplift,
)
from frankpledge.engine.packs.biases import Bounds, Measure, bounds
from tests.engine.packs import shipped

MOTT = shipped("optimism-bias-mott-macdonald-2002")
SHARES = st.floats(0, 1)


def test_v05_works_duration() -> None:
    """Validation case V05: Mott MacDonald 2002 (affinitext 1343/444266)."""
    given_shares = [(0.05, 1.0), (0.02, 1.0), (0.22, 0.4), (0.05, 1.0), (0.03, 1.0)]
    causes = [Contribution(f"cause {place}", *each) for place, each in enumerate(given_shares)]
    building = bounds(MOTT, "non-standard-buildings", Measure.DURATION)
    result = uplift(28, upper=building.upper, managed_share=managed(causes))
    assert managed(causes) == pytest.approx(0.238)
    assert result.unmitigated == pytest.approx(38.9, abs=0.05)
    assert result.resultant == pytest.approx(0.297, abs=0.0005)
    assert result.adjusted == pytest.approx(36.3, abs=0.05)


def test_v06_capital() -> None:
    """Validation case V06: Mott MacDonald 2002 (1343/444265)."""
    building = bounds(MOTT, "non-standard-buildings", Measure.CAPITAL)
    result = uplift(100, upper=building.upper, managed_share=0.92)
    assert result.resultant == pytest.approx(0.0408)
    assert result.adjusted == pytest.approx(104, abs=0.1)
    assert uplift(100, upper=0.51, managed_share=0.92, risk_management=7).adjusted == pytest.approx(
        111, abs=0.1
    )


def test_the_bounds_are_the_sources() -> None:
    """Mott MacDonald 2002, Table 2 (1343/444193): a row's four numbers, and one that does not apply."""
    kinds = ("standard-civil-engineering", "equipment-development")
    read = [bounds(MOTT, kind, measure) for kind in kinds for measure in (Measure.DURATION, Measure.CAPITAL)]
    assert [(each.upper, each.lower) for each in read] == [
        (0.20, 0.01),
        (0.44, 0.03),
        (0.54, 0.10),
        (2.0, 0.10),
    ]
    assert bounds(MOTT, "outsourcing", Measure.OPERATING).upper == 0.41
    with pytest.raises(Disabled, match="does not apply"):
        bounds(MOTT, "outsourcing", Measure.DURATION)


def test_a_project_of_several_kinds_has_their_weighted_bounds() -> None:
    parts = [
        Part(0.45, bounds(MOTT, "standard-buildings", Measure.CAPITAL)),
        Part(0.35, bounds(MOTT, "standard-civil-engineering", Measure.CAPITAL)),
        Part(0.20, bounds(MOTT, "equipment-development", Measure.CAPITAL)),
    ]
    whole = combined(parts)
    assert whole.upper == pytest.approx(0.45 * 0.24 + 0.35 * 0.44 + 0.20 * 2.0)
    assert whole.lower == pytest.approx(0.45 * 0.02 + 0.35 * 0.03 + 0.20 * 0.10)
    assert combined([Part(1.0, parts[0].bounds)]).upper == 0.24


def test_the_lower_bound_holds_at_contract_award_only() -> None:
    early = uplift(100, upper=0.24, managed_share=1.0)
    late = uplift(100, upper=0.24, managed_share=1.0, lower=0.02)
    assert (early.adjusted, early.floored) == (100, False)
    assert (late.adjusted, late.floored) == (102, True)


@given(st.floats(0, 1e9), st.floats(0, 3), SHARES, SHARES)
def test_more_mitigation_never_costs_more(estimate: float, upper: float, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert (
        uplift(estimate, upper=upper, managed_share=more).adjusted
        <= uplift(estimate, upper=upper, managed_share=less).adjusted
    )


@given(st.floats(-1e6, 1e6), st.floats(-1000, 1000), st.floats(0, 3), SHARES)
def test_the_uplift_scales_with_the_estimate(
    estimate: float, times: float, upper: float, part: float
) -> None:
    one = uplift(estimate, upper=upper, managed_share=part).adjusted
    assert uplift(estimate * times, upper=upper, managed_share=part).adjusted == pytest.approx(one * times)


def test_no_causes_manage_nothing() -> None:
    assert managed([]) == 0


def test_what_contradicts_itself_is_refused() -> None:
    plain = Bounds("a", Measure.CAPITAL, 0.2, 0.1)
    with pytest.raises(Contradiction, match="110"):
        managed([Contribution("a", 0.6), Contribution("b", 0.5)])
    with pytest.raises(EngineError, match="more than once"):
        managed([Contribution("a", 0.1), Contribution("a", 0.1)])
    with pytest.raises(Contradiction):
        combined([Part(0.5, plain)])
    with pytest.raises(Contradiction):
        combined([Part(0.5, plain), Part(0.5, Bounds("b", Measure.DURATION, 0.2, 0.1))])
    with pytest.raises(Empty):
        combined([])
    with pytest.raises(Contradiction):
        uplift(1, upper=0.1, lower=0.2)
    with pytest.raises(Contradiction):
        Bounds("a", Measure.CAPITAL, 0.1, 0.2)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"upper": -0.1}, OutOfRange),
        ({"upper": 0.1, "managed_share": 1.1}, OutOfRange),
        ({"upper": math.nan}, NotFinite),
        ({"upper": 0.1, "risk_management": -1}, OutOfRange),
    ],
)
def test_shares_outside_their_range_are_refused(words: dict[str, float], refusal: type[EngineError]) -> None:
    with pytest.raises(refusal):
        uplift(100, **words)


def test_a_cause_counted_in_two_ways_is_named() -> None:
    bias = Allowed("ICT", Allowance.OPTIMISM, "scope")
    assert stacked([bias, Allowed("ICT", Allowance.RISK, "supplier")]) == ()
    assert stacked([bias, Allowed("Estate", Allowance.TAIL, "scope")]) == ()
    assert stacked([bias]) == ()
    assert len(stacked([bias, Allowed("ICT", Allowance.RISK, "scope")])) == 1
    assert "not named" in stacked([Allowed("ICT", Allowance.OPTIMISM), Allowed("ICT", Allowance.TAIL)])[0]
