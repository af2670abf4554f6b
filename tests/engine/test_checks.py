"""The checks of inputs: what is allowed passes unchanged, and what is not is refused by name."""

import math

import numpy as np
import pytest

from frankpledge.engine import checks
from frankpledge.engine.errors import Empty, EngineError, NotFinite, OutOfRange, WrongKind, WrongLength
from frankpledge.engine.figures import Figure


@pytest.mark.parametrize("given", [1, 1.5, np.float64(2), np.int64(3), -0.0])
def test_a_number_is_a_number(given: float) -> None:
    assert checks.number("x", given) == given


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (math.nan, NotFinite),
        (math.inf, NotFinite),
        (10**400, WrongKind),
        ("1", WrongKind),
        (True, WrongKind),
        (None, WrongKind),
        ([1], WrongKind),
    ],
)
def test_what_is_no_number_is_refused(given: object, refusal: type[EngineError]) -> None:
    with pytest.raises(refusal, match="x is"):
        checks.number("x", given)  # type: ignore[arg-type] # what is being tested


@pytest.mark.parametrize(
    ("given", "refusal"),
    [([], Empty), ([[1, 2]], WrongLength), (["a"], WrongKind), ([1, math.nan], NotFinite), (3, WrongLength)],
)
def test_what_is_no_row_of_numbers_is_refused(given: object, refusal: type[EngineError]) -> None:
    with pytest.raises(refusal):
        checks.series("x", given)  # type: ignore[arg-type] # what is being tested


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(NotFinite, match=r"x\[2\] is inf"):
        checks.series("x", [1, 2, math.inf])


@pytest.mark.parametrize(
    ("given", "refusal"), [(0, OutOfRange), (6, OutOfRange), (1.0, WrongKind), (True, WrongKind)]
)
def test_a_whole_number_keeps_to_its_bounds(given: int, refusal: type[EngineError]) -> None:
    assert checks.whole("x", 1, 1, 5) == 1
    assert checks.whole("x", 5, 1, 5) == 5
    with pytest.raises(refusal):
        checks.whole("x", given, 1, 5)


def test_names_are_there_once_each_and_not_empty() -> None:
    assert checks.unique("names", ["b", "a"]) == ("b", "a")
    with pytest.raises(WrongKind, match="a more than once"):
        checks.unique("names", ["a", "b", "a"])
    with pytest.raises(WrongKind, match="empty name"):
        checks.unique("names", ["a", ""])


def test_an_error_keeps_what_was_wrong_for_whoever_catches_it() -> None:
    with pytest.raises(OutOfRange) as refused:
        checks.share("deadweight", 2)
    assert (refused.value.name, refused.value.given) == ("deadweight", "2")
    assert refused.value.allowed == "a number from 0 to 1"


def test_a_figure_reads_as_its_number_or_its_reason() -> None:
    assert str(Figure(1234.5)) == "1,234.5000"
    assert str(Figure(1.0, "outside")) == "1.0000 (outside)"
    assert str(Figure.none("no cost")) == "none (no cost)"
