"""How uncertain amounts move together: a Gaussian copula, and the repair of a matrix that cannot be.

A correlation matrix put together from judgements may contradict itself (A moves with B, B with C, but A
against C). The nearest one that does not is found by Higham's alternating projections, and what was changed
is reported, never hidden.

Sources: Nelsen, *An Introduction to Copulas* (2006); Higham (2002), *IMA J. Numerical Analysis* 22(3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from frankpledge.engine.checks import within
from frankpledge.engine.errors import Contradiction, NotFinite, OutOfRange, Unknown, WrongLength
from frankpledge.engine.uncertainty.distributions import Floats

Measure: TypeAlias = Literal["normal", "spearman", "kendall"]
# Judgements of ours, published with the method: benefits of one cause, and costs that pay drives.
SAME_CAUSE, PAY_DRIVEN = 0.5, 0.7
TINY = 1e-10


@dataclass(frozen=True, slots=True)
class Repair:
    """What was changed to make a matrix possible. `changes`: (row, column, was, is), the largest first."""

    least_eigenvalue: float
    distance: float
    changes: tuple[tuple[int, int, float, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Correlation:
    """Correlations of the normal scores behind the amounts, possible for sure; `factor` @ factor.T is it."""

    matrix: Floats
    factor: Floats
    repair: Repair | None = None


def none(count: int) -> Correlation:
    """No correlation at all."""
    return Correlation(np.eye(count), np.eye(count))


def of(given: Sequence[Sequence[float]] | Floats, *, measure: Measure = "normal") -> Correlation:
    """The correlation of a square matrix, repaired where it has to be.

    `measure` says what the numbers are: correlations of the normal scores (for normal amounts the usual
    correlation), or ranks by Spearman (rho = 2 sin(pi r / 6)) or Kendall (rho = sin(pi tau / 2)).
    Raises WrongLength (not square), NotFinite, OutOfRange (beyond -1 to 1), Contradiction (not symmetric,
    or a diagonal that is not 1).

    Higham's own example:

    >>> fixed = of([[1, 1, 0], [1, 1, 1], [0, 1, 1]])
    >>> fixed.matrix.round(4)[0].tolist(), round(fixed.repair.distance, 4)
    ([1.0, 0.7607, 0.1573], 0.5278)
    """
    matrix = _checked(np.array(given, dtype=np.float64))
    if measure == "spearman":
        matrix = 2 * np.sin(np.pi * matrix / 6)
    elif measure == "kendall":
        matrix = np.sin(np.pi * matrix / 2)
    elif measure != "normal":
        raise Unknown("measure", measure, "normal, spearman or kendall")
    np.fill_diagonal(matrix, 1.0)
    least = float(np.linalg.eigvalsh(matrix)[0])
    if least >= -TINY:
        return Correlation(matrix, _factor(matrix))
    fixed = nearest(matrix)
    return Correlation(fixed, _factor(fixed), _reported(matrix, fixed, least))


def grouped(groups: Sequence[str | None], within_group: Mapping[str, float]) -> Correlation:
    """Amounts of one group all correlated alike, and not with others. None belongs to no group.

    >>> grouped(["pay", None, "pay"], {"pay": 0.7}).matrix[0].tolist()
    [1.0, 0.0, 0.7]
    """
    matrix = np.eye(len(groups))
    for group in {group for group in groups if group is not None}:
        if group not in within_group:
            raise Unknown("group", group, f"one of {', '.join(sorted(within_group)) or 'none'}")
        rho = within(f"correlation of {group}", within_group[group], -1.0, 1.0)
        members = [place for place, each in enumerate(groups) if each == group]
        matrix[np.ix_(members, members)] = rho
    np.fill_diagonal(matrix, 1.0)
    return of(matrix)


def nearest(matrix: Floats, *, tolerance: float = 1e-12, most: int = 10_000) -> Floats:
    """The nearest correlation matrix, by the sum of squared differences."""
    projected, correction = matrix.copy(), np.zeros_like(matrix)
    for _ in range(most):
        before = projected
        reduced = before - correction
        values, vectors = np.linalg.eigh(reduced)
        possible = (vectors * np.maximum(values, 0.0)) @ vectors.T
        correction = possible - reduced
        projected = possible.copy()
        np.fill_diagonal(projected, 1.0)
        if np.linalg.norm(projected - before) <= tolerance * np.linalg.norm(projected):
            break
    # Exactly possible, and exactly one on the diagonal, at the price of a last digit.
    values, vectors = np.linalg.eigh((projected + projected.T) / 2)
    clean = (vectors * np.maximum(values, 0.0)) @ vectors.T
    scale = np.sqrt(np.diag(clean))
    clean = np.clip(clean / np.outer(scale, scale), -1.0, 1.0)
    np.fill_diagonal(clean, 1.0)
    return np.asarray((clean + clean.T) / 2)


def _factor(matrix: Floats) -> Floats:
    try:
        return np.asarray(np.linalg.cholesky(matrix), dtype=np.float64)
    except np.linalg.LinAlgError:
        values, vectors = np.linalg.eigh(matrix)
        # The sign of an eigenvector is nobody's choice: its largest part is made positive.
        signs = np.sign(vectors[np.argmax(np.abs(vectors), axis=0), np.arange(len(values))])
        return np.asarray(vectors * signs * np.sqrt(np.maximum(values, 0.0)))


def _checked(matrix: Floats) -> Floats:
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not matrix.size:
        raise WrongLength("correlation", f"of shape {matrix.shape}", "a square matrix, one row for each line")
    if not np.isfinite(matrix).all():
        raise NotFinite("correlation", "NaN or infinite somewhere", "finite numbers only")
    if np.abs(matrix).max() > 1:
        raise OutOfRange("correlation", f"{np.abs(matrix).max():g} somewhere", "numbers from -1 to 1")
    if not np.allclose(matrix, matrix.T, rtol=0, atol=1e-9) or not np.allclose(np.diag(matrix), 1, atol=1e-9):
        raise Contradiction("correlation", "not symmetric with ones across", "a symmetric matrix")
    return np.asarray((matrix + matrix.T) / 2)


def _reported(given: Floats, fixed: Floats, least: float) -> Repair:
    rows, columns = np.triu_indices(len(given), 1)
    moved = np.abs(given - fixed)[rows, columns]
    largest = [place for place in np.argsort(-moved, kind="stable") if moved[place] > 1e-6]
    changes = tuple(
        (int(i), int(j), float(given[i, j]), float(fixed[i, j]))
        for i, j in zip(rows[largest], columns[largest], strict=True)
    )
    return Repair(least, float(np.linalg.norm(given - fixed)), changes)
