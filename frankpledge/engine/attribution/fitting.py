"""Fitting a model of a series, and what its leftovers say about it."""

import math
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.stats.stattools import durbin_watson
from statsmodels.tools.sm_exceptions import ConvergenceWarning, PerfectSeparationWarning

from frankpledge.engine.attribution.designs import Design
from frankpledge.engine.attribution.evidence import Effect, Floats
from frankpledge.engine.errors import NoAnswer, OutOfRange


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Estimates, their covariance, and the leftovers. `freedom` is infinite where the normal is used."""

    names: tuple[str, ...]
    estimates: Floats
    covariance: Floats
    fitted: Floats
    leftover: Floats
    dispersion: float
    freedom: float
    log_scale: bool
    confidence: float

    @property
    def is_perfect(self) -> bool:
        """Whether next to nothing is left over: no noise to judge anything by."""
        return float(np.ptp(self.leftover)) <= 1e-9 * max(float(np.ptp(self.fitted)), 1e-300)

    def combined(self, name: str, weights: Floats) -> Effect:
        """The effect sum(weights * estimates), exponentiated on a log scale."""
        value = float(weights @ self.estimates)
        error = math.sqrt(max(float(weights @ self.covariance @ weights), 0.0))
        return self.effect(name, value, error, log_scale=self.log_scale)

    def effect(self, name: str, value: float, error: float, *, log_scale: bool) -> Effect:
        """An effect with its interval from an estimate and its standard error."""
        reach = float(stats.t.ppf((1 + self.confidence) / 2, self.freedom)) * error
        p = float(2 * stats.t.sf(abs(value) / error, self.freedom)) if error > 0 else None
        low, high = value - reach, value + reach
        if log_scale:
            value, low, high = (math.exp(min(max(each, -700.0), 700.0)) for each in (value, low, high))
        return Effect(
            name, value, low, high, "ratio" if log_scale else "difference", self.confidence, p, error
        )

    def one(self, name: str, shown: str | None = None) -> Effect:
        """The effect of one column."""
        weights = np.zeros(len(self.names))
        weights[self.names.index(name)] = 1.0
        return self.combined(shown or name, weights)


def fit(
    values: Floats,
    matrix: Floats,
    names: tuple[str, ...],
    design: Design,
    offset: Floats | None = None,
    groups: Floats | None = None,
) -> Fit:
    """The model fitted. `groups` parts series that are stacked, so that no lag reaches from one to
    another."""
    if design.logged and values.min() <= 0:
        raise OutOfRange("outcome", f"{values.min():g} somewhere", "numbers above 0, when logged")
    with _told_as_refusals():
        result = _fitted(values, matrix, design, offset, groups)
    leftover = np.asarray(result.resid_deviance if design.counts else result.resid)
    return Fit(
        names,
        np.asarray(result.params),
        np.asarray(result.cov_params()),
        np.asarray(result.fittedvalues),
        leftover,
        _dispersion(result) if design.counts else float(result.scale),
        np.inf if design.counts else float(result.df_resid),
        design.counts or design.logged,
        design.confidence,
    )


def _dispersion(result: Any) -> float:
    """Pearson's: how much more counts vary than Poisson's would."""
    return float(np.sum(np.asarray(result.resid_pearson) ** 2) / result.df_resid)


def leftovers(made: Fit, parameters: int, period: int = 12) -> Mapping[str, float]:
    """Durbin-Watson, the first autocorrelation, and Ljung and Box's chance that nothing is left in them.

    They are NaN where nothing is left over, as in a made-up series without noise.
    """
    rest = made.leftover
    lags = max(min(period, len(rest) // 5), 1)
    found = {"dispersion": made.dispersion, "terms": float(parameters), "ljung_box_lags": float(lags)}
    if made.is_perfect:
        return {"durbin_watson": math.nan, "autocorrelation_1": math.nan, "ljung_box_p": math.nan, **found}
    test = acorr_ljungbox(rest, lags=[lags], return_df=True)
    centred = rest - rest.mean()
    return {
        "durbin_watson": float(durbin_watson(rest)),
        "autocorrelation_1": float(centred[1:] @ centred[:-1]) / float(centred @ centred),
        "ljung_box_p": float(test["lb_pvalue"].iloc[0]),
        **found,
    }


def _fitted(
    values: Floats, matrix: Floats, design: Design, offset: Floats | None, groups: Floats | None
) -> sm.regression.linear_model.RegressionResults:
    how: dict[str, object] = {}
    if design.errors == "hac":
        kwds: dict[str, object] = {"maxlags": design.hac_lags(len(values)), "use_correction": True}
        how = {"cov_type": "HAC", "cov_kwds": kwds}
        if groups is not None:
            # The correction for small samples is one for clusters, of which there are too few here.
            how = {
                "cov_type": "hac-panel",
                "cov_kwds": {"maxlags": kwds["maxlags"], "groups": groups, "use_correction": False},
            }
    if not design.counts:
        return sm.OLS(np.log(values) if design.logged else values, matrix).fit(use_t=True, **how)
    scale = "X2" if design.family == "quasi-poisson" and design.errors == "model" else None
    return sm.GLM(values, matrix, family=sm.families.Poisson(), offset=offset).fit(scale=scale, **how)


@contextmanager
def _told_as_refusals() -> Iterator[None]:
    """What statsmodels only warns of is a refusal here: an estimate that was not reached is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        warnings.simplefilter("error", PerfectSeparationWarning)
        try:
            yield
        except (ConvergenceWarning, PerfectSeparationWarning, np.linalg.LinAlgError) as failure:
            raise NoAnswer(
                "outcome", f"one that the model cannot be fitted to ({failure})", "another model"
            ) from failure
