"""Before and after: the least a claim can rest on. A change of the average, and whether it is a signal.

Welch's difference of means for the interval; for the signal, the points after judged by the limits of the
points before (XmR). Needs 12 points before and 6 after. It cannot tell a change from a trend that was there
already.

Source: Welch (1947), *Biometrika* 34.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from frankpledge.engine.attribution.evidence import Attribution, Effect, Gate, graded, observed
from frankpledge.engine.signals import NHSR, RuleSet, xmr

NAME = "before and after"


def before_and_after(
    outcome: ArrayLike,
    at: int,
    *,
    rules: RuleSet = NHSR,
    confidence: float = 0.95,
    least_before: int = 12,
    least_after: int = 6,
) -> Attribution:
    """The difference of means at point `at` (the first after), and whether points after it are signals.

    >>> before_and_after([5, 6] * 8 + [9, 10] * 4, 16).grade
    'E2'
    """
    values = observed(outcome, at, before=least_before, after=least_after)
    before, after = values[:at], values[at:]
    difference = float(after.mean() - before.mean())
    parts = before.var(ddof=1) / len(before), after.var(ddof=1) / len(after)
    error = float(np.sqrt(sum(parts)))
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / (len(before) - 1) + parts[1] ** 2 / (len(after) - 1))
    reach = float(stats.t.ppf((1 + confidence) / 2, freedom)) * error
    p = float(2 * stats.t.sf(abs(difference) / error, freedom))
    low, high = difference - reach, difference + reach
    effect = Effect("average after", difference, low, high, "difference", confidence, p, error)
    chart = xmr(values, rules=rules, lock_after=at)
    signals = sum((signal > 0) == (difference > 0) for signal in chart.signals[at:] if signal)
    # By itself: a run that begins at the last point before belongs to the change.
    early = sum(map(bool, xmr(values[:at], rules=rules).signals))
    gates = (
        Gate(
            "enough points",
            at >= 12 and len(after) >= 6,
            f"{at} before and {len(after)} after; 12 and 6 are needed.",
        ),
        Gate("steady before", not early, f"{early} signals before."),
        Gate("a signal after", signals > 0, f"{signals} points after are signals, the way of the change."),
    )
    grade, why = graded(NAME, gates, borne_out=signals > 0)
    expected = (chart.latest.centre,) * len(values)
    found = {"average_before": float(before.mean()), "average_after": float(after.mean())}
    return Attribution(NAME, effect, (effect,), gates, found, grade, why, tuple(values.tolist()), expected)
