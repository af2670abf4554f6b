"""What a chart says, in words: for whoever does not see it, and for whoever has no time to read it."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from frankpledge.engine.errors import WrongLength
from frankpledge.engine.signals.detection import Signal
from frankpledge.engine.signals.xmr import Chart, Stretch

SAID = {
    Signal.ABOVE_LIMIT: "above the upper limit",
    Signal.BELOW_LIMIT: "below the lower limit",
    Signal.TREND_UP: "part of a rise of {trend} or more points in a row",
    Signal.TREND_DOWN: "part of a fall of {trend} or more points in a row",
    Signal.TWO_OF_THREE_HIGH: "one of two in three points near the upper limit",
    Signal.TWO_OF_THREE_LOW: "one of two in three points near the lower limit",
    Signal.RUN_ABOVE: "in a run of {run} or more points above the average",
    Signal.RUN_BELOW: "in a run of {run} or more points below the average",
}
ASSURED = {
    "passes": "As it runs now, it will always meet the target of {target}.",
    "fails": "As it runs now, it will never meet the target of {target} without a change.",
    "hit and miss": "The target of {target} lies between the limits: it will be met by chance, now and then.",
    "not told": "The latest point is a signal, so these limits do not tell whether it meets the target of"
    " {target}.",
}
KINDS = {
    "xmr": "An XmR chart",
    "p": "A P chart, of shares",
    "p'": "A P chart, of shares, with Laney's correction",
    "u": "A U chart, of rates",
    "u'": "A U chart, of rates, with Laney's correction",
    "c": "A C chart, of counts",
    "t": "A T chart, of time between events",
    "g": "A G chart, of cases between events",
}


def describe(chart: Chart, *, measure: str, labels: Sequence[str] = (), digits: int = 2) -> str:
    """The chart in sentences. `labels` name the points (months); without them they are counted from 1.

    >>> from frankpledge.engine.signals.xmr import xmr
    >>> said = describe(xmr([5, 6] * 6 + [15], lock_after=12, better="down"), measure="Complaints")
    >>> for sentence in said.split(". "):
    ...     print(sentence)
    An XmR chart of 13 points: Complaints
    The average is 5.5, and ordinary variation lies between 2.84 and 8.16
    1 point is a signal
    Point 13 (15): above the upper limit, worse.
    """
    if labels and len(labels) != len(chart.values):
        raise WrongLength("labels", f"{len(labels)} long", f"one for each of the {len(chart.values)} points")
    named = labels or [f"Point {place + 1}" for place in range(len(chart.values))]
    return " ".join(_sentences(chart, measure, named, digits))


def judged(chart: Chart, signal: Signal) -> str:
    """Whether a signal is good news: "better", "worse", or "" where neither way is."""
    if signal is Signal.NONE or chart.better is None:
        return ""
    return "better" if (signal > 0) == (chart.better == "up") else "worse"


def _sentences(chart: Chart, measure: str, labels: Sequence[str], digits: int) -> Iterator[str]:
    yield f"{KINDS[chart.kind]} of {len(chart.values)} points: {measure}."
    for stretch in chart.stretches:
        yield from _about(chart, stretch, labels, digits)
    missing = sum(math.isnan(value) for value in chart.values)
    if missing:
        yield f"{missing} point{'s are' if missing > 1 else ' is'} missing."
    yield from _about_signals(chart, labels, digits)
    if chart.target is not None and chart.better is not None:
        yield ASSURED[chart.assurance or "not told"].format(target=_number(chart.target, digits))


def _about(chart: Chart, stretch: Stretch, labels: Sequence[str], digits: int) -> Iterator[str]:
    since = f"From {labels[stretch.start]} ({stretch.event.reason}), the" if stretch.event else "The"
    varying = chart.limits is not None and len(set(chart.limits)) > 1
    lower, upper = (chart.limits or [(stretch.lower, stretch.upper)])[-1]
    at_last = " at the latest point" if varying else ""
    yield (
        f"{since} average is {_number(stretch.centre, digits)}, and ordinary variation lies between "
        f"{_number(lower, digits)} and {_number(upper, digits)}{at_last}."
    )
    if stretch.on_trial:
        yield f"These limits are for a trial: only {stretch.used} points made them."


def _about_signals(chart: Chart, labels: Sequence[str], digits: int) -> Iterator[str]:
    found = [place for place, signal in enumerate(chart.signals) if signal]
    if not found:
        yield "No point is a signal: this is ordinary variation."
        return
    yield f"{len(found)} point{'s are signals' if len(found) > 1 else ' is a signal'}."
    for first, last in _together(chart.signals):
        span = f"{labels[first]} to {labels[last]}" if last > first else labels[first]
        value = "" if last > first else f" ({_number(chart.values[first], digits)})"
        yield f"{span}{value}: {_reason(chart, chart.signals[first])}."
    if chart.signals[-1] is Signal.NONE and not math.isnan(chart.values[-1]):
        yield f"The latest point, {_number(chart.values[-1], digits)}, is ordinary variation."


def _reason(chart: Chart, signal: Signal) -> str:
    said = SAID[signal].format(trend=chart.rules.trend, run=chart.rules.run)
    verdict = judged(chart, signal)
    return f"{said}, {verdict}" if verdict else said


def _together(signals: Sequence[Signal]) -> Iterator[tuple[int, int]]:
    """First and last place of each stretch of one and the same signal."""
    start = 0
    for signal, stretch in groupby(signals):
        stop = start + len(list(stretch))
        if signal:
            yield start, stop - 1
        start = stop


def _number(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"
