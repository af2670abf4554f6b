"""Charts for counts and for rare events, whose noise depends on how much there was to count.

P: shares of a number of cases. U: counts for an amount of exposure (C when it is the same each time). T: time
between rare events. G: cases between rare events. With very many cases a P or U chart sees signals
everywhere; Laney's correction widens the limits by how much more the points vary than chance alone would
have them.

Sources: Montgomery, *Introduction to Statistical Quality Control* (8th ed.); Laney (2002), *Quality
Engineering* 14(4); Nelson (1994), *Journal of Quality Technology* 26(3) for T; Benneyan (2001) for G.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.engine.checks import number, same_length, series
from frankpledge.engine.errors import Contradiction, OutOfRange, TooFew
from frankpledge.engine.signals.detection import Floats, Lines, Signal, detect
from frankpledge.engine.signals.rules import NHSR, RuleSet
from frankpledge.engine.signals.xmr import Better, Chart, Stretch, checked_direction, xmr

# From the average moving range of standardised points to their standard deviation.
RANGE_TO_SD = 1.128
# Times between events become about normal when raised to this power.
WEIBULL = 1 / 3.6


def p_chart(
    events: ArrayLike,
    cases: ArrayLike,
    *,
    rules: RuleSet = NHSR,
    laney: bool = False,
    target: float | None = None,
    better: Better | None = None,
) -> Chart:
    """Shares: p = sum(events) / sum(cases); limits p -+ 3 sqrt(p (1 - p) / n_i), kept within 0 and 1.

    >>> chart = p_chart([10, 12, 9, 30], [100, 100, 100, 100])
    >>> chart.latest.centre, round(chart.last_limits[1], 4), chart.signals[-1].name
    (0.1525, 0.2604, 'ABOVE_LIMIT')
    """
    counted, size = _counted(events, cases, "cases")
    if (counted > size).any():
        raise Contradiction("events", "more than the cases somewhere", "at most as many events as cases")
    centre = counted.sum() / size.sum()
    sigma = np.sqrt(centre * (1 - centre) / size)
    return _chart("p", counted / size, _Spread(centre, sigma, 1.0, laney), rules, target, better)


def u_chart(
    events: ArrayLike,
    exposure: ArrayLike,
    *,
    rules: RuleSet = NHSR,
    laney: bool = False,
    target: float | None = None,
    better: Better | None = None,
) -> Chart:
    """Rates: u = sum(events) / sum(exposure); limits u -+ 3 sqrt(u / exposure_i), not below 0.

    >>> chart = u_chart([4, 6, 5, 5], [10, 10, 10, 10])
    >>> chart.latest.centre, round(chart.last_limits[1], 4)
    (0.5, 1.1708)
    """
    counted, size = _counted(events, exposure, "exposure")
    centre = counted.sum() / size.sum()
    sigma = np.sqrt(centre / size)
    return _chart("u", counted / size, _Spread(centre, sigma, np.inf, laney), rules, target, better)


def c_chart(
    events: ArrayLike,
    *,
    rules: RuleSet = NHSR,
    laney: bool = False,
    target: float | None = None,
    better: Better | None = None,
) -> Chart:
    """Counts with the same exposure each time: c = mean; limits c -+ 3 sqrt(c), not below 0."""
    counted = series("events", events)
    chart = u_chart(counted, np.ones_like(counted), rules=rules, laney=laney, target=target, better=better)
    return replace(chart, kind="c")


def t_chart(times: ArrayLike, *, rules: RuleSet = NHSR, better: Better | None = None) -> Chart:
    """Time between events: an XmR chart of times^(1/3.6), with its lines turned back into times.

    `times` are above 0 in any one unit. A lower limit that would be below 0 is 0. Longer is rarer.

    >>> chart = t_chart([30, 45, 28, 60, 33, 41, 52, 38])
    >>> round(chart.latest.centre, 1)
    40.0
    """
    given = series("times", times, least=2)
    if given.min() <= 0:
        raise OutOfRange(
            "times", f"{given.min():g} somewhere", "times above 0; give several in one day as parts of it"
        )
    inner = xmr(given**WEIBULL, rules=rules, better=better)
    stretch = inner.latest
    back = {
        name: max(getattr(stretch, name), 0.0) ** (1 / WEIBULL)
        for name in ("centre", "lower", "upper", "near_lower", "near_upper")
    }
    shown = tuple(float(value) for value in given)
    return replace(inner, kind="t", values=shown, stretches=(replace(stretch, **back),))


def g_chart(between: ArrayLike, *, rules: RuleSet = NHSR, better: Better | None = None) -> Chart:
    """Cases between events: centre g = mean; limits g -+ 3 sqrt(g (g + 1)), not below 0.

    So lopsided a distribution has its middle below its mean: runs are counted around the median of the
    geometric distribution, about 0.693 g, so that chance puts half of the points on either side.

    >>> chart = g_chart([20, 35, 10, 55, 30])
    >>> chart.latest.centre, round(chart.latest.upper, 2)
    (30.0, 121.49)
    """
    given = series("between", between, least=2)
    if given.min() < 0:
        raise OutOfRange("between", f"{given.min():g} somewhere", "numbers of 0 or more")
    checked_direction(better)
    centre = float(given.mean())
    sigma = np.sqrt(centre * (centre + 1))
    middle = max(np.log(0.5) / np.log(centre / (centre + 1)) - 1, 0.0) if centre else 0.0
    lines = _lines(np.full(len(given), centre), np.full(len(given), sigma), np.inf)
    codes = detect(given[:, None], replace(lines, centre=np.full((len(given), 1), middle)), rules)
    return _built("g", given, lines, codes[:, 0], rules, None, better)


def recommended(kind: str, average: float) -> tuple[str, str]:
    """Which chart to use for what is measured, and why. `average` is the mean count in a period.

    `kind`: "measure" (hours, pounds, a score), "share" (of cases), "count".

    >>> recommended("count", 0.4)[0], recommended("count", 25)[0], recommended("share", 40)[0]
    ('t', 'u', 'p')
    """
    number("average", average)
    if kind == "measure":
        return "xmr", "A measured amount: its noise is judged from point to point."
    if kind not in {"share", "count"}:
        raise OutOfRange("kind", kind, "measure, share or count")
    if average < 1:
        chart = "g" if kind == "share" else "t"
        return chart, "Fewer than one event a period: the gap between events says more than a row of noughts."
    if kind == "share":
        return "p", "Events out of a number of cases: limits depend on how many cases there were."
    return "u", "Events for an amount of exposure: limits depend on how much there was."


def _counted(events: ArrayLike, size: ArrayLike, name: str) -> tuple[Floats, Floats]:
    counted, sizes = series("events", events), series(name, size)
    same_length(f"events and {name}", counted, sizes)
    if len(counted) < 2:
        raise TooFew("events", f"{len(counted)} long", "2 points or more")
    if counted.min() < 0:
        raise OutOfRange("events", f"{counted.min():g} somewhere", "counts of 0 or more")
    if sizes.min() <= 0:
        raise OutOfRange(name, f"{sizes.min():g} somewhere", "numbers above 0")
    return counted, sizes


def _chart(
    kind: str, rates: Floats, spread: "_Spread", rules: RuleSet, target: float | None, better: Better | None
) -> Chart:
    checked_direction(better)
    if target is not None:
        number("target", target)
    sigma = spread.sigma
    if spread.laney and sigma.min() > 0:
        scores = (rates - spread.centre) / sigma
        sigma = sigma * np.abs(np.diff(scores)).mean() / RANGE_TO_SD
    lines = _lines(np.full(len(rates), spread.centre), sigma, spread.most)
    codes = detect(rates[:, None], lines, rules)
    return _built(f"{kind}'" if spread.laney else kind, rates, lines, codes[:, 0], rules, target, better)


@dataclass(frozen=True, slots=True, eq=False)
class _Spread:
    """Where the points lie by chance: the centre, each point's standard error, and the most it can be."""

    centre: float
    sigma: Floats
    most: float
    laney: bool


def _lines(centre: Floats, sigma: Floats, most: float) -> Lines:
    def at(times: float) -> Floats:
        return np.asarray(np.clip(centre + times * sigma, 0.0, most))[:, None]

    return Lines(centre[:, None], at(-3), at(3), at(-2), at(2))


def _built(
    kind: str,
    values: Floats,
    lines: Lines,
    codes: np.ndarray[tuple[int], np.dtype[np.int8]],
    rules: RuleSet,
    target: float | None,
    better: Better | None,
) -> Chart:
    stretch = Stretch(
        start=0,
        stop=len(values),
        centre=float(lines.centre[-1, 0]),
        lower=float(lines.lower[-1, 0]),
        upper=float(lines.upper[-1, 0]),
        near_lower=float(lines.near_lower[-1, 0]),
        near_upper=float(lines.near_upper[-1, 0]),
        average_range=float(np.abs(np.diff(values)).mean()),
        used=len(values),
    )
    limits = tuple(zip(lines.lower[:, 0].tolist(), lines.upper[:, 0].tolist(), strict=True))
    signals = tuple(Signal(int(code)) for code in codes)
    return Chart(kind, tuple(values.tolist()), (stretch,), signals, rules, target, better, limits)
