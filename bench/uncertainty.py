"""What drawing takes: 100,000 draws of 60 correlated lines over 10 years, beside the shortest plain NumPy."""

import resource

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from bench.engine import Measure
from frankpledge.engine.uncertainty import Line, Model, Settings, Triangular, correlation, simulate

SEED = 20_261_028
DRAWS, LINES, YEARS = 100_000, 60, 10
MODE = np.random.default_rng(SEED).uniform(1, 2, LINES)
LOW, HIGH = MODE * 0.7, MODE * 1.6
MATRIX = np.full((LINES, LINES), 0.5) + 0.5 * np.eye(LINES)
DISCOUNT = 1.035 ** -np.arange(YEARS)


def measures() -> tuple[Measure, ...]:
    """Ours come first: the floor's own arrays would hide how much memory ours take."""
    return (
        Measure(
            name="100,000 draws x 60 correlated lines x 10 years, anew each year",
            ours=lambda: _ours(DRAWS, each_year=True),
            floor=lambda: _floor(YEARS),
            most_ratio=1.5,
            times=2,
        ),
        Measure(
            name="100,000 draws x 60 correlated lines x 10 years, once for all",
            ours=lambda: _ours(DRAWS, each_year=False),
            floor=lambda: _floor(1),
            most_ratio=1.5,
        ),
        Measure(name="the same, 200,000 draws", ours=lambda: _ours(2 * DRAWS, each_year=False)),
    )


def peak_gib() -> float:
    """The most memory this process has taken, in GiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def _ours(draws: int, *, each_year: bool) -> NDArray[np.float64]:
    lines = tuple(
        Line(
            f"line {at}", Triangular(LOW[at], MODE[at], HIGH[at]), profile=(1.0,) * YEARS, each_year=each_year
        )
        for at in range(LINES)
    )
    model = Model(lines, tuple(DISCOUNT.tolist()), correlation.of(MATRIX))
    found = simulate(model, np.random.default_rng(SEED), Settings(draws=draws, until_settled=False))
    if peak_gib() > 1.5 and draws == DRAWS and not _Memory.floor_ran:
        raise SystemExit(f"Drawing took {peak_gib():.2f} GiB; at most 1.5 is meant.")
    return found.drawn("npv")


class _Memory:
    """Whether the floor has run, after which the peak is no longer ours."""

    floor_ran = False


def _floor(years: int) -> NDArray[np.float64]:
    _Memory.floor_ran = True
    rng = np.random.default_rng(SEED)
    chance = ndtr(rng.standard_normal((DRAWS * years, LINES)) @ np.linalg.cholesky(MATRIX).T)
    bend = (MODE - LOW) / (HIGH - LOW)
    rising = LOW + np.sqrt(chance * (HIGH - LOW) * (MODE - LOW))
    falling = HIGH - np.sqrt((1 - chance) * (HIGH - LOW) * (HIGH - MODE))
    amounts = np.where(chance < bend, rising, falling).sum(axis=1)
    found: NDArray[np.float64] = amounts.reshape(DRAWS, years) @ (
        DISCOUNT if years > 1 else DISCOUNT.sum(keepdims=True)
    )
    return found
