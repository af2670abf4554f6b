"""The event study: the effect in each period around the start, against the period just before it.

Leads (periods before) should show nothing: a joint test that they are all nought is the check of "side by
side before". The first and last hold everything further out. There are no more leads than the clusters on
either side can bear.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from frankpledge.engine.attribution import bootstrap
from frankpledge.engine.attribution.evidence import Floats, Gate
from frankpledge.engine.attribution.panels import Panel

CLUSTERS_A_LEAD = 3
ENOUGH = 40
SIDE_BY_SIDE = "side by side before"


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
    most = max(min(len(panel.names) // CLUSTERS_A_LEAD, len(panel.starts) - 1), 1)
    reach = min(leads, most, -first - 1)
    if reach < 1:
        return None
    spans = _spans(first, last, reach, lags)
    dummies = np.column_stack([(since >= low) & (since <= high) for low, high in spans]).astype(np.float64)
    matrix = np.hstack([dummies, others])
    estimates, covariance = _clustered(matrix, panel) if len(panel.starts) >= 3 else _classical(matrix, panel)
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


def side_by_side(panel: Panel, study: EventStudy, draws: int, rng: np.random.Generator) -> Gate:
    """The gate: before the start, those treated and the others ran side by side."""
    if len(panel.starts) >= 3 and len(panel.names) < ENOUGH:
        p = trend_before(panel, draws, rng)
        return Gate(
            SIDE_BY_SIDE, p >= 0.05, f"Difference in trend before, wild cluster bootstrap: p {p:.3f}."
        )
    if study.p is None:
        return Gate(SIDE_BY_SIDE, None, "The leads cannot be tested together.")
    return Gate(SIDE_BY_SIDE, study.p >= 0.05, f"Joint test of the {study.tested} leads: p {study.p:.3f}.")


def trend_before(panel: Panel, draws: int, rng: np.random.Generator) -> float:
    """The chance of so large a difference in trend before the start if there were none."""
    before = panel.time_at < np.searchsorted(panel.times, min(panel.starts.values()))
    at, body = panel.time_at[before], panel.body_at[before]
    others = np.column_stack([np.eye(len(panel.names))[body], np.eye(len(panel.times))[at][:, 1:]])
    trend = np.where(panel.ever[before], at, 0).astype(np.float64)
    made = bootstrap.clustered(trend, panel.values[before], others, body)
    return bootstrap.p_value(made, bootstrap.signs(len(panel.names), draws, rng))


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


def _classical(matrix: Floats, panel: Panel) -> tuple[Floats, Floats]:
    """With one or two bodies treated, clustered errors come out near nought: errors of single points
    instead."""
    inverse = np.linalg.pinv(matrix.T @ matrix)
    estimates = inverse @ (matrix.T @ panel.values)
    rest = panel.values - matrix @ estimates
    return estimates, inverse * float(rest @ rest) / max(len(rest) - matrix.shape[1], 1)


def _joint(estimates: Floats, covariance: Floats, clusters: int) -> float | None:
    """Wald's test with F(q, clusters - 1); None when it cannot be made."""
    count = len(estimates)
    if (
        count == 0
        or clusters <= count
        or np.trace(covariance) < 1e-18
        or np.linalg.matrix_rank(covariance) < count
    ):
        return None
    wald = float(estimates @ np.linalg.solve(covariance, estimates)) / count
    return float(stats.f.sf(wald, count, clusters - 1))
