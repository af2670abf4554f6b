"""The XmR chart: is this month's figure news, or the noise that was always there?

mean = mean(x); MR_i = |x_i - x_(i-1)|; AMR = mean(MR); limits = mean -+ 2.66 AMR; near limits two thirds of
the way. Under screened rules ranges of 3.267 AMR or more are dropped, and AMR made again, once.

Limits may be locked after the first points of a stretch, and made anew (rebased) only at an event that was
recorded, with its reason: never because a chart looks better so.

Missing points (NaN) are allowed: no range reaches across them. Infinities are refused. One point has no
range and so no limits: TooFew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.engine.checks import number, whole
from frankpledge.engine.errors import (
    Contradiction,
    Empty,
    NotFinite,
    OutOfRange,
    TooFew,
    Unknown,
    WrongLength,
)
from frankpledge.engine.signals.detection import Codes, Floats, Lines, Signal, detect
from frankpledge.engine.signals.rules import LIMIT, NEAR, NHSR, SCREEN, RuleSet

Better: TypeAlias = Literal["up", "down"]
Assurance: TypeAlias = Literal["passes", "fails", "hit and miss"]
# Fewer points than this make limits that are only for a trial.
FIRM = 12
SERIES_AT_ONCE = 1024


@dataclass(frozen=True, slots=True)
class Event:
    """A recorded change that limits may be made anew from. `at` counts points from 0."""

    at: int
    reason: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Points `start` up to, not including, `stop`, with limits of their own; `used` points made them."""

    start: int
    stop: int
    centre: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    average_range: float
    used: int
    event: Event | None = None

    @property
    def on_trial(self) -> bool:
        """Whether too few points made these limits for them to be firm."""
        return self.used < FIRM


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its stretches, and one signal for each point."""

    kind: str
    values: tuple[float, ...]
    stretches: tuple[Stretch, ...]
    signals: tuple[Signal, ...]
    rules: RuleSet
    target: float | None = None
    better: Better | None = None
    limits: tuple[tuple[float, float], ...] | None = None

    @property
    def latest(self) -> Stretch:
        return self.stretches[-1]

    @property
    def last_limits(self) -> tuple[float, float]:
        """The limits that hold at the last point."""
        return self.limits[-1] if self.limits else (self.latest.lower, self.latest.upper)

    @property
    def assurance(self) -> Assurance | None:
        """Whether the process as it runs will meet its target. None without a target or a direction.

        None, too, where the latest point is a signal: the limits are then not those by which it runs now.
        """
        if self.target is None or self.better is None or (self.signals and self.signals[-1]):
            return None
        return assurance(self.target, *self.last_limits, self.better)


def xmr(
    values: ArrayLike,
    *,
    rules: RuleSet = NHSR,
    lock_after: int | None = None,
    events: Sequence[Event] = (),
    target: float | None = None,
    better: Better | None = None,
) -> Chart:
    """The XmR chart of a series.

    `lock_after` makes limits of that many points at the start of each stretch, and judges later ones by them
    (12 is customary); without it all points of a stretch make its limits. `better` says which way is good.

    >>> chart = xmr([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])
    >>> round(chart.latest.centre, 2), round(chart.latest.lower, 2), round(chart.latest.upper, 2)
    (1.94, -0.72, 4.6)
    >>> [at for at, signal in enumerate(chart.signals) if signal], chart.signals[4].name
    ([4], 'ABOVE_LIMIT')
    """
    given = points(values)
    if lock_after is not None:
        whole("lock_after", lock_after, 2)
    checked_direction(better)
    if target is not None:
        number("target", target)
    stretches, signals = [], []
    for start, stop, event in bounds(len(given), events):
        stretch = _stretch(given, start, stop, event, rules, lock_after)
        stretches.append(stretch)
        signals += [
            Signal(int(code)) for code in detect(given[start:stop, None], _lines(stretch), rules)[:, 0]
        ]
    shown = tuple(float(value) for value in given)
    return Chart("xmr", shown, tuple(stretches), tuple(signals), rules, target, better)


def assurance(target: float, lower: float, upper: float, better: Better) -> Assurance:
    """A target beyond the limits is always met or never; one between them now and then, by chance.

    >>> assurance(95, 80, 90, "up"), assurance(95, 80, 90, "down"), assurance(85, 80, 90, "up")
    ('fails', 'passes', 'hit and miss')
    """
    if lower <= target <= upper:
        return "hit and miss"
    out_of_reach = target > upper if better == "up" else target < lower
    return "fails" if out_of_reach else "passes"


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """XmR of many series: one centre, average range and pair of limits each; signals as `Signal` numbers."""

    centre: Floats
    average_range: Floats
    lower: Floats
    upper: Floats
    signals: Codes


def xmr_many(values: ArrayLike, *, rules: RuleSet = NHSR, lock_after: int | None = None) -> Many:
    """XmR of many series of one length, series down and points across, each as `xmr` would have it.

    >>> many = xmr_many([[1, 2, 3, 4, 5, 6, 7, 1], [5, 5, 5, 5, 5, 5, 5, 5]])
    >>> many.centre.tolist(), many.signals[0].tolist()
    ([3.625, 5.0], [2, 2, 2, 2, 2, 2, 1, 0])
    """
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 2:
        raise WrongLength("values", f"in {given.ndim} dimensions", "series down, points across")
    if given.shape[1] < 2:
        raise TooFew("values", f"{given.shape[1]} points a series", "2 points or more")
    if lock_after is not None:
        whole("lock_after", lock_after, 2)
    count, length = given.shape
    made = np.empty((4, count))
    signals: Codes = np.empty((count, length), dtype=np.int8)
    for start in range(0, count, SERIES_AT_ONCE):
        block = np.ascontiguousarray(given[start : start + SERIES_AT_ONCE].T)
        if np.isinf(block).any():
            raise NotFinite("values", "infinite somewhere", "finite numbers, or NaN for a missing point")
        centre, average = centre_and_range(block[:lock_after], rules)
        lines = _around(centre, average)
        made[:, start : start + SERIES_AT_ONCE] = centre, average, lines.lower, lines.upper
        signals[start : start + SERIES_AT_ONCE] = detect(block, lines, rules).T
    return Many(made[0], made[1], made[2], made[3], signals)


def centre_and_range(block: Floats, rules: RuleSet) -> tuple[Floats, Floats]:
    """Mean and average moving range of each series; NaN where there is no range. Points down."""
    ranges = np.abs(np.diff(block, axis=0))
    if np.isnan(np.sum(block)):
        return _with_gaps(block, ranges, rules)
    centre = block.mean(axis=0)
    average = ranges.mean(axis=0)
    if rules.screened:
        kept = ranges < SCREEN * average
        left = kept.sum(axis=0)
        ranges *= kept
        # Where no range varies all are kept; the average is nought either way.
        average = np.divide(ranges.sum(axis=0), left, out=np.zeros_like(average), where=left > 0)
    return centre, average


def points(values: ArrayLike) -> Floats:
    """A row of numbers with two or more points that are not missing. Raises Empty, NotFinite, TooFew."""
    given = np.array(values, dtype=np.float64)
    if given.ndim != 1:
        raise WrongLength("values", f"in {given.ndim} dimensions", "one row of numbers")
    if not given.size:
        raise Empty("values", "empty", "2 points or more")
    if np.isinf(given).any():
        raise NotFinite("values", "infinite somewhere", "finite numbers, or NaN for a missing point")
    if np.count_nonzero(~np.isnan(given)) < 2:
        raise TooFew("values", f"{np.count_nonzero(~np.isnan(given))} points", "2 points or more")
    return given


def bounds(count: int, events: Sequence[Event]) -> Iterator[tuple[int, int, Event | None]]:
    """The stretches between events. Raises OutOfRange, Contradiction, Empty (an event without a reason)."""
    marks: list[tuple[int, Event | None]] = [(0, None)]
    for event in sorted(events, key=lambda each: each.at):
        whole("event", event.at, 1, count - 1)
        if not event.reason.strip():
            raise Empty("reason", "empty", "why the process changed: limits move at recorded events only")
        if event.at == marks[-1][0]:
            raise Contradiction("event", f"two at point {event.at}", "one event at a point")
        marks.append((event.at, event))
    stops = [at for at, _ in marks[1:]] + [count]
    for (start, mark), stop in zip(marks, stops, strict=True):
        if stop - start < 2:
            raise OutOfRange(
                "event", f"one that leaves {stop - start} point", "2 points or more between events"
            )
        yield start, stop, mark


def checked_direction(better: str | None) -> None:
    """Raises Unknown unless it is "up", "down" or None."""
    if better not in {"up", "down", None}:
        raise Unknown("better", better, "up, down or nothing")


def _stretch(
    given: Floats, start: int, stop: int, event: Event | None, rules: RuleSet, lock_after: int | None
) -> Stretch:
    end = stop if lock_after is None else min(start + lock_after, stop)
    block = given[start:end, None]
    centre, average = centre_and_range(block, rules)
    if np.isnan(average[0]):
        raise TooFew("values", f"without two neighbouring points from point {start}", "2 neighbouring points")
    lines = _around(centre, average)
    return Stretch(
        start=start,
        stop=stop,
        centre=float(lines.centre[0]),
        lower=float(lines.lower[0]),
        upper=float(lines.upper[0]),
        near_lower=float(lines.near_lower[0]),
        near_upper=float(lines.near_upper[0]),
        average_range=float(average[0]),
        used=int(np.count_nonzero(~np.isnan(block))),
        event=event,
    )


def _around(centre: Floats, average: Floats) -> Lines:
    reach, near = LIMIT * average, NEAR * average
    return Lines(centre, centre - reach, centre + reach, centre - near, centre + near)


def _lines(stretch: Stretch) -> Lines:
    return Lines(
        *(
            np.array([each])
            for each in (stretch.centre, stretch.lower, stretch.upper, stretch.near_lower, stretch.near_upper)
        )
    )


def _with_gaps(block: Floats, ranges: Floats, rules: RuleSet) -> tuple[Floats, Floats]:
    centre, average = _mean(block), _mean(ranges)
    if rules.screened:
        screened = np.where(ranges < SCREEN * average, ranges, np.nan)
        average = np.where(np.isnan(_mean(screened)) & ~np.isnan(average), 0.0, _mean(screened))
    return centre, average


def _mean(block: Floats) -> Floats:
    """The mean of what is not missing; NaN where all is."""
    count = np.count_nonzero(~np.isnan(block), axis=0)
    empty = np.full(block.shape[1], np.nan)
    return np.asarray(np.divide(np.nansum(block, axis=0), count, out=empty, where=count > 0))
