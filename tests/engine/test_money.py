"""Money adds up again, to the penny, whatever the shares."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.engine import money
from frankpledge.engine.errors import Empty, EngineError, NotFinite, OutOfRange, WrongKind
from frankpledge.errors import Invalid

SHARES = st.lists(
    st.one_of(st.integers(0, 10**9), st.fractions(0, 10), st.floats(0, 1e6)), min_size=1, max_size=20
).filter(any)


def test_v34_a_hundred_pence_over_three() -> None:
    """Validation case V34: closed form."""
    assert money.split(100, [1, 1, 1]) == (34, 33, 33)
    assert money.split(100, [Fraction(1, 7), Fraction(2, 7), Fraction(4, 7)]) == (14, 29, 57)


def test_v23_the_shares_of_five_forces() -> None:
    """Validation case V23: shares of EMSOU, policing body's briefing of 2012; the split is derived."""
    shares = [27.6, 23.1, 22.0, 14.7, 12.6]
    assert money.split(money.pence("1000000.01"), shares) == (
        27_600_001, 23_100_000, 22_000_000, 14_700_000, 12_600_000,
    )  # fmt: skip


@given(st.integers(-(10**15), 10**15), SHARES)
def test_parts_add_up_for_any_amount_and_shares(amount: int, shares: list[float]) -> None:
    parts = money.split(amount, shares)
    assert sum(parts) == amount
    assert len(parts) == len(shares)


@given(st.integers(0, 10**12), SHARES)
def test_no_part_is_a_penny_or_more_from_its_exact_share(amount: int, shares: list[float]) -> None:
    exact = [Fraction(str(share)) for share in shares]
    for part, share in zip(money.split(amount, shares), exact, strict=True):
        assert abs(part - amount * share / sum(exact)) < 1


@given(st.integers(0, 10**9), SHARES, st.integers(1, 1000))
def test_shares_count_only_beside_each_other(amount: int, shares: list[float], times: int) -> None:
    exact = [Fraction(str(share)) for share in shares]
    assert money.split(amount, exact) == money.split(amount, [share * times for share in exact])


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=30))
def test_rounded_amounts_add_up_to_their_rounded_total(amounts: list[float]) -> None:
    rounded = money.rounded_to_total(amounts)
    exact = sum((Fraction(str(amount)) for amount in amounts), Fraction(0))
    assert sum(rounded) == math.floor(exact + Fraction(1, 2))
    assert all(abs(part - Fraction(str(amount))) <= 1 for part, amount in zip(rounded, amounts, strict=True))


def test_one_party_takes_all() -> None:
    assert money.split(12345, [0.2]) == (12345,)


def test_nothing_is_split_into_nothings() -> None:
    assert money.split(0, [1, 2]) == (0, 0)


def test_a_share_of_nought_gets_nothing() -> None:
    assert money.split(7, [0, 1, 0]) == (0, 7, 0)


@pytest.mark.parametrize(
    ("amount", "shares", "refusal"),
    [
        (100, [], Empty),
        (100, [0, 0], OutOfRange),
        (100, [1, -1], OutOfRange),
        (100, [1, float("nan")], NotFinite),
        (100, [1, float("inf")], NotFinite),
        (100, [1, Decimal("NaN")], NotFinite),
        (1.5, [1], WrongKind),
        (True, [1], WrongKind),
        (100, ["1"], WrongKind),
    ],
)
def test_what_cannot_be_split_is_refused(
    amount: int, shares: list[float], refusal: type[EngineError]
) -> None:
    with pytest.raises(refusal):
        money.split(amount, shares)


def test_a_refusal_is_one_that_every_door_knows() -> None:
    with pytest.raises(Invalid, match=r"shares\[1\] is -1; allowed: 0 or more") as refused:
        money.split(100, [1, -1])
    assert list(refused.value.fields) == ["shares[1]"]


@pytest.mark.parametrize(
    ("pounds", "pence"),
    [("0.005", 1), ("-0.005", -1), (1.1, 110), ("1,234.56", 123456), (Decimal("2.675"), 268)],
)
def test_pounds_become_whole_pence(pounds: str | float | Decimal, pence: int) -> None:
    assert money.pence(pounds) == pence


@pytest.mark.parametrize(("pounds", "refusal"), [("a lot", WrongKind), (float("nan"), NotFinite)])
def test_what_is_no_amount_is_refused(pounds: str | float, refusal: type[EngineError]) -> None:
    with pytest.raises(refusal):
        money.pence(pounds)


def test_a_total_that_rounding_cannot_reach_is_refused() -> None:
    with pytest.raises(OutOfRange):
        money.rounded_to_total([1.2, 2.2], total_pence=9)
    with pytest.raises(Empty):
        money.rounded_to_total([])


@given(st.integers(-(10**14), 10**14))
def test_pence_are_read_back_from_what_is_written(amount: int) -> None:
    assert money.pence(money.pounds(amount).replace("£", "")) == amount
