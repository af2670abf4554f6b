"""Difference-in-differences: the change of those treated, less the change of those who were not.

Two-way fixed effects: Y_it = a_i + g_t + effect * D_it + e_it; or, with `effects="groups"`, one mean for
the treated and one for the rest (the two-by-two table, for samples that differ from period to period).
Errors by cluster, with the wild cluster bootstrap for the interval when there are fewer than 40 clusters.

Sources: Angrist and Pischke, *Mostly Harmless Econometrics* (2009); Bertrand, Duflo and Mullainathan
(2004), *QJE* 119(1). Limit: when bodies start at different times and effects change over time, two-way
fixed effects mix them up (Goodman-Bacon 2021): the gate "one start" then fails.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from scipy import stats

from frankpledge.engine.attribution import bootstrap
from frankpledge.engine.attribution.event_study import SIDE_BY_SIDE, event_study, side_by_side
from frankpledge.engine.attribution.evidence import Attribution, Effect, Floats, Gate, graded
from frankpledge.engine.attribution.panels import Panel
from frankpledge.engine.checks import number, positive, whole
from frankpledge.engine.errors import TooFew, Unknown

NAME = "difference-in-differences"
FEW = 40
Effects: TypeAlias = Literal["two-way", "groups"]
Errors: TypeAlias = Literal["clustered", "bootstrap", "robust", "classical"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to estimate. `errors` None takes the bootstrap below 40 clusters and clustered errors from there
    on."""

    effects: Effects = "two-way"
    errors: Errors | None = None
    draws: int = 1999
    confidence: float = 0.95
    periods_a_year: int = 12
    leads: int = 6
    lags: int = 12

    def __post_init__(self) -> None:
        if self.effects not in {"two-way", "groups"}:
            raise Unknown("effects", self.effects, "two-way or groups")
        if self.errors not in {None, "clustered", "bootstrap", "robust", "classical"}:
            raise Unknown("errors", self.errors, "clustered, bootstrap, robust or classical")
        whole("draws", self.draws, 99)
        whole("periods_a_year", self.periods_a_year, 1)
        whole("leads", self.leads, 1)
        whole("lags", self.lags, 0)


def differences(panel: Panel, rng: np.random.Generator, settings: Settings | None = None) -> Attribution:
    """The average effect on those treated. `rng` signs the clusters when there are more than 12.

    >>> rng = np.random.default_rng(2)
    >>> rows = [(f"force {i}", t) for i in range(8) for t in range(48)]
    >>> y = [100 + 5 * (i[-1] in "67") * (t >= 36) + rng.normal() for i, t in rows]
    >>> panel = Panel(*zip(*rows), tuple(y), {"force 6": 36, "force 7": 36})
    >>> found = differences(panel, rng)
    >>> found.effect.low < 5 < found.effect.high
    True
    """
    chosen = settings or Settings()
    others = _others(panel, chosen)
    made = bootstrap.clustered(panel.treated, panel.values, others, panel.body_at)
    errors = chosen.errors or ("bootstrap" if len(panel.names) < FEW else "clustered")
    found = list(_effects(panel, others, made, chosen.confidence))
    if errors == "bootstrap":
        found.append(
            _bootstrapped(made, bootstrap.signs(len(panel.names), chosen.draws, rng), chosen.confidence)
        )
    effects = {effect.name: effect for effect in found}
    headline = effects[errors]
    study = (
        event_study(panel, others, chosen.leads, chosen.lags, chosen.confidence)
        if chosen.effects == "two-way"
        else None
    )
    before = side_by_side(panel, study, chosen.draws, rng) if study else None
    gates = tuple(_gates(panel, before, chosen))
    grade, why = graded(NAME, gates, borne_out=headline.excludes_none)
    tables = {"event study": study.rows} if study else {}
    expected = panel.values - made.estimate * panel.treated
    return Attribution(
        NAME, headline, tuple(effects.values()), gates, _diagnostics(panel), grade, why,
        panel.outcome, tuple(expected.tolist()), tables,
    )  # fmt: skip


