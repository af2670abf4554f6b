"""The event study: the effect in each period around the start, against the period just before it.

Leads (periods before) should show nothing: a joint test that they are all nought is the check of "side by
side before". The first and last hold everything further out.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from frankpledge.engine.attribution.evidence import Floats
from frankpledge.engine.attribution.panels import Panel

CLUSTERS_A_LEAD = 3


@dataclass(frozen=True, slots=True)
class EventStudy:
    """`rows`: for each period since the start, "value k", "low k" and "high k". `p` of the joint test of
    leads."""

    rows: tuple[tuple[str, float], ...]
    p: float | None
    tested: int


def event_study(panel: Panel, others: Floats, leads: int, lags: int, confidence: float) -> EventStudy | None:
    """The study, or None when there is no period before the last one before the start."""
    since = panel.since
    first, last = int(np.nanmin(since)), int(np.nanmax(since))
    # As many leads as the clusters can bear: a joint test of more than them has no meaning.
    most = max(len(panel.names) // CLUSTERS_A_LEAD, 1)
    reach = min(leads, most, -first - 1)
    if reach < 1:
        return None
    spans = _spans(first, last, reach, lags)
    dummies = np.column_stack([(since >= low) & (since <= high) for low, high in spans]).astype(np.float64)
    matrix = np.hstack([dummies, others])
    estimates, covariance = _clustered(matrix, panel)
    tested = sum(high < 0 for _, high in spans)
    width = float(stats.t.ppf((1 + confidence) / 2, len(panel.names) - 1))
    rows = []
    for place, (low, high) in enumerate(spans):
        value, error = float(estimates[place]), float(np.sqrt(max(covariance[place, place], 0.0)))
        name = f"{low}" if low == high else f"{low} to {high}"
        rows += [
            (f"value {name}", value),
            (f"low {name}", value - width * error),
            (f"high {name}", value + width * error),
        ]
    return EventStudy(
        tuple(rows), _joint(estimates[:tested], covariance[:tested, :tested], len(panel.names)), tested
    )


def _spans(first: int, last: int, leads: int, lags: int) -> list[tuple[int, int]]:
    """Each lead before -1 by itself, the furthest with everything before it; then the lags."""
    furthest = -(leads + 1)
    before = [(first, furthest)] + [(lead, lead) for lead in range(furthest + 1, -1)]
    return before + _after(last, lags)


def _after(last: int, lags: int) -> list[tuple[int, int]]:
    single = [(lag, lag) for lag in range(min(lags, last))]
    return [*single, (min(lags, last), last)]


def _clustered(matrix: Floats, panel: Panel) -> tuple[Floats, Floats]:
    inverse = np.linalg.pinv(matrix.T @ matrix)
    estimates = inverse @ (matrix.T @ panel.values)
    rest = panel.values - matrix @ estimates
    count = len(panel.names)
    scores = np.zeros((count, matrix.shape[1]))
    np.add.at(scores, panel.body_at, matrix * rest[:, None])
    rows, terms = matrix.shape
    correction = count / (count - 1) * (rows - 1) / max(rows - terms, 1)
    return estimates, correction * inverse @ (scores.T @ scores) @ inverse


def _joint(estimates: Floats, covariance: Floats, clusters: int) -> float | None:
    """Wald's test with F(q, clusters - 1); None when it cannot be made."""
    count = len(estimates)
    if count == 0 or clusters <= count or np.linalg.matrix_rank(covariance) < count:
        return None
    wald = float(estimates @ np.linalg.solve(covariance, estimates)) / count
    return float(stats.f.sf(wald, count, clusters - 1))
