"""Options side by side."""

import pytest

from frankpledge.engine.appraisal import Case, Discounting, Kind, Line, Packs
from frankpledge.engine.appraisal.options import compare
from frankpledge.engine.errors import Contradiction, Empty

RATE = Discounting(flat_rate=0.035)


def lasting(years: int, price: float) -> Case:
    return Case(lines=(Line(name="buy", kind=Kind.COST, amounts=(price, *[0.0] * years)),), discount=RATE)


def test_unequal_lives_are_compared_by_the_year() -> None:
    found = compare({"short": lasting(3, 300), "long": lasting(6, 500)}, Packs())
    assert found.costs_least == found.worth_most == "short"
    assert found.most_a_year == "long"
    assert found.beside_first == {"short": 0, "long": -200}


def test_the_first_wins_a_tie_and_one_option_is_first_in_everything() -> None:
    assert compare({"a": lasting(1, 5), "b": lasting(1, 5)}, Packs()).worth_most == "a"
    assert compare({"a": lasting(1, 5)}, Packs()).costs_least == "a"


def test_options_of_different_prices_or_rates_are_refused() -> None:
    other = Case(lines=lasting(1, 5).lines, base_year=3, discount=RATE)
    with pytest.raises(Contradiction):
        compare({"a": lasting(1, 5), "b": other}, Packs())
    with pytest.raises(Contradiction):
        compare(
            {"a": lasting(1, 5), "b": Case(lines=other.lines, discount=Discounting(flat_rate=0.05))}, Packs()
        )
    with pytest.raises(Empty):
        compare({}, Packs())
