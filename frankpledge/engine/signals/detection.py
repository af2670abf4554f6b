"""The rules themselves, on many series at once: points down, series across.

A point has one signal, the first that holds: outside a limit; part of a trend; one of two in three near the
same limit with all three on that side of the mean; part of a run on one side of the mean. A point that is
missing (NaN) is no signal and breaks every trend, run and three.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine.signals.rules import RuleSet

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Codes: TypeAlias = NDArray[np.int8]


class Signal(IntEnum):
    """What a point says. Above nought is upwards, below nought downwards."""

    NONE = 0
    ABOVE_LIMIT = 1
    TREND_UP = 2
    TWO_OF_THREE_HIGH = 3
    RUN_ABOVE = 4
    BELOW_LIMIT = -1
    TREND_DOWN = -2
    TWO_OF_THREE_LOW = -3
    RUN_BELOW = -4


@dataclass(frozen=True, slots=True)
class Lines:
    """Centre, limits and near limits: one for each series, or one for each point."""

    centre: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats


def detect(values: Floats, lines: Lines, rules: RuleSet) -> Codes:
    """The signal of each point. `values` has points down, series across."""
    above_limit, below_limit = values > lines.upper, values < lines.lower
    above, below = values > lines.centre, values < lines.centre
    high = (values > lines.near_upper) & ~above_limit
    low = (values < lines.near_lower) & ~below_limit
    rises, falls = values[1:] > values[:-1], values[1:] < values[:-1]
    codes: Codes = np.zeros(values.shape, dtype=np.int8)
    # The rule that goes first is written last.
    _mark(codes, _stretches(above, rules.run), Signal.RUN_ABOVE)
    _mark(codes, _stretches(below, rules.run), Signal.RUN_BELOW)
    _mark(codes, high & _threes(high, above), Signal.TWO_OF_THREE_HIGH)
    _mark(codes, low & _threes(low, below), Signal.TWO_OF_THREE_LOW)
    _mark_trends(codes, rises, falls, rules.trend)
    _mark(codes, above_limit, Signal.ABOVE_LIMIT)
    _mark(codes, below_limit, Signal.BELOW_LIMIT)
    return codes


def _mark(codes: Codes, where: Flags | None, signal: Signal) -> None:
    if where is not None:
        np.copyto(codes, np.int8(signal), where=where)


def _mark_trends(codes: Codes, rises: Flags, falls: Flags, points: int) -> None:
    """A point where one trend ends and another begins belongs to the later one."""
    ups, downs = _stretches(rises, points - 1), _stretches(falls, points - 1)
    for steps, signal in ((ups, Signal.TREND_UP), (downs, Signal.TREND_DOWN)):
        if steps is not None:
            _mark(codes[1:], steps, signal)
    # Where a trend starts, its first point has no step of its own behind it.
    for steps, signal in ((ups, Signal.TREND_UP), (downs, Signal.TREND_DOWN)):
        if steps is not None:
            starts = steps.copy()
            starts[1:] &= ~steps[:-1]
            _mark(codes[:-1], starts, signal)


def _stretches(held: Flags, length: int) -> Flags | None:
    """Where a point is part of `length` or more in a row that hold. None when that is nowhere."""
    count = len(held)
    if count < length:
        return None
    full = held
    # Windows grow by doubling: after each step `full[i]` says that held[i : i + width] all hold.
    width = 1
    while width < length:
        step = min(width, length - width)
        full = full[: count - width - step + 1] & full[step : count - width + 1]
        width += step
    if not full.any():
        return None
    part = np.zeros(held.shape, dtype=np.bool_)
    for offset in range(length):
        part[offset : offset + len(full)] |= full
    return part


def _threes(near: Flags, side: Flags) -> Flags:
    """Where a point is in three consecutive ones on one side of the mean, two or more of them near the
    limit."""
    part = np.zeros(near.shape, dtype=np.bool_)
    if len(near) < 3:
        return part
    first, second, third = near[:-2], near[1:-1], near[2:]
    full = (first & second) | (third & (first | second))
    full &= side[:-2]
    full &= side[1:-1]
    full &= side[2:]
    for offset in range(3):
        part[offset : offset + len(full)] |= full
    return part
