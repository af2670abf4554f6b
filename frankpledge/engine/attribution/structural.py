"""A structural time series: a level that drifts, a season, and the change on top of them.

Y_t = level_t + season_t + b X_t + covariates + e_t; level_t = level_(t-1) + drift. The season may change
slowly or not at all. Estimated by maximum likelihood with the Kalman filter. Needs five years of months (60
points).

Sources: Harvey and Durbin (1986), *JRSS A* 149(3), the seat-belt study; Durbin and Koopman, *Time Series
Analysis by State Space Methods* (2nd ed., 2012). Limit: the drift may swallow a slow effect.
"""

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.tools.sm_exceptions import ConvergenceWarning
from statsmodels.tsa.statespace.structural import UnobservedComponents

from frankpledge.engine.attribution.evidence import Attribution, Effect, Floats, Gate, graded, observed
from frankpledge.engine.checks import series, whole
from frankpledge.engine.errors import NoAnswer, OutOfRange, TooFew, WrongLength

NAME = "structural time series"


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What the model holds. `trend` adds a slope that drifts as well; `period` 0 leaves the season out."""

    logged: bool = True
    period: int = 12
    season_changes: bool = True
    trend: bool = False
    covariates: Mapping[str, ArrayLike] = field(default_factory=dict)
    confidence: float = 0.95
    least_points: int = 60
    least_after: int = 6

    def __post_init__(self) -> None:
        whole("period", self.period, 0)
        whole("least_points", self.least_points, 20)
        whole("least_after", self.least_after, 1)


def structural(outcome: ArrayLike, at: int, structure: Structure | None = None) -> Attribution:
    """The step at point `at` (counted from 0), as a ratio when logged, otherwise a difference.

    >>> rng = np.random.default_rng(8)
    >>> y = 500 + rng.normal(0, 2, 72).cumsum() + rng.normal(0, 5, 72) - 60 * (np.arange(72) >= 48)
    >>> found = structural(y, 48, Structure(logged=False, period=0))
    >>> found.effect.low < -60 < found.effect.high
    True
    """
    chosen = structure or Structure()
    values = observed(outcome, at, before=max(2 * chosen.period, 12), after=chosen.least_after)
    if len(values) < chosen.least_points:
        raise TooFew(
            "outcome",
            f"{len(values)} points long",
            f"{chosen.least_points} points or more (five years of months)",
        )
    if chosen.logged and values.min() <= 0:
        raise OutOfRange("outcome", f"{values.min():g} somewhere", "numbers above 0, when logged")
    result = _fitted(np.log(values) if chosen.logged else values, _columns(len(values), at, chosen), chosen)
    effect = _effect(result, chosen)
    if not chosen.logged and effect.high - effect.low > 100 * np.ptp(values):
        raise NoAnswer(
            "outcome", "one that leaves the change's error unknown", "a series with some noise, or a trend"
        )
    diagnostics = _diagnostics(result, values, chosen)
    gates = tuple(_gates(diagnostics, values, at))
    grade, why = graded(NAME, gates, borne_out=effect.excludes_none)
    step = np.where(np.arange(len(values)) >= at, effect.value, 1.0 if chosen.logged else 0.0)
    expected = values / step if chosen.logged else values - step
    return Attribution(
        NAME,
        effect,
        (effect,),
        gates,
        diagnostics,
        grade,
        why,
        tuple(values.tolist()),
        tuple(expected.tolist()),
    )


def _columns(count: int, at: int, chosen: Structure) -> Floats:
    made = [(np.arange(count) >= at).astype(np.float64)]
    for name, given in chosen.covariates.items():
        column = series(name, given)
        if len(column) != count:
            raise WrongLength(name, f"{len(column)} long", f"one number for each of the {count} points")
        made.append(column)
    return np.column_stack(made)


def _fitted(values: Floats, columns: Floats, chosen: Structure):  # type: ignore[no-untyped-def]  # statsmodels has no types
    model = UnobservedComponents(
        values,
        level="lltrend" if chosen.trend else "llevel",
        seasonal=chosen.period or None,
        stochastic_seasonal=chosen.season_changes,
        exog=columns,
    )
    with warnings.catch_warnings():
        # Whether it converged is asked of the result, and refused below.
        warnings.simplefilter("ignore", ConvergenceWarning)
        # The search may try values at which the likelihood cannot be had; it goes on from others.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module="statsmodels")
        result = model.fit(disp=False, maxiter=500)
        if not result.mle_retvals["converged"]:
            result = model.fit(disp=False, maxiter=2000, method="nm", start_params=result.params)
    if not result.mle_retvals["converged"]:
        raise NoAnswer("outcome", "one whose model did not converge", "a longer or less erratic series")
    return result


def _effect(result, chosen: Structure) -> Effect:  # type: ignore[no-untyped-def]  # statsmodels has no types
    place = list(result.model.param_names).index("beta.x1")
    value, error = float(result.params[place]), float(result.bse[place])
    if not np.isfinite(error) or error <= 0:
        raise NoAnswer(
            "outcome", "one that leaves the change's error unknown", "a longer or less erratic series"
        )
    reach = float(stats.norm.ppf((1 + chosen.confidence) / 2)) * error
    p = float(2 * stats.norm.sf(abs(value) / error))
    ends = value, value - reach, value + reach
    if chosen.logged:
        value, low, high = (math.exp(each) for each in ends)
        return Effect("level", value, low, high, "ratio", chosen.confidence, p, error)
    value, low, high = ends
    return Effect("level", value, low, high, "difference", chosen.confidence, p, error)


def _diagnostics(result, values: Floats, chosen: Structure) -> dict[str, float]:  # type: ignore[no-untyped-def]  # statsmodels has no types
    burnt = max(chosen.period, 1) + 1 + len(chosen.covariates)
    errors = np.asarray(result.standardized_forecasts_error[0])[burnt:]
    lags = min(max(chosen.period, 6), len(errors) // 5)
    test = acorr_ljungbox(errors, lags=[lags], return_df=True)
    third = len(errors) // 3
    spread = float(np.sum(errors[-third:] ** 2) / np.sum(errors[:third] ** 2))
    return {
        "ljung_box_p": float(test["lb_pvalue"].iloc[0]),
        "normality_p": float(stats.jarque_bera(errors).pvalue),
        "spread_ratio": spread,
        "spread_p": float(2 * min(stats.f.cdf(spread, third, third), stats.f.sf(spread, third, third))),
        "log_likelihood": float(result.llf),
        "points": float(len(values)),
    }


def _gates(found: Mapping[str, float], values: Floats, at: int) -> list[Gate]:
    said = f"{len(values)} points, {len(values) - at} after; 60 and 12 are needed."
    return [
        Gate("enough points", len(values) >= 60 and len(values) - at >= 12, said),
        Gate(
            "forecast errors independent",
            found["ljung_box_p"] >= 0.05,
            f"Ljung-Box p {found['ljung_box_p']:.3f}.",
        ),
        Gate(
            "spread steady", found["spread_p"] >= 0.01, f"Last third over first {found['spread_ratio']:.2f}."
        ),
    ]
