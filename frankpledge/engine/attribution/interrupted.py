"""Interrupted time series: did the series change when the collaboration began, beyond where it was heading?

Y_t = b0 + b1 t + b2 X_t + b3 (t - t0) X_t + season, X being 0 before the change and 1 after; for counts, the
logarithm of the mean, with the logarithm of exposure added. Needs 24 points before and 12 after by default.

Sources: Lopez Bernal, Cummins and Gasparrini (2017), *Int. J. Epidemiology* 46(1); Newey and West (1987),
*Econometrica* 55(3). Limit: whatever else happened at the same time is part of the effect.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.engine.attribution.designs import Columns, Design, checked, columns, exposures
from frankpledge.engine.attribution.evidence import (
    Attribution,
    Effect,
    Floats,
    Gate,
    eventful,
    graded,
    observed,
)
from frankpledge.engine.attribution.fitting import Fit, fit, leftovers
from frankpledge.engine.errors import EngineError

NAME = "interrupted time series"


def interrupted(outcome: ArrayLike, at: int, design: Design | None = None) -> Attribution:
    """The change at point `at` (counted from 0: the first point after the change).

    Effects: "level" (the step), "slope" (per point), "average after" and "total after" (against what would
    have been). Counts and logged outcomes have ratios, others differences.

    >>> rng = np.random.default_rng(3)
    >>> counts = rng.poisson(np.where(np.arange(60) < 36, 200, 160))
    >>> found = interrupted(counts, 36, Design(season="none"))
    >>> found.effect.low < 0.8 < found.effect.high, found.grade
    (True, 'E3')
    """
    chosen = design or Design()
    values = observed(outcome, at, before=chosen.least_before, after=chosen.least_after)
    made = columns(len(values), at, chosen)
    checked(made.matrix)
    if chosen.counts:
        eventful(values, at, len(made.names))
    offset = exposures(len(values), chosen)
    fitted = fit(values, made.matrix, made.names, chosen, offset)
    expected = _expected(fitted, made, chosen, offset)
    effects = tuple(effects_of(fitted, made, at, chosen, offset))
    headline = effects[0] if not chosen.slope else effects[-2]
    diagnostics = leftovers(fitted, len(made.names), chosen.period)
    gates = (
        enough(at, len(values) - at),
        independent(diagnostics, chosen),
        dispersed(diagnostics, chosen),
        made_up_date(values, at, chosen),
    )
    grade, why = graded(NAME, gates, borne_out=headline.excludes_none)
    return Attribution(
        NAME,
        headline,
        effects,
        gates,
        diagnostics,
        grade,
        why,
        tuple(values.tolist()),
        tuple(expected.tolist()),
    )


def effects_of(
    fitted: Fit, made: Columns, at: int, design: Design, offset: Floats | None
) -> Iterator[Effect]:
    """The step, the slope, and what they come to after the change: delta method for the last two."""
    for name in made.changed:
        yield fitted.one(name)
    still = made.without_change()
    if not design.counts:
        apart = (made.matrix - still)[at:]
        yield fitted.combined("average after", apart.mean(axis=0))
        if not design.logged:
            yield fitted.combined("total after", apart.sum(axis=0))
            return
    base = offset if offset is not None else np.zeros(len(still))
    with_it = np.exp(made.matrix @ fitted.estimates + base)[at:]
    without = np.exp(still @ fitted.estimates + base)[at:]
    if design.counts:
        log_ratio = float(np.log(with_it.sum() / without.sum()))
        slope = with_it @ made.matrix[at:] / with_it.sum() - without @ still[at:] / without.sum()
        yield fitted.effect("average after", log_ratio, _error(fitted, slope), log_scale=True)
    slope = with_it @ made.matrix[at:] - without @ still[at:]
    yield fitted.effect(
        "total after", float(with_it.sum() - without.sum()), _error(fitted, slope), log_scale=False
    )


def enough(before: int, after: int, least: tuple[int, int] = (24, 12)) -> Gate:
    """24 points before and 12 after."""
    said = f"{before} points before and {after} after; {least[0]} and {least[1]} are needed."
    return Gate("enough points", before >= least[0] and after >= least[1], said)


def independent(found: Mapping[str, float], design: Design) -> Gate:
    """Neighbouring leftovers are not alike, or only mildly and allowed for."""
    name = "leftovers independent or allowed for"
    dw, p = found["durbin_watson"], found["ljung_box_p"]
    if math.isnan(dw):
        return Gate(name, None, "Nothing is left over: there is no noise to judge.")
    mild = design.errors == "hac" and 1 <= dw <= 3
    said = f"Durbin-Watson {dw:.2f}, Ljung-Box p {p:.3f}; errors {design.errors}."
    return Gate(name, bool(p >= 0.05 or mild), said)


def dispersed(found: Mapping[str, float], design: Design) -> Gate:
    """Counts that vary more than Poisson's are not judged as if they did not."""
    dispersion = found["dispersion"]
    if not design.counts:
        return Gate("spread allowed for", passed=True, said="The spread is estimated.")
    allowed = design.family == "quasi-poisson" or design.errors == "hac" or dispersion <= 1.5
    return Gate("spread allowed for", allowed, f"Dispersion {dispersion:.2f}; family {design.family}.")


def made_up_date(values: Floats, at: int, design: Design) -> Gate:
    """A change at a made-up date, half way through the time before, must not be found."""
    name = "no change at a made-up date"
    if at < 24:
        return Gate(name, None, "Fewer than 24 points before: cannot be judged.")
    cut = {key: np.asarray(each, dtype=np.float64)[:at] for key, each in design.covariates.items()}
    out_of = None if design.exposure is None else np.asarray(design.exposure)[:at]
    # A column that only moves after the change says nothing before it.
    moving = {key: each for key, each in cut.items() if each.min() < each.max()}
    before = replace(design, level=True, slope=False, covariates=moving, exposure=out_of)
    try:
        made = columns(at, at // 2, before)
        checked(made.matrix)
        if design.counts:
            eventful(values[:at], at // 2, len(made.names))
        fitted = fit(values[:at], made.matrix, made.names, before, exposures(at, before))
    except EngineError:
        return Gate(name, None, "The model cannot be fitted to the time before alone.")
    if fitted.is_perfect:
        return Gate(name, None, "Nothing is left over: there is no noise to judge.")
    found = fitted.one("level")
    said = f"At point {at // 2}: {found.value:.3f} ({found.low:.3f} to {found.high:.3f})."
    return Gate(name, not found.excludes_none, said)


def _error(fitted: Fit, slope: Floats) -> float:
    return math.sqrt(max(float(slope @ fitted.covariance @ slope), 0.0))


def _expected(fitted: Fit, made: Columns, design: Design, offset: Floats | None) -> Floats:
    linear = made.without_change() @ fitted.estimates
    if offset is not None and design.counts:
        linear = linear + offset
    return np.asarray(np.exp(linear)) if fitted.log_scale else linear
