"""The course of a series, drawn on the page itself: lines, limits and points that stand out.

What is not public is drawn by no worker and kept nowhere, so a page of members carries its own drawing. It is
made of plain lines and dots; its title, words and table are beside it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.engine.signals import Chart

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 64, 12, 12, 28
TICKS = 4
MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class Dot:
    """One point, and whether it stands out."""

    x: float
    y: float
    stands_out: bool


@dataclass(frozen=True, slots=True)
class Course:
    """What is drawn: polylines as pairs of numbers, one for each stretch without a gap."""

    observed: Sequence[str]
    centre: Sequence[str]
    limits: Sequence[str]
    target: float | None
    dots: Sequence[Dot]
    ticks: Sequence[tuple[float, str]]
    labels: Sequence[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def of_chart(chart: Chart, labels: Sequence[str]) -> Course:
    """The course of an XmR chart."""
    bounds = [value for each in chart.stretches for value in (each.lower, each.upper)]
    known = [value for value in chart.values if not math.isnan(value)]
    targets = [chart.target] if chart.target is not None else []
    low, high = min(*bounds, *known, *targets), max(*bounds, *known, *targets)
    room = (high - low) or abs(high) or 1.0
    low, high = low - room * 0.05, high + room * 0.05

    def x(at: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (at + 0.5) / len(chart.values), 1)

    def y(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low), 1)

    def level(start: int, stop: int, value: float) -> str:
        return f"{x(start - 0.5)},{y(value)} {x(stop - 0.5)},{y(value)}"

    return Course(
        observed=[" ".join(f"{x(at)},{y(chart.values[at])}" for at in run) for run in _runs(chart.values)],
        centre=[level(each.start, each.stop, each.centre) for each in chart.stretches],
        limits=[
            level(each.start, each.stop, value)
            for each in chart.stretches
            for value in (each.lower, each.upper)
        ],
        target=y(chart.target) if chart.target is not None else None,
        dots=[
            Dot(x(at), y(value), bool(signal))
            for at, (value, signal) in enumerate(zip(chart.values, chart.signals, strict=True))
            if not math.isnan(value)
        ],
        ticks=[(y(value), _written(value)) for value in _round_steps(low, high)],
        labels=[(x(at), labels[at]) for at in range(0, len(labels), _step(len(labels)))],
    )


def _runs(values: Sequence[float]) -> list[list[int]]:
    """The places of each stretch of known values."""
    runs: list[list[int]] = [[]]
    for at, value in enumerate(values):
        if math.isnan(value):
            runs.append([])
        else:
            runs[-1].append(at)
    return [run for run in runs if run]


def _round_steps(low: float, high: float) -> list[float]:
    """A few round values between two."""
    rough = (high - low) / TICKS
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough)
    first = math.ceil(low / step)
    return [number * step for number in range(first, math.floor(high / step) + 1)]


def _step(count: int) -> int:
    """Each how many periods one is named: whole parts of a year, or whole years."""
    least = -(-count // MOST_LABELS)
    return next((step for step in (1, 2, 3, 4, 6) if step >= least), -(-least // 12) * 12)


def _written(value: float) -> str:
    return f"{round(value, 6):,g}" if abs(value) < 1e6 else f"{value:,.0f}"


def of_series(returned: Sequence[float], planned: Sequence[float], labels: Sequence[str]) -> Course | None:
    """What was returned (dots on a whole line) beside what was planned; nothing for fewer than two values.

    It holds facts alone: no limits, and no point stands out.
    """
    known = [value for value in (*returned, *planned) if not math.isnan(value)]
    if sum(not math.isnan(value) for value in returned) < 2:
        return None
    low, high = min(known), max(known)
    room = (high - low) or abs(high) or 1.0
    low, high = low - room * 0.05, high + room * 0.05

    def x(at: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (at + 0.5) / len(returned), 1)

    def y(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low), 1)

    def lines(values: Sequence[float]) -> list[str]:
        return [" ".join(f"{x(at)},{y(values[at])}" for at in run) for run in _runs(values)]

    return Course(
        observed=lines(returned),
        centre=[],
        limits=lines(planned),
        target=None,
        dots=[
            Dot(x(at), y(value), stands_out=False)
            for at, value in enumerate(returned)
            if not math.isnan(value)
        ],
        ticks=[(y(value), _written(value)) for value in _round_steps(low, high)],
        labels=[(x(at), labels[at]) for at in range(0, len(labels), _step(len(labels)))],
    )
