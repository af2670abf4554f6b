"""What charts take: XmR for 100,000 series of 36 points, beside the rules in plain Python."""

import numpy as np
from numpy.typing import NDArray

from bench.engine import Measure
from frankpledge.engine.signals import NHSR, xmr_many
from tests.engine.signals.by_hand import by_hand

SEED = 20_261_028
SERIES, POINTS = 100_000, 36
# The loop is timed on fewer series: it takes the same time for each.
LOOPED = 10_000


def measures() -> tuple[Measure, ...]:
    """A tenth of the series beside the loop, then all of them alone."""
    values = np.random.default_rng(SEED).normal(100, 10, (SERIES, POINTS))
    few = values[:LOOPED]
    return (
        Measure(
            name="XmR, 10,000 series of 36 points (floor: a Python loop)",
            ours=lambda: xmr_many(few),
            floor=lambda: _loop(few),
            least_times=50,
            times=2,
        ),
        Measure(name="XmR, 100,000 series of 36 points", ours=lambda: xmr_many(values)),
    )


def _loop(values: NDArray[np.float64]) -> list[list[int]]:
    return [by_hand(row, NHSR) for row in values.tolist()]