def from_means(
    treated: tuple[float, float],
    control: tuple[float, float],
    *,
    errors: tuple[float, float, float, float] | None = None,
    confidence: float = 0.95,
) -> Effect:
    """The effect from four means: (before, after) of the treated and of the control.

    `errors` are the standard errors of the four means, in that order, taken as independent; without them the
    interval is infinite, since means alone do not say how sure they are.

    Card and Krueger's table, as re-analysed on hedibert.org:

    >>> round(from_means((20.431, 20.898), (23.380, 21.097)).value, 3)
    2.75
    """
    for name, pair in (("treated", treated), ("control", control)):
        for value in pair:
            number(name, value)
    value = (treated[1] - treated[0]) - (control[1] - control[0])
    if errors is None:
        return Effect("means", value, -math.inf, math.inf, "difference", confidence)
    error = math.sqrt(sum(positive("errors", each) ** 2 for each in errors))
    reach = float(stats.norm.ppf((1 + confidence) / 2)) * error
    p = float(2 * stats.norm.sf(abs(value) / error))
    return Effect("means", value, value - reach, value + reach, "difference", confidence, p, error)


def _others(panel: Panel, chosen: Settings) -> Floats:
    """Everything in the model but the treatment."""
    ones = np.ones((len(panel.values), 1))
    if chosen.effects == "groups":
        after = np.array(panel.periods) >= min(panel.starts.values())
        made = np.column_stack([ones, panel.ever, after]).astype(np.float64)
    else:
        bodies = np.eye(len(panel.names))[panel.body_at]
        made = np.hstack([bodies, np.eye(len(panel.times))[panel.time_at][:, 1:]])
    if len(panel.values) <= made.shape[1] + 1:
        raise TooFew(
            "outcome", f"{len(panel.values)} rows for {made.shape[1] + 1} terms", "more rows than terms"
        )
    return made


def _effects(panel: Panel, others: Floats, made: bootstrap.Clustered, confidence: float) -> Iterator[Effect]:
    yield _usual("clustered", made.estimate, made.error, len(panel.names) - 1, confidence)
    apart, clean = bootstrap.taken_out(np.column_stack([panel.treated, panel.values]), others).T
    rest = clean - made.estimate * apart
    freedom = len(clean) - others.shape[1] - 1
    robust = math.sqrt(float(np.sum((apart * rest) ** 2)) * len(clean) / freedom) / made.scale
    yield _usual("robust", made.estimate, robust, freedom, confidence)
    classical = math.sqrt(float(rest @ rest) / freedom / made.scale)
    yield _usual("classical", made.estimate, classical, freedom, confidence)


def _bootstrapped(made: bootstrap.Clustered, patterns: Floats, confidence: float) -> Effect:
    low, high = bootstrap.interval(made, patterns, confidence)
    p = bootstrap.p_value(made, patterns)
    return Effect("bootstrap", made.estimate, low, high, "difference", confidence, p)


def _usual(name: str, value: float, error: float, freedom: int, confidence: float) -> Effect:
    reach = float(stats.t.ppf((1 + confidence) / 2, freedom)) * error
    p = float(2 * stats.t.sf(abs(value) / error, freedom)) if error else None
    return Effect(name, value, value - reach, value + reach, "difference", confidence, p, error)


def _gates(panel: Panel, alike: Gate | None, chosen: Settings) -> Iterator[Gate]:
    untreated = len(panel.names) - len(panel.starts)
    yield Gate("six bodies to compare with", untreated >= 6, f"{untreated} never treated; 6 are needed.")
    before = int(np.sum(panel.times < min(panel.starts.values())))
    years = before / chosen.periods_a_year
    yield Gate("three years before", years >= 3, f"{before} periods, {years:.1f} years; 3 are needed.")
    yield alike or Gate(SIDE_BY_SIDE, None, "Too few periods before: cannot be judged.")
    starts = len(set(panel.starts.values()))
    yield Gate("one start", starts == 1, f"{starts} different starts.")
    said = f"{len(panel.starts)} treated: with one, no error says much; consider a synthetic control."
    yield Gate("two bodies treated", len(panel.starts) >= 2, said)


def _diagnostics(panel: Panel) -> dict[str, float]:
    made = {
        "bodies": float(len(panel.names)),
        "treated": float(len(panel.starts)),
        "rows": float(len(panel.values)),
        "periods": float(len(panel.times)),
    }
    groups = panel.ever, panel.treated > 0
    after = np.array(panel.periods) >= min(panel.starts.values())
    for who, chosen in (("treated", groups[0]), ("control", ~groups[0])):
        for when, then in (("before", ~after), ("after", after)):
            if (chosen & then).any():
                made[f"mean {who} {when}"] = float(panel.values[chosen & then].mean())
    return made
