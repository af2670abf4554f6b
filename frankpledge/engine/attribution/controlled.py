"""Controlled interrupted time series: the change, less the change that a comparison series saw as well.

Both series in one model; the effect is the part of the step (and slope) that only the treated one has.
Whatever happened to both at the same time drops out.

Source: Lopez Bernal, Cummins and Gasparrini (2018), *Int. J. Epidemiology* 47(6).
"""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.engine.attribution.designs import Columns, Design, checked, columns, exposures
from frankpledge.engine.attribution.evidence import (
    Attribution,
    Floats,
    Gate,
    eventful,
    graded,
    observed,
)
from frankpledge.engine.attribution.fitting import Fit, fit, leftovers
from frankpledge.engine.attribution.interrupted import dispersed, effects_of, enough, independent
from frankpledge.engine.checks import same_length, whole

NAME = "controlled interrupted time series"


def controlled(
    treated: ArrayLike,
    control: ArrayLike,
    at: int,
    design: Design | None = None,
    *,
    control_exposure: ArrayLike | None = None,
    bodies: int = 1,
) -> Attribution:
    """The treated series' change beyond the control's, at point `at`.

    `control` may be the sum or the average of several bodies; say how many in `bodies` (6 pass the gate).
    Covariates hold for both series.

    >>> rng = np.random.default_rng(5)
    >>> after = np.arange(60) >= 36
    >>> treated, control = rng.poisson(200 - 50 * after), rng.poisson(300, 60)
    >>> found = controlled(treated, control, 36, Design(season="none"), bodies=8)
    >>> found.effect.low < 0.75 < found.effect.high
    True
    """
    chosen = design or Design()
    least = {"before": chosen.least_before, "after": chosen.least_after}
    values = observed(treated, at, name="treated", **least)
    others = observed(control, at, name="control", **least)
    same_length("treated and control", values, others)
    whole("bodies", bodies, 1)
    fitted, made, offset = _fitted(values, others, at, chosen, control_exposure)
    effects = tuple(effects_of(fitted, made, len(values) + at, chosen, offset))
    headline = effects[0] if not chosen.slope else effects[-2]
    own = replace(fitted, leftover=fitted.leftover[len(values) :])
    diagnostics = leftovers(own, len(made.names), chosen.period)
    gates = (
        enough(at, len(values) - at),
        independent(diagnostics, chosen),
        dispersed(diagnostics, chosen),
        _parallel(values, others, at, chosen, control_exposure),
        Gate("six bodies to compare with", bodies >= 6, f"{bodies} of them; 6 are needed."),
    )
    grade, why = graded(NAME, gates, borne_out=headline.excludes_none)
    expected = _expected(fitted, made, offset)[len(values) :]
    return Attribution(
        NAME, headline, effects, gates, diagnostics, grade, why,
        tuple(values.tolist()), tuple(expected.tolist()),
    )  # fmt: skip


def _fitted(
    values: Floats, others: Floats, at: int, design: Design, control_exposure: ArrayLike | None
) -> tuple[Fit, Columns, Floats | None]:
    """The control's points and then the treated's, fitted as one."""
    one = columns(len(values), at, design)
    made = _stacked(one)
    checked(made.matrix)
    if design.counts:
        eventful(values, at, len(one.names), "treated")
        eventful(others, at, len(one.names), "control")
    offset = _offsets(len(values), design, control_exposure)
    groups = np.repeat([0, 1], len(values))
    both = np.concatenate([others, values])
    return fit(both, made.matrix, made.names, design, offset, groups), made, offset


def _expected(fitted: Fit, made: Columns, offset: Floats | None) -> Floats:
    """Every point as it would have been without the change."""
    linear: Floats = made.without_change() @ fitted.estimates + (offset if offset is not None else 0.0)
    return np.exp(linear) if fitted.log_scale else linear


def _stacked(one: Columns) -> Columns:
    """The control's rows, then the treated's, which have a column of their own for each."""
    count, across = one.matrix.shape
    common = np.vstack([one.matrix, one.matrix])
    shared = [at for at, name in enumerate(one.names) if name in {"constant", "time", *one.changed}]
    own = np.vstack([np.zeros((count, len(shared))), one.matrix[:, shared]])
    rename = {name: name if name in one.changed else f"treated {name}" for name in one.names}
    names = [f"both {name}" if name in one.changed else name for name in one.names]
    names += [rename[one.names[at]] for at in shared]
    return Columns(
        tuple(names), np.hstack([common, own]).reshape(2 * count, across + len(shared)), one.changed
    )


def _offsets(count: int, design: Design, control: ArrayLike | None) -> Floats | None:
    own = exposures(count, design)
    other = exposures(count, replace(design, exposure=control))
    if own is None and other is None:
        return None
    nothing = np.zeros(count)
    return np.concatenate([nothing if other is None else other, nothing if own is None else own])


def _parallel(
    values: Floats, others: Floats, at: int, design: Design, control_exposure: ArrayLike | None
) -> Gate:
    """Before the change, the two ran side by side: their trends do not differ."""
    cut = {key: np.asarray(each)[:at] for key, each in design.covariates.items()}
    out_of = None if design.exposure is None else np.asarray(design.exposure)[:at]
    before = replace(
        design, trend=True, covariates={k: v for k, v in cut.items() if np.ptp(v) > 0}, exposure=out_of
    )
    one = columns(at, at // 2, before)
    kept = [place for place, name in enumerate(one.names) if name not in one.changed]
    still = Columns(tuple(one.names[place] for place in kept), one.matrix[:, kept], ())
    made = _stacked(still)
    control = None if control_exposure is None else np.asarray(control_exposure)[:at]
    both = np.concatenate([others[:at], values[:at]])
    fitted = fit(both, made.matrix, made.names, before, _offsets(at, before, control), np.repeat([0, 1], at))
    if fitted.is_perfect:
        return Gate("side by side before", None, "Nothing is left over: there is no noise to judge.")
    found = fitted.one("treated time")
    said = f"Difference in trend per point before: {found.value:.4f} ({found.low:.4f} to {found.high:.4f})."
    return Gate("side by side before", not found.excludes_none, said)
