"""A histogram of draws: how often an outcome fell where, with P10, P50 and P90."""

from collections.abc import Callable
from typing import Any

import numpy as np

from frankpledge.exchange.pictures.picture import Picture

KIND = "histogram"
BARS = 40


def of_draws(
    *,
    title: str,
    summary: str,
    values: "np.ndarray[Any, np.dtype[np.float64]]",
    written: Callable[[float], str],
) -> Picture:
    """Forty bars at most, over all draws but the outermost two in a thousand; those count in the end bars."""
    low, high = np.quantile(values, (0.001, 0.999))
    if low == high:
        low, high = low - 0.5, high + 0.5
    counts, edges = np.histogram(np.clip(values, low, high), BARS, (low, high))
    marks = {name: float(np.quantile(values, at)) for name, at in (("P10", 0.1), ("P50", 0.5), ("P90", 0.9))}
    rows: list[list[str | int]] = [
        [f"{written(float(left))} to {written(float(right))}", int(count)]
        for left, right, count in zip(edges[:-1], edges[1:], counts, strict=True)
    ]
    return Picture(
        kind=KIND,
        title=title,
        summary=summary,
        header=["From and to", "Draws"],
        rows=rows,
        marks={
            "bars": [
                {"from": float(left), "to": float(right), "count": int(count)}
                for left, right, count in zip(edges[:-1], edges[1:], counts, strict=True)
            ],
            "lines": [{"at": value, "name": name} for name, value in marks.items()],
        },
    )
