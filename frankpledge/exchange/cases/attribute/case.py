"""A study of cause as it is written, and the engine's answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from frankpledge.engine.attribution import (
    Attribution,
    Design,
    Panel,
    Predictor,
    Structure,
    before_and_after,
    control,
    controlled,
    did,
    differences,
    interrupted,
    structural,
    synthetic,
)
from frankpledge.errors import Invalid
from frankpledge.exchange.cases.columns import Columns, Series, column, numbers, words


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCase:
    """The model of a series; the engine's own defaults where nothing is said."""

    family: str | None = None
    level: bool | None = None
    slope: bool | None = None
    slope_from: int | None = None
    trend: bool | None = None
    season: str | None = None
    harmonics: int | None = None
    period: int | None = None
    errors: str | None = None
    lags: int | None = None
    logged: bool | None = None
    season_changes: bool | None = None
    least_before: int | None = None
    least_after: int | None = None
    least_points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelCase:
    """How to compare bodies; the engine's own defaults where nothing is said."""

    effects: str | None = None
    errors: str | None = None
    draws: int | None = None
    periods_a_year: int | None = None
    leads: int | None = None
    lags: int | None = None
    fit_on: tuple[float, ...] | None = None
    importance: tuple[float, ...] | None = None
    donors: tuple[str, ...] | None = None
    search: str | None = None
    start: str | None = None
    solver: str | None = None
    placebos: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictorCase:
    """One number for each body: given, or the average of a column over some periods."""

    name: str
    values: Mapping[str, float] | None = None
    column: str | None = None
    periods: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeCase:
    """A design and its data. docs/method/schemas/attribute.json says the same.

    `at` counts points from 0 and is the first after the change; `change` may name its label instead.
    """

    design: str
    title: str = "Attribution"
    outcome: Series = "outcome"
    labels: tuple[str | float, ...] | str | None = None
    at: int | None = None
    change: str | float | None = None
    exposure: Series | None = None
    control: Series | None = None
    control_exposure: Series | None = None
    bodies: int = 1
    covariates: Mapping[str, Series] = field(default_factory=dict)
    model: ModelCase = ModelCase()
    confidence: float = 0.95
    body: tuple[str | float, ...] | str = "body"
    period: Series = "period"
    starts: Mapping[str, float] = field(default_factory=dict)
    predictors: tuple[PredictorCase, ...] = ()
    panel: PanelCase = PanelCase()
    seed: int = 1
    columns: Columns = field(default_factory=dict)


def answer(case: AttributeCase) -> Attribution:
    """The engine's answer to the design asked for. Raises Invalid and its kinds."""
    if case.design not in DESIGNS:
        raise Invalid(f"design is {case.design!r}; allowed: {', '.join(DESIGNS)}.")
    return DESIGNS[case.design](case)


def labels(case: AttributeCase) -> list[str]:
    """What the points are called, if the case says."""
    return words("labels", case.labels, case.columns)


def change_at(case: AttributeCase) -> int:
    """The first point after the change, counted from 0."""
    if case.at is not None:
        return case.at
    wanted = f"{case.change:g}" if isinstance(case.change, float) else str(case.change)
    if case.change is None or wanted not in labels(case):
        raise Invalid("at is missing; allowed: a point counted from 0, or `change` with one of the labels.")
    return labels(case).index(wanted)


def _said(case: ModelCase | PanelCase, cls: type[Any]) -> dict[str, Any]:
    """What the case says of the fields that the engine's class has. Raises Invalid for what it has not."""
    said = {each.name: getattr(case, each.name) for each in fields(case)}
    known = {each.name for each in fields(cls)}
    wrong = [name for name, value in said.items() if value is not None and name not in known]
    if wrong:
        raise Invalid(
            f"{', '.join(wrong)} has no meaning in this design; allowed: {', '.join(sorted(known))}."
        )
    return {name: value for name, value in said.items() if value is not None}


def _design(case: AttributeCase) -> Design:
    exposure = numbers("exposure", case.exposure, case.columns) if case.exposure is not None else None
    return Design(
        **_said(case.model, Design),
        exposure=exposure,
        covariates=_covariates(case),
        confidence=case.confidence,
    )


def _covariates(case: AttributeCase) -> dict[str, list[float]]:
    return {name: numbers(name, given, case.columns) for name, given in case.covariates.items()}


def _outcome(case: AttributeCase) -> list[float]:
    return numbers("outcome", case.outcome, case.columns)


def _interrupted(case: AttributeCase) -> Attribution:
    return interrupted(_outcome(case), change_at(case), _design(case))


def _controlled(case: AttributeCase) -> Attribution:
    other = numbers("control", case.control, case.columns)
    out_of = case.control_exposure
    return controlled(
        _outcome(case),
        other,
        change_at(case),
        _design(case),
        control_exposure=numbers("control_exposure", out_of, case.columns) if out_of is not None else None,
        bodies=case.bodies,
    )


def _structural(case: AttributeCase) -> Attribution:
    more = _said(case.model, Structure)
    made = Structure(**more, covariates=_covariates(case), confidence=case.confidence)
    return structural(_outcome(case), change_at(case), made)


def _before_and_after(case: AttributeCase) -> Attribution:
    more = {
        name: value
        for name in ("least_before", "least_after")
        if (value := getattr(case.model, name)) is not None
    }
    return before_and_after(_outcome(case), change_at(case), confidence=case.confidence, **more)


def _panel(case: AttributeCase) -> Panel:
    return Panel(
        tuple(words("body", case.body, case.columns)),
        tuple(numbers("period", case.period, case.columns)),
        tuple(_outcome(case)),
        case.starts,
    )


def _differences(case: AttributeCase) -> Attribution:
    made = did.Settings(**_said(case.panel, did.Settings), confidence=case.confidence)
    return differences(_panel(case), np.random.default_rng(case.seed), made)


def _synthetic(case: AttributeCase) -> Attribution:
    panel = _panel(case)
    made = control.Settings(
        **_said(case.panel, control.Settings),
        predictors=tuple(_predictor(each, case, panel) for each in case.predictors),
        confidence=case.confidence,
    )
    return synthetic(panel, made)


def _predictor(each: PredictorCase, case: AttributeCase, panel: Panel) -> Predictor:
    if each.values is not None:
        return Predictor(each.name, each.values)
    if each.column is None:
        raise Invalid(f"{each.name} lacks values; allowed: values, or a column with its periods.")
    given = np.array(numbers(each.name, tuple(column(each.name, each.column, case.columns)), case.columns))
    held = np.isin(np.array(panel.periods), each.periods) if each.periods else np.ones(len(given), dtype=bool)
    held &= ~np.isnan(given)
    bodies = np.array(panel.bodies)
    found = {name: given[held & (bodies == name)] for name in panel.names}
    return Predictor(each.name, {name: float(values.mean()) for name, values in found.items() if len(values)})


DESIGNS: Mapping[str, Callable[[AttributeCase], Attribution]] = {
    "before_and_after": _before_and_after,
    "interrupted": _interrupted,
    "structural": _structural,
    "controlled": _controlled,
    "differences": _differences,
    "synthetic": _synthetic,
}
