"""A simulation in sentences and tables."""

from collections.abc import Iterator

from frankpledge.engine import money
from frankpledge.engine.uncertainty import Estimate, Simulation, Summary, rank_correlations
from frankpledge.exchange.cases.plain import fitting, number
from frankpledge.exchange.cases.report import Table
from frankpledge.exchange.cases.simulate.case import SimulateCase

MOST_LINES = 10


def amount(case: SimulateCase, value: float) -> str:
    """An amount in the case's unit: pounds to the pound, other units to what tells them apart."""
    if case.unit == "pounds":
        return money.pounds(money.pence(repr(round(value)))).removesuffix(".00")
    return f"{number(value, fitting([value]))} {case.unit}".strip()


def chance(found: Estimate) -> str:
    """A chance in words: never "nought" for what was only not drawn."""
    return f"{found.value:.1%} ({found.low:.1%} to {found.high:.1%})"


def sentences(case: SimulateCase, first: Simulation, independent: Simulation) -> Iterator[str]:
    """The range first, then the chance of a loss, and how far the answer may be trusted."""
    npv = first.npv
    yield (
        f"Eight times in ten the whole lies between {amount(case, npv.p10.value)} and "
        f"{amount(case, npv.p90.value)}; half of the time it is above {amount(case, npv.p50.value)}."
    )
    yield f"The chance that it is above nought is {chance(npv.above_zero)}."
    for party in first.parties:
        if party.worse_off is not None:
            yield f"The chance that {party.name} is worse off than alone is {chance(party.worse_off)}."
    if case.correlation is not None or case.groups is not None:
        yield (
            "If nothing moved together it would lie between "
            f"{amount(case, independent.npv.p10.value)} and {amount(case, independent.npv.p90.value)}."
        )
    if first.repair is not None:
        changed = len(first.repair.changes)
        yield f"The correlations given contradicted each other: {changed} of them were changed, as listed."
    told = "has settled" if first.settled else "has not settled: make more draws"
    yield f"{first.draws:,} draws from {first.generator}, seed {first.seed}; the answer {told}."


def tables(case: SimulateCase, first: Simulation, independent: Simulation) -> Iterator[Table]:
    """Outcomes, what moves them, and what was changed in the correlations."""
    rows = [_row(case, "Whole", first.npv), _row(case, "Whole, nothing together", independent.npv)]
    for party in first.parties:
        rows += [_row(case, f"{party.name}, together", party.together)]
        if party.worse_off is not None:
            rows += [
                _row(case, f"{party.name}, alone", party.alone),
                _row(case, f"{party.name}, gain", party.gain),
            ]
    yield Table(title="Outcomes", header=("Outcome", "Mean", "SD", "P10", "P50", "P90"), rows=rows)
    moved = [(name, f"{rho:+.2f}") for name, rho in rank_correlations(first)[:MOST_LINES]]
    yield Table(title="What moves the whole", header=("Line", "Rank correlation"), rows=moved)
    if first.repair is not None:
        names = [line.name for line in case.lines]
        changes = [
            (f"{names[row]} and {names[column]}", f"{was:.3f}", f"{now:.3f}")
            for row, column, was, now in first.repair.changes
        ]
        yield Table(title="Correlations changed", header=("Lines", "Given", "Used"), rows=changes)


def _row(case: SimulateCase, name: str, found: Summary) -> tuple[str, ...]:
    shown = (found.mean.value, found.sd, found.p10.value, found.p50.value, found.p90.value)
    return (name, *(amount(case, value) for value in shown))
