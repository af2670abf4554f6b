"""The wild cluster bootstrap: honest intervals when there are only a few forces.

Usual clustered errors are far too small with few clusters. Here the leftovers of a model *without* the
effect are given random signs, one sign for each cluster, and the t of each made-up sample is compared with
the one observed. Up to 12 clusters every pattern of signs is tried; beyond, as many as asked. The interval
holds every effect that the test does not reject.

Sources: Cameron, Gelbach and Miller (2008), *Review of Economics and Statistics* 90(3); Roodman et al.
(2019), *Stata Journal* 19(1). Limit: with one or two treated clusters it rejects too rarely or too often,
and the gate says so.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine.attribution.evidence import Floats

EVERY_PATTERN = 12


@dataclass(frozen=True, slots=True, eq=False)
class Clustered:
    """One effect, with everything else already taken out of treatment and outcome (Frisch, Waugh, Lovell).

    `a0`, `a1`: the scores of each cluster under a pattern of signs are (a0 + b a1) @ signs for the null
    effect b. `left_over` is the largest leftover, as a share of the outcome's range.
    """

    estimate: float
    error: float
    n0: Floats
    n1: Floats
    a0: Floats
    a1: Floats
    scale: float
    correction: float
    left_over: float

    @property
    def is_perfect(self) -> bool:
        """Whether next to nothing is left over: no noise to judge anything by."""
        return self.left_over <= 1e-9


def clustered(treatment: Floats, outcome: Floats, others: Floats, cluster: NDArray[np.intp]) -> Clustered:
    """The effect of treatment with its clustered error (the usual correction for small samples)."""
    apart, clean = taken_out(np.column_stack([treatment, outcome]), others).T
    scale = float(apart @ apart)
    estimate = float(apart @ clean) / scale
    count = int(cluster.max()) + 1
    rows, terms = len(outcome), others.shape[1] + 1
    correction = count / (count - 1) * (rows - 1) / (rows - terms)
    scores = np.bincount(cluster, apart * (clean - estimate * apart), count)
    error = float(np.sqrt(correction * scores @ scores)) / scale
    member = np.zeros((rows, count))
    member[np.arange(rows), cluster] = 1.0

    def parts(leftover: Floats) -> tuple[Floats, Floats]:
        signed = member * leftover[:, None]
        down = apart @ signed
        rest = taken_out(signed, others) - np.outer(apart, down) / scale
        return down, member.T @ (apart[:, None] * rest)

    n0, a0 = parts(clean)
    n1, a1 = parts(-apart)
    rest = float(np.abs(clean - estimate * apart).max()) / max(float(np.ptp(outcome)), 1e-300)
    return Clustered(estimate, error, n0, n1, a0, a1, scale, correction, rest)


def taken_out(columns: Floats, others: Floats) -> Floats:
    """What is left of columns once everything in `others` is taken out of them (least squares).

    By the normal equations: fit for dummies, of which a panel's other terms are made.
    """
    fitted, *_ = np.linalg.lstsq(others.T @ others, others.T @ columns, rcond=None)
    return np.asarray(columns - others @ fitted)


def signs(count: int, draws: int, rng: np.random.Generator) -> Floats:
    """Patterns of signs, one a column: every one of them for few clusters, otherwise drawn."""
    if count <= EVERY_PATTERN:
        patterns = (np.arange(2**count)[None, :] >> np.arange(count)[:, None]) & 1
    else:
        patterns = rng.integers(0, 2, size=(count, draws))
    return patterns.astype(np.float64) * 2 - 1


def p_value(made: Clustered, patterns: Floats, null: float = 0.0) -> float:
    """The share of patterns whose |t| is at least the observed one, for the effect `null`."""
    if made.is_perfect:
        return 1.0 if math.isclose(made.estimate, null, rel_tol=1e-9, abs_tol=1e-12) else 0.0
    observed = abs(made.estimate - null) / made.error
    top = (made.n0 + null * made.n1) @ patterns
    below = np.sqrt(made.correction * np.sum(((made.a0 + null * made.a1) @ patterns) ** 2, axis=0))
    # A pattern whose scores vanish fits perfectly: it counts as extreme, which errs on the careful side.
    t = np.divide(
        np.abs(top), below, out=np.full(top.shape, np.inf), where=below > 1e-12 * made.scale * made.error
    )
    return float(np.mean(t >= observed * (1 - 1e-9)))


def interval(made: Clustered, patterns: Floats, confidence: float) -> tuple[float, float]:
    """Every effect with a p above 1 - confidence. Infinite where the clusters are too few to reject any."""
    level = 1 - confidence
    if made.is_perfect:
        return made.estimate, made.estimate

    def edge(direction: float) -> float:
        return _edge(
            lambda null: p_value(made, patterns, null) > level, made.estimate, direction * made.error
        )

    return edge(-1.0), edge(1.0)


def _edge(kept: Callable[[float], bool], start: float, step: float) -> float:
    inside, outside = start, start + 2 * step
    for _ in range(20):
        if not kept(outside):
            break
        inside, outside = outside, outside + (outside - start) * 1.5
    else:
        return float(np.copysign(np.inf, step))
    for _ in range(40):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if kept(middle) else (inside, middle)
    return (inside + outside) / 2
