"""What a study of cause comes to: an effect, its interval, the gates it passed, and the grade of evidence.

The scale (ours, 1.0): E5 randomised; E4 difference-in-differences, controlled series or synthetic control
with every gate passed; E3 an interrupted series with every gate passed, or one of the former with one gate
failed; E2 a change that a signal or an interval bears out, and no more; E1 watched, and no change to be
seen; E0 asserted.

A gate that cannot be judged has not been passed: missing is never green.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine.checks import series, whole
from frankpledge.engine.errors import NoAnswer, OutOfRange, TooFew

Floats: TypeAlias = NDArray[np.float64]
Grade: TypeAlias = Literal["E0", "E1", "E2", "E3", "E4", "E5"]
Scale: TypeAlias = Literal["ratio", "difference"]
# The grade of each design when every gate is passed.
BEST: Mapping[str, int] = {
    "before and after": 2,
    "interrupted time series": 3,
    "structural time series": 3,
    "controlled interrupted time series": 4,
    "difference-in-differences": 4,
    "synthetic control": 4,
    "randomised trial": 5,
}


@dataclass(frozen=True, slots=True)
class Effect:
    """How much changed. A ratio of 0.9 is 10% less than without; a difference is in the outcome's units.

    `p` is the chance of so large a change if there were none; `error` is the standard error (of a ratio's
    logarithm). None where the method gives none.
    """

    name: str
    value: float
    low: float
    high: float
    scale: Scale
    confidence: float
    p: float | None = None
    error: float | None = None

    @property
    def excludes_none(self) -> bool:
        """Whether the interval leaves out "no change"."""
        nothing = 1.0 if self.scale == "ratio" else 0.0
        return not self.low <= nothing <= self.high

    @property
    def change(self) -> float | None:
        """A ratio as a relative change: 0.9 is -0.1."""
        return self.value - 1 if self.scale == "ratio" else None


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition for believing the result. `passed` is None when it cannot be judged."""

    name: str
    passed: bool | None
    said: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """The result of a design. `expected` is what would have been without, at each point observed."""

    design: str
    effect: Effect
    effects: tuple[Effect, ...]
    gates: tuple[Gate, ...]
    diagnostics: Mapping[str, float]
    grade: Grade
    why: str
    observed: tuple[float, ...] = ()
    expected: tuple[float, ...] = ()
    tables: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    @property
    def failed(self) -> tuple[Gate, ...]:
        """The gates not passed, those that cannot be judged among them."""
        return tuple(gate for gate in self.gates if gate.passed is not True)


def graded(design: str, gates: Sequence[Gate], *, borne_out: bool) -> tuple[Grade, str]:
    """The grade that a design with these gates supports, and why.

    >>> graded("difference-in-differences", [Gate("a", True, ""), Gate("b", None, "")], borne_out=True)
    ('E3', 'difference-in-differences reaches E4 with every gate passed; not passed: b.')
    """
    best = BEST[design]
    missed = [gate.name for gate in gates if gate.passed is not True]
    least = 2 if borne_out else 1
    if best == 2:
        grade = 2 if borne_out and not missed else 1
    elif len(missed) < 2 and best - len(missed) > 2:
        grade = best - len(missed)
    else:
        grade = least
    told = f"not passed: {', '.join(missed)}" if missed else "every gate is passed"
    names: tuple[Grade, ...] = ("E0", "E1", "E2", "E3", "E4", "E5")
    return names[grade], f"{design} reaches E{best} with every gate passed; {told}."


def eventful(values: Floats, at: int, terms: int, name: str = "outcome") -> None:
    """Counts that a model of `terms` terms can be fitted to: five events for each, and some on either side.

    Raises OutOfRange for what is no count, and TooFew. With no event on one side a ratio is nought or
    infinite and has no interval.
    """
    if values.min() < 0 or not np.array_equal(values, np.round(values)):
        raise OutOfRange(name, "below 0 or not whole somewhere", "counts, with this family")
    for part, side in ((values[:at], "before"), (values[at:], "after")):
        if part.sum() <= 0:
            raise TooFew(name, f"without any event {side} the change", "events on both sides; else a T chart")
    if values.sum() < 5 * terms:
        allowed = f"{5 * terms} or more for a model of {terms} terms; else a T chart"
        raise TooFew(name, f"{values.sum():g} events in all", allowed)


def observed(values: object, at: int, *, before: int, after: int, name: str = "outcome") -> Floats:
    """A series that can bear a study of a change at point `at` (counted from 0: the first point after it).

    Raises NotFinite, OutOfRange, TooFew when there are fewer points than asked on either side, NoAnswer when
    nothing varies, or nothing did before: there is then no noise to judge a change by.
    """
    given = series(name, values)  # type: ignore[arg-type]  # checked there
    if len(given) < before + after:
        allowed = f"{before} points or more before the change and {after} points or more after"
        raise TooFew(name, f"{len(given)} points long", allowed)
    whole("at", at, 1, len(given) - 1)
    sides = ((at, before, "before"), (len(given) - at, after, "after"))
    for count, least, side in sides:
        if count < least:
            raise TooFew(name, f"{count} points long {side} the change", f"{least} points or more {side} it")
    if np.ptp(given) == 0:
        raise NoAnswer(name, "the same at every point", "a series that varies")
    if np.ptp(given[:at]) == 0:
        raise NoAnswer(name, "the same at every point before the change", "a series that varied before it")
    return given
