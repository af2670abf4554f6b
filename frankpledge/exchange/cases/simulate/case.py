"""An uncertain case as it is written, and the engine's model of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from frankpledge.engine.uncertainty import (
    Certain,
    Correlation,
    Discrete,
    Distribution,
    Empirical,
    Line,
    Lognormal,
    Model,
    Normal,
    Pert,
    Settings,
    Triangular,
    Uniform,
    correlation,
    elicited,
)
from frankpledge.errors import Invalid

GENERATORS = {"PCG64": np.random.PCG64, "PCG64DXSM": np.random.PCG64DXSM, "Philox": np.random.Philox}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An uncertain amount: a shape, and the numbers that it needs. `p10` and `p90` are of somebody asked."""

    shape: str
    low: float | None = None
    mode: float | None = None
    high: float | None = None
    weight: float = 4.0
    mean: float | None = None
    sd: float | None = None
    mu: float | None = None
    sigma: float | None = None
    amount: float | None = None
    values: tuple[float, ...] | None = None
    probabilities: tuple[float, ...] | None = None
    p10: float | None = None
    p90: float | None = None
    p5: float | None = None
    p95: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCase:
    """One line. `group` is its correlation group; `profile` is 1 in every year unless said."""

    name: str
    amount: Amount
    kind: str = "benefit"
    profile: tuple[float, ...] | None = None
    shares: Mapping[str, float] = field(default_factory=dict)
    alone: bool = False
    each_year: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulateCase:
    """Lines over years, and how they are drawn. docs/method/schemas/simulate.json says the same."""

    lines: tuple[LineCase, ...]
    seed: int
    title: str = "Simulation"
    unit: str = "pounds"
    years: int = 1
    discount_rate: float | None = None
    discount_factors: tuple[float, ...] | None = None
    correlation: tuple[tuple[float, ...], ...] | None = None
    measure: str = "normal"
    groups: Mapping[str, float] | None = None
    generator: str = "PCG64"
    draws: int = 10_000
    until_settled: bool = True
    step: int = 2_000
    most: int = 200_000
    tolerance: float = 0.01
    confidence: float = 0.95
    batch: int | None = None
    quantiles: tuple[float, ...] = ()
    below: tuple[float, ...] = ()


def model(case: SimulateCase) -> Model:
    """The engine's model. Raises Invalid and its kinds."""
    factors = _factors(case)
    lines = tuple(_line(each, len(factors)) for each in case.lines)
    return Model(lines, factors, _correlation(case))


def settings(case: SimulateCase) -> Settings:
    """How the engine draws it."""
    return Settings(
        draws=case.draws,
        until_settled=case.until_settled,
        step=case.step,
        most=case.most,
        tolerance=case.tolerance,
        confidence=case.confidence,
        batch=case.batch,
        keep_lines=True,
    )


def generator(case: SimulateCase) -> np.random.Generator:
    """The generator that the case names, from its seed."""
    if case.generator not in GENERATORS:
        raise Invalid(f"generator is {case.generator!r}; allowed: {', '.join(GENERATORS)}.")
    if case.seed < 0:
        raise Invalid(f"seed is {case.seed}; allowed: a whole number of 0 or more.")
    return np.random.Generator(GENERATORS[case.generator](case.seed))


def _factors(case: SimulateCase) -> tuple[float, ...]:
    if case.discount_factors is not None:
        return case.discount_factors
    if case.years < 1:
        raise Invalid(f"years is {case.years}; allowed: 1 or more.")
    rate = case.discount_rate or 0.0
    if rate <= -1:
        raise Invalid(f"discount_rate is {rate}; allowed: a number above -1.")
    return tuple((1 + rate) ** -year for year in range(case.years))


def _line(each: LineCase, years: int) -> Line:
    return Line(
        each.name,
        distribution(each.amount, each.name),
        each.kind,  # type: ignore[arg-type] # checked there
        each.profile if each.profile is not None else (1.0,) * years,
        each.shares,
        each.alone,
        each.each_year,
    )


def _correlation(case: SimulateCase) -> Correlation | None:
    if case.correlation is not None and case.groups is not None:
        raise Invalid("correlation and groups are both given; allowed: one of them.")
    if case.correlation is not None:
        lengths = {len(row) for row in case.correlation}
        if lengths != {len(case.correlation)}:
            raise Invalid("correlation is not square; allowed: one row and one column for each line.")
        return correlation.of(case.correlation, measure=case.measure)  # type: ignore[arg-type] # checked there
    if case.groups is not None:
        return correlation.grouped([each.group for each in case.lines], case.groups)
    return None


def distribution(given: Amount, where: str) -> Distribution:
    """The distribution that an amount means. Raises Invalid when it lacks a number."""
    makers: Mapping[str, tuple[Callable[..., Distribution], tuple[str, ...]]] = {
        "certain": (Certain, ("amount",)),
        "triangular": (Triangular, ("low", "mode", "high")),
        "pert": (Pert, ("low", "mode", "high", "weight")),
        "uniform": (Uniform, ("low", "high")),
        "normal": (Normal, ("mean", "sd")),
        "lognormal": (Lognormal.of_mean, ("mean", "sd")),
        "discrete": (Discrete, ("values", "probabilities")),
        "empirical": (Empirical, ("values",)),
    }
    if given.shape not in makers:
        raise Invalid(f"{where}: shape is {given.shape!r}; allowed: {', '.join(makers)}.")
    if given.p10 is not None or given.p90 is not None or given.p5 is not None or given.p95 is not None:
        return _asked(given, where)
    maker, names = makers[given.shape]
    if given.shape == "lognormal" and given.mu is not None:
        maker, names = Lognormal, ("mu", "sigma")
    return maker(*_needed(given, names, where))


def _asked(given: Amount, where: str) -> Distribution:
    makers: Mapping[str, tuple[Callable[..., Distribution], tuple[str, ...]]] = {
        "triangular": (elicited.triangular, ("mode",)),
        "pert": (elicited.pert, ("mode",)),
        "uniform": (elicited.uniform, ()),
        "normal": (elicited.normal, ()),
        "lognormal": (elicited.lognormal, ()),
    }
    if given.shape not in makers:
        raise Invalid(f"{where}: percentiles with shape {given.shape!r}; allowed: {', '.join(makers)}.")
    ends, at = (("p10", "p90"), (0.1, 0.9)) if given.p10 is not None else (("p5", "p95"), (0.05, 0.95))
    maker, between = makers[given.shape]
    low, *rest = _needed(given, (ends[0], *between, ends[1]), where)
    more = {"weight": given.weight} if given.shape == "pert" else {}
    return maker(low, *rest, at=at, **more)


def _needed(given: Amount, names: tuple[str, ...], where: str) -> list[Any]:
    found = [getattr(given, name) for name in names]
    missing = [name for name, value in zip(names, found, strict=True) if value is None]
    if missing:
        raise Invalid(f"{where}: {given.shape} lacks {', '.join(missing)}.")
    return found
