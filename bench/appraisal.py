"""What appraisal takes: many lines, and many draws of a case's inputs, beside plain NumPy."""

import numpy as np
from numpy.typing import NDArray

from bench.engine import Measure
from frankpledge.engine.appraisal import Case, Discounting, Input, Kind, Line, Packs, appraise
from frankpledge.engine.appraisal.drawn import net_values
from frankpledge.engine.returns import internal_rate

SEED = 20_260_205
YEARS = 40
DRAWS = 100_000
RATE = 0.035


def measures() -> tuple[Measure, ...]:
    """Cost grows with lines and with draws; the pair of sizes shows that it grows no faster."""
    small, large = _case(500), _case(5_000)
    drawn, draws = _case(60), np.random.default_rng(SEED).lognormal(size=(60, DRAWS))
    named = {f"input {number}": row for number, row in enumerate(draws)}
    worth = _worth(drawn)
    flows = np.random.default_rng(SEED).normal(size=126)
    return (
        Measure(name="appraise 500 lines, 40 years, 10 parties", ours=lambda: appraise(small, Packs())),
        Measure(
            name="appraise 5,000 lines (floor: ten times 500)",
            ours=lambda: appraise(large, Packs()),
            floor=lambda: [appraise(small, Packs()) for _ in range(10)],
            most_ratio=1.5,
        ),
        Measure(
            name="100,000 draws of 60 inputs (floor: checked and summed)",
            ours=lambda: net_values(drawn, Packs(), named),
            floor=lambda: np.isfinite(draws).all() and worth @ draws,
        ),
        Measure(name="internal rates of 126 years that change sign often", ours=lambda: internal_rate(flows)),
    )


def _case(count: int) -> Case:
    rows = np.random.default_rng(SEED).random((count, YEARS))
    lines = tuple(
        Line(
            name=f"line {number}",
            kind=Kind.COST if number % 2 else Kind.SAVING,
            amounts=tuple(row),
            party=f"Force {number % 10}",
            times=(f"input {number}",),
        )
        for number, row in enumerate(rows.tolist())
    )
    inputs = {f"input {number}": Input(value=1.0) for number in range(count)}
    return Case(lines=lines, inputs=inputs, discount=Discounting(flat_rate=RATE))


def _worth(case: Case) -> NDArray[np.float64]:
    factors = (1 + RATE) ** -np.arange(YEARS)
    signs = np.array([-1.0 if line.kind is Kind.COST else 1.0 for line in case.lines])
    worth: NDArray[np.float64] = signs * (np.array([line.amounts for line in case.lines]) @ factors)
    return worth
