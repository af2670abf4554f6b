"""How much of a plan has come about, and its light."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.engine.errors import Contradiction, Empty, NotFinite, OutOfRange, WrongLength
from frankpledge.engine.figures import Figure
from frankpledge.engine.packs.schedules import Schedule
from frankpledge.engine.realisation import Light, light, realisation, weighted_forecast
from tests.engine.packs import shipped

CASH = shipped("rag-tolerances").value("cash")
FLAT = Schedule.flat(0.035)


def test_the_tolerances_are_the_published_ones() -> None:
    tolerances = {row.name: row.value for row in shipped("rag-tolerances").enabled()}
    assert tolerances == {"cash": 0.10, "capacity": 0.20, "outcome": 0.25}


@pytest.mark.parametrize(
    ("middle", "lower", "colour"),
    [
        (1.0, 0.90, Light.GREEN),
        (1.0, 0.89, Light.AMBER_GREEN),
        (1.0, None, Light.AMBER_GREEN),
        (0.90, 0.5, Light.AMBER_GREEN),
        (0.89, 0.5, Light.AMBER),
        (0.80, 0.5, Light.AMBER),
        (0.79, 0.5, Light.AMBER_RED),
        (0.70, 0.5, Light.AMBER_RED),
        (0.69, 0.5, Light.RED),
    ],
)
def test_a_light_changes_where_it_says(middle: float, lower: float | None, colour: Light) -> None:
    assert light(Figure(middle), tolerance=CASH, lower=lower) is colour


def test_missing_is_never_green() -> None:
    assert light(Figure.none("no data"), tolerance=CASH, lower=1.0) is Light.NOT_KNOWN
    assert light(Figure(2.0), tolerance=CASH, lower=1.5, has_owner=False) is Light.RED
    assert light(Figure(2.0), tolerance=CASH, lower=1.5, has_baseline=False) is Light.RED


@given(st.floats(0, 2), st.floats(0, 2), st.floats(0.01, 0.3))
def test_more_done_is_never_a_worse_light(one: float, other: float, tolerance: float) -> None:
    order = [Light.RED, Light.AMBER_RED, Light.AMBER, Light.AMBER_GREEN, Light.GREEN]
    less, more = (light(Figure(each), tolerance=tolerance) for each in sorted((one, other)))
    assert order.index(less) <= order.index(more)


def test_as_planned_is_one_and_nothing_due_is_none() -> None:
    assert realisation([5, 10], [5, 10], FLAT).value == 1
    assert realisation([0], [0], FLAT).value is None


def test_later_money_counts_for_less() -> None:
    late, early = realisation([0, 100], [100, 0], FLAT).value, realisation([100, 0], [0, 100], FLAT).value
    assert late == pytest.approx(1 / 1.035)
    assert early == pytest.approx(1.035)


def test_what_contradicts_itself_is_refused() -> None:
    with pytest.raises(Contradiction):
        light(Figure(0.5), tolerance=CASH, lower=0.6)
    with pytest.raises(OutOfRange):
        light(Figure(0.5), tolerance=1.5)
    with pytest.raises(WrongLength):
        realisation([1], [1, 2], FLAT)
    with pytest.raises(Empty):
        realisation([], [], FLAT)
    with pytest.raises(NotFinite):
        weighted_forecast([1], [float("nan")], 1, 0)
    with pytest.raises(OutOfRange):
        weighted_forecast([1], [1], 1, 1.5)
