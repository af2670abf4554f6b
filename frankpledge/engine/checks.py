"""The checks that every method makes of its inputs, with one wording for each refusal."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from frankpledge.engine.errors import Empty, NotFinite, OutOfRange, WrongKind, WrongLength

Word = TypeVar("Word", bound=StrEnum)


def number(name: str, given: float) -> float:
    """`given` as a float. Raises WrongKind for what is no number, NotFinite for NaN and infinities.

    >>> number("rate", 1)
    1.0
    """
    if isinstance(given, bool | str | bytes):
        raise WrongKind(name, repr(given), "a number")
    try:
        value = float(given)
    except (TypeError, ValueError, OverflowError) as wrong:
        raise WrongKind(name, repr(given), "a number") from wrong
    if not math.isfinite(value):
        raise NotFinite(name, value, "a finite number")
    return value


def within(name: str, given: float, least: float, most: float = math.inf) -> float:
    """`given` as a float from `least` to `most`, ends included. Raises OutOfRange.

    >>> within("share", 0.5, 0, 1)
    0.5
    """
    value = number(name, given)
    if not least <= value <= most:
        bounds = f"a number from {least:g} to {most:g}" if math.isfinite(most) else f"{least:g} or more"
        raise OutOfRange(name, f"{value:g}", bounds)
    return value


def share(name: str, given: float) -> float:
    """`given` as a share of one."""
    return within(name, given, 0.0, 1.0)


def positive(name: str, given: float) -> float:
    """`given` as a float above nought. Raises OutOfRange."""
    value = number(name, given)
    if value <= 0:
        raise OutOfRange(name, f"{value:g}", "a number above 0")
    return value


def integer(name: str, given: int) -> int:
    """`given` as a whole number of either sign. Raises WrongKind.

    >>> integer("amount_pence", -3)
    -3
    """
    if isinstance(given, bool) or not isinstance(given, int | np.integer):
        raise WrongKind(name, repr(given), "a whole number")
    return int(given)


def whole(name: str, given: int, least: int = 0, most: int | None = None) -> int:
    """`given` as a whole number from `least` to `most`. Raises WrongKind, OutOfRange.

    >>> whole("year", 3)
    3
    """
    value = integer(name, given)
    if value < least or (most is not None and value > most):
        bounds = f"{least} or more" if most is None else f"from {least} to {most}"
        raise OutOfRange(name, given, f"a whole number, {bounds}")
    return value


def one_of(name: str, given: str, kind: type[Word]) -> Word:
    """`given`, a member of an enumeration or its word, as the member. Raises WrongKind.

    >>> from enum import StrEnum
    >>> Size = StrEnum("Size", ["SMALL", "LARGE"])
    >>> one_of("size", "small", Size) is Size.SMALL
    True
    """
    try:
        return kind(given)
    except ValueError as wrong:
        raise WrongKind(name, repr(given), ", ".join(str(each) for each in kind)) from wrong


def series(name: str, given: ArrayLike, *, least: int = 1) -> NDArray[np.float64]:
    """`given` as a row of finite numbers, `least` of them or more. Raises Empty, WrongKind, NotFinite.

    >>> series("flows", [1, 2])
    array([1., 2.])
    """
    try:
        values = np.array(given, dtype=np.float64)
    except (TypeError, ValueError) as wrong:
        raise WrongKind(name, "not a row of numbers", "numbers only") from wrong
    if values.ndim != 1:
        raise WrongLength(name, f"in {values.ndim} dimensions", "one row of numbers")
    if values.size < least:
        raise Empty(name, f"{values.size} long", f"{least} or more numbers")
    finite(name, values)
    return values


def finite(name: str, values: NDArray[np.float64]) -> None:
    """Raises NotFinite, with the first place (counted from 0), when a number is NaN or infinite."""
    wrong = np.flatnonzero(~np.isfinite(values))
    if wrong.size:
        place = int(wrong[0])
        raise NotFinite(f"{name}[{place}]", values.flat[place], "finite numbers only")


def same_length(names: str, *rows: Sequence[object] | NDArray[np.float64]) -> int:
    """The length that all rows have. Raises WrongLength, naming them as `names`."""
    lengths = {len(row) for row in rows}
    if len(lengths) != 1:
        given = ", ".join(str(len(row)) for row in rows)
        raise WrongLength(names, f"{given} long", "rows of one length")
    return lengths.pop()


def unique(names: str, given: Iterable[str]) -> tuple[str, ...]:
    """The names, when no two are the same and none is empty. Raises WrongKind."""
    listed = tuple(given)
    if any(not name for name in listed):
        raise WrongKind(names, "a list with an empty name", "names that are not empty")
    twice = sorted(name for name, times in Counter(listed).items() if times > 1)
    if twice:
        raise WrongKind(names, f"a list with {', '.join(twice)} more than once", "each name once")
    return listed
