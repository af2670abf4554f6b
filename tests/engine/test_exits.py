"""Staying, or leaving."""

import pytest

from frankpledge.engine.appraisal import Case, Discounting, Kind, Line, Packs, View
from frankpledge.engine.appraisal.exits import Exit, exit_values, option_value
from frankpledge.engine.errors import Empty, OutOfRange, Unknown

CASE = Case(
    first_year=2026,
    lines=(
        Line(name="unit", kind=Kind.COST, amounts=(100, 100, 100, 100), party="A"),
        Line(name="fee", kind=Kind.TRANSFER, amounts=(60, 60, 60, 60), party="B", to_party="A"),
        Line(name="calls", kind=Kind.BENEFIT, amounts=(50, 50, 50, 50), party="B"),
    ),
    discount=Discounting(flat_rate=0.1),
)


def test_leaving_is_the_years_until_then_less_the_price_plus_doing_it_alone() -> None:
    (value,) = exit_values(CASE, Packs(), [Exit(name="b", party="B", year=2027, pays=(12,), alone=(5, 5, 5))])
    assert value.staying == pytest.approx(-10 * (1 + 1 / 1.1 + 1 / 1.21 + 1 / 1.331))
    assert value.until_then == pytest.approx(-10)
    assert value.paid == pytest.approx(12 / 1.1)
    assert value.alone == pytest.approx(5 / 1.1 + 5 / 1.21 + 5 / 1.331)
    assert value.gain == pytest.approx(value.leaving - value.staying)


def test_leaving_after_the_last_year_for_nothing_is_staying() -> None:
    (value,) = exit_values(CASE, Packs(), [Exit(name="end", year=2030)])
    assert value.gain == pytest.approx(0)


def test_the_option_is_worth_the_best_exit_and_never_less_than_nought() -> None:
    dear, cheap = (Exit(name=str(price), party="B", year=2026, pays=(price,)) for price in (500.0, 1.0))
    assert option_value(exit_values(CASE, Packs(), [dear])) == 0
    both = exit_values(CASE, Packs(), [dear, cheap])
    assert option_value(both) == pytest.approx(both[1].gain)
    assert option_value([]) == 0


def test_a_forward_look_starts_at_the_decision() -> None:
    case = Case(
        lines=CASE.lines, first_year=2026, decision_year=2028, view=View.FORWARD, discount=CASE.discount
    )
    (value,) = exit_values(case, Packs(), [Exit(name="now", year=2028)])
    assert value.staying == pytest.approx(-50 * (1 + 1 / 1.1))
    assert value.leaving == 0
    with pytest.raises(OutOfRange):
        exit_values(case, Packs(), [Exit(name="then", year=2027)])


def test_exits_that_cannot_be_are_refused() -> None:
    with pytest.raises(Empty):
        exit_values(CASE, Packs(), [])
    with pytest.raises(Unknown):
        exit_values(CASE, Packs(), [Exit(name="x", party="C", year=2027)])
    with pytest.raises(OutOfRange):
        exit_values(CASE, Packs(), [Exit(name="x", year=2031)])
