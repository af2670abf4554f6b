"""Keys: exact shares, and pence that add up again for any of them."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from frankpledge.engine.errors import Contradiction, Empty, NotFinite, OutOfRange
from frankpledge.engine.sharing import Key, fixed_plus_variable

FIGURES = some.dictionaries(
    some.sampled_from("ABCDEFGHIJKLMN"),
    some.one_of(some.integers(0, 10**9), some.floats(0, 1e9), some.fractions(0, 1000)),
    min_size=1,
).filter(lambda figures: sum(figures.values()) > 0)
PENCE = some.integers(-(10**14), 10**14)
TRIES = settings(max_examples=60)


@TRIES
@given(FIGURES, PENCE)
def test_the_parts_add_up_to_the_penny_and_are_within_one_of_the_exact(
    figures: dict[str, float], amount: int
) -> None:
    key = Key.by("any", figures)
    parts = key.split(amount)
    assert sum(parts) == amount
    assert all(abs(part - amount * share) < 1 for part, share in zip(parts, key.shares, strict=True))


@TRIES
@given(PENCE, some.floats(0, 1), FIGURES)
def test_a_fixed_part_and_a_variable_one_add_up_to_the_penny(
    amount: int, part: float, figures: dict[str, float]
) -> None:
    variable = Key.by("use", figures)
    fixed_pence = round(amount * part)
    parts = fixed_plus_variable(amount, fixed_pence, fixed=Key.equal(variable.parties), variable=variable)
    assert sum(parts) == amount


@TRIES
@given(FIGURES, PENCE)
def test_a_refund_is_split_as_the_bill_was(figures: dict[str, float], amount: int) -> None:
    key = Key.by("any", figures)
    assert key.split(-amount) == tuple(-part for part in key.split(amount))


def test_a_mix_weighs_its_keys() -> None:
    population = Key.by("population", {"A": 3, "B": 1})
    mixed = Key.mix("60 : 40", [(60, population), (40, Key.equal("BA"))])
    assert mixed.parties == ("A", "B")
    assert mixed.shares == (Fraction(65, 100), Fraction(35, 100))


def test_a_fixed_part_is_split_by_its_own_key() -> None:
    use = Key.by("use", {"A": 3, "B": 1})
    assert fixed_plus_variable(1000, 400, fixed=Key.equal("AB"), variable=use) == (650, 350)
    assert fixed_plus_variable(1000, 0, fixed=Key.equal("AB"), variable=use) == (750, 250)
    assert fixed_plus_variable(0, 0, fixed=Key.equal("AB"), variable=use) == (0, 0)
    assert fixed_plus_variable(-1000, -400, fixed=Key.equal("AB"), variable=use) == (-650, -350)


def test_a_float_counts_as_it_is_written() -> None:
    assert Key.by("budget", {"A": 0.1, "B": 0.2}).shares == (Fraction(1, 3), Fraction(2, 3))


@pytest.mark.parametrize("figures", [{"A": 0, "B": 0}, {"A": -1, "B": 2}])
def test_figures_below_nought_or_all_nought_are_refused(figures: dict[str, float]) -> None:
    with pytest.raises(OutOfRange, match="population"):
        Key.by("population", figures)


@pytest.mark.parametrize("figure", [float("nan"), float("inf")])
def test_a_figure_that_is_no_number_is_refused_by_name(figure: float) -> None:
    with pytest.raises(NotFinite, match="population of A"):
        Key.by("population", {"A": figure})


def test_nobody_to_share_is_refused() -> None:
    with pytest.raises(Empty):
        Key.equal([])
    with pytest.raises(Empty):
        Key.by("use", {})
    with pytest.raises(Empty):
        Key.mix("none", [])


def test_keys_of_other_parties_do_not_mix() -> None:
    with pytest.raises(Contradiction, match="for other parties"):
        Key.mix("mixed", [(1, Key.equal("AB")), (1, Key.equal("AC"))])


def test_shares_that_are_not_one_together_are_refused() -> None:
    with pytest.raises(Contradiction):
        Key("odd", ("A", "B"), (Fraction(1, 2), Fraction(1, 3)))


def test_a_fixed_part_above_the_bill_is_refused() -> None:
    with pytest.raises(OutOfRange, match="fixed_pence"):
        fixed_plus_variable(100, 101, fixed=Key.equal("AB"), variable=Key.equal("AB"))


def test_one_party_pays_it_all() -> None:
    assert Key.equal("A").split(12345) == (12345,)
