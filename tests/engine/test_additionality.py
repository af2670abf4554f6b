"""What is really new, and how much a pound counts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.engine.additionality import Shares, additional_impact, net
from frankpledge.engine.distribution import impact, weight
from frankpledge.engine.errors import Contradiction, EngineError, NotFinite, OutOfRange
from tests.engine.packs import shipped

PART = st.floats(0, 1)


@given(st.floats(-1e9, 1e9), PART, PART, PART, PART, st.floats(0, 3))
def test_every_step_is_accounted_for(
    gross: float, d: float, lk: float, dp: float, s: float, m: float
) -> None:
    shares = Shares(deadweight=d, leakage=lk, displacement=dp, substitution=s, multiplier=m)
    found = net(gross, shares)
    taken = found.deadweight + found.leakage + found.displacement + found.substitution
    assert found.net == pytest.approx(gross - taken + found.multiplied, rel=1e-9, abs=1e-3)
    assert found.net == pytest.approx(gross * shares.kept, rel=1e-9, abs=1e-3)


def test_the_order_of_the_shares_does_not_matter_to_the_net() -> None:
    one = net(100, Shares(deadweight=0.3, leakage=0.1)).net
    assert one == pytest.approx(net(100, Shares(leakage=0.3, deadweight=0.1)).net)


@given(st.floats(0, 1e6), PART)
def test_a_deadweight_is_a_reference_case_of_that_share(gross: float, part: float) -> None:
    by_share = net(gross, Shares(deadweight=part, leakage=0.2)).net
    by_case = additional_impact(gross, Shares(leakage=0.2), gross * part, Shares(leakage=0.2))
    assert by_case == pytest.approx(by_share, rel=1e-9, abs=1e-6)


def test_a_reference_case_beside_a_deadweight_is_refused() -> None:
    with pytest.raises(Contradiction):
        additional_impact(100, Shares(deadweight=0.1), 10)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"leakage": 1.1}, OutOfRange),
        ({"deadweight": -0.1}, OutOfRange),
        ({"substitution": math.nan}, NotFinite),
    ],
)
def test_shares_outside_their_range_are_refused(words: dict[str, float], refusal: type[EngineError]) -> None:
    with pytest.raises(refusal):
        Shares(**words)


def test_published_weights_follow_from_the_elasticity() -> None:
    """Green Book 2018, A3.16 to A3.20: elasticity 1.3, weights of 2.5 and 2.4 for the lowest fifth."""
    pack = shipped("distribution")
    elasticity = pack.value("elasticity")
    for name in ("published-weight/fujiwara-2010", "published-weight/2015"):
        published = pack.value(name)
        times = published ** (1 / elasticity)
        assert weight(times * 10_000, 10_000, elasticity=elasticity) == pytest.approx(published)


@given(st.floats(1, 1e6), st.floats(1, 1e6))
def test_weights_one_way_and_back_cancel(one: float, other: float) -> None:
    assert weight(one, other) * weight(other, one) == pytest.approx(1)


def test_equal_incomes_and_no_aversion_weigh_one() -> None:
    assert weight(20_000, 20_000) == 1
    assert weight(30_000, 10_000, elasticity=0) == 1


@pytest.mark.parametrize("income", [0, -1, math.nan, math.inf])
def test_an_income_that_is_not_above_nought_is_refused(income: float) -> None:
    with pytest.raises(EngineError):
        weight(20_000, income)


def test_the_unweighted_effect_stands_beside_the_weighted_one() -> None:
    both = impact(100, -80, 2.0)
    assert (both.unweighted, both.weighted) == (20, 120)
