"""Synthetic control: a mix of other bodies that ran as the treated one did, and where the two part.

Weights w >= 0 adding to 1 minimise (x1 - X0 w)' V (x1 - X0 w), x being predictors or the outcomes before
the start; V is found so that the mix fits the outcome before. The weights are pysyncon's. Inference asks
how often a body that was *not* treated shows so large a ratio of gaps after to gaps before (placebo in
space): p is a rank among all.

Sources: Abadie and Gardeazabal (2003), *AER* 93(1); Abadie, Diamond and Hainmueller (2010), *JASA* 105;
Firpo and Possebom (2018) for intervals from placebos. Solvers differ: expect agreement to about 2.5%, not
to the digit.
"""

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from frankpledge.engine.attribution.evidence import Attribution, Effect, Floats, Gate, graded
from frankpledge.engine.attribution.panels import Panel
from frankpledge.engine.checks import finite, within
from frankpledge.engine.errors import Contradiction, NoAnswer, TooFew, Unknown

NAME = "synthetic control"
# The solver stops at an absolute tolerance: the loss is made large so that it does not stop early.
LARGE = 1e6
Search: TypeAlias = Literal["Nelder-Mead", "BFGS"]
Start: TypeAlias = Literal["equal", "ols"]
Solver: TypeAlias = Literal["exact", "pysyncon"]


@dataclass(frozen=True, slots=True)
class Predictor:
    """Something that each body has one number of, before the start."""

    name: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to fit. Without predictors the outcomes of every period before the start are matched.

    `fit_on` are the periods whose outcomes V is searched for, by default all before the start. `importance`
    fixes V instead, one number for each predictor. `donors` leaves bodies out: those in the collaboration,
    in a similar one, or helped by it must not be among them. `solver` "pysyncon" finds weights by its own
    SLSQP.
    """

    predictors: tuple[Predictor, ...] = ()
    fit_on: tuple[float, ...] | None = None
    importance: tuple[float, ...] | None = None
    donors: tuple[str, ...] | None = None
    search: Search = "Nelder-Mead"
    start: Start = "equal"
    solver: Solver = "exact"
    placebos: bool = True
    confidence: float = 0.95

    def __post_init__(self) -> None:
        within("confidence", self.confidence, 0.5, 0.999)
        if self.importance is not None and len(self.importance) != len(self.predictors):
            raise Contradiction("importance", f"{len(self.importance)} long", "one number for each predictor")


@dataclass(frozen=True, slots=True, eq=False)
class Mix:
    """One body's mix of donors, and the gaps between it and them."""

    body: str
    weights: Mapping[str, float]
    importance: tuple[float, ...]
    gaps: Floats
    before: float
    after: float

    @property
    def ratio(self) -> float:
        """The gaps after over the gaps before, as root mean squares."""
        return self.after / self.before if self.before > 0 else math.inf


def synthetic(panel: Panel, settings: Settings | None = None) -> Attribution:
    """The effect on the one treated body. Needs 2 donors and 5 periods before; 10 donors pass the gate.

    >>> rng = np.random.default_rng(4)
    >>> rows = [(f"force {i:02}", t) for i in range(12) for t in range(30)]
    >>> common = rng.normal(0, 3, 30).cumsum()
    >>> own = lambda b: (1 + int(b[-2:]) / 20) * common
    >>> y = [100 + own(b)[t] + rng.normal() - 20 * (b == "force 06" and t >= 20) for b, t in rows]
    >>> found = synthetic(Panel(*zip(*rows), tuple(y), {"force 06": 20}))
    >>> -23 < found.effect.value < -17, round(found.effect.p, 3)
    (True, 0.083)
    """
    chosen = settings or Settings()
    body, donors, table, at = _checked(panel, chosen)
    own = mix(body, donors, table, panel, at, chosen)
    # A donor's own mix is made without the treated body: its change is what is asked about.
    rest = (
        [mix(donor, [each for each in donors if each != donor], table, panel, at, chosen) for donor in donors]
        if chosen.placebos and len(donors) > 2
        else []
    )
    effect = _effect(own, rest, at, chosen.confidence)
    actual = table[body]
    gates = tuple(_gates(own, donors, table, panel, at, chosen))
    grade, why = graded(NAME, gates, borne_out=effect.p is not None and effect.p <= 0.1)
    expected = actual - own.gaps
    total = Effect(
        "total after", float(own.gaps[at:].sum()), effect.low * (len(actual) - at),
        effect.high * (len(actual) - at), "difference", effect.confidence, effect.p,
    )  # fmt: skip
    found = _diagnostics(own, donors, at, actual, rest)
    tables = {
        "weights": tuple(sorted(own.weights.items(), key=lambda pair: (-pair[1], pair[0]))),
        "importance": tuple(zip((each.name for each in chosen.predictors), own.importance, strict=False)),
        "placebo ratios": tuple((each.body, each.ratio) for each in rest),
    }
    return Attribution(
        NAME,
        effect,
        (effect, total),
        gates,
        found,
        grade,
        why,
        tuple(actual.tolist()),
        tuple(expected.tolist()),
        tables,
    )


def mix(
    body: str, donors: Sequence[str], table: Mapping[str, Floats], panel: Panel, at: int, chosen: Settings
) -> Mix:
    """The best mix of donors for one body."""
    others = pd.DataFrame({donor: table[donor] for donor in donors}, index=panel.times)
    own = pd.Series(table[body], index=panel.times, name=body)
    fit_on = list(chosen.fit_on) if chosen.fit_on is not None else list(panel.times[:at])
    names = [*donors, body]
    if chosen.predictors:
        x = pd.DataFrame({name: [each.values[name] for each in chosen.predictors] for name in names})
    else:
        x = pd.DataFrame({name: table[name][:at] for name in names})
    spread = x.std(axis=1)
    x, spread = x[spread > 0], spread[spread > 0]
    if x.empty:
        raise NoAnswer("predictors", "the same for every body", "predictors that differ")
    importance = _importance(chosen, spread)
    # Not at the top: pysyncon brings matplotlib with it, which no other design needs.
    from frankpledge.engine.attribution import mixing  # noqa: PLC0415 - as said above

    maker = mixing.Exact() if chosen.solver == "exact" else mixing.Synth()
    with warnings.catch_warnings():
        # The outer search leaves the bounds now and then; scipy clips and goes on.
        warnings.filterwarnings("ignore", message="Values in x were outside bounds", category=RuntimeWarning)
        maker.fit(
            X0=x[list(donors)], X1=x[body], Z0=others.loc[fit_on], Z1=own.loc[fit_on],
            custom_V=importance, optim_method=chosen.search, optim_initial=chosen.start,
        )  # fmt: skip
    weights = np.clip(np.asarray(maker.W, dtype=np.float64), 0.0, 1.0)
    finite("weights", weights)
    weights /= weights.sum()
    gaps = own.to_numpy() - others.to_numpy() @ weights
    before, after = (float(np.sqrt(np.mean(part**2))) for part in (gaps[:at], gaps[at:]))
    found = tuple(float(each) for each in np.asarray(maker.V)) if chosen.predictors else ()
    return Mix(body, dict(zip(donors, weights.tolist(), strict=True)), found, gaps, before, after)


def _importance(chosen: Settings, spread: pd.Series) -> Floats | None:
    """V, for predictors scaled by their spread. Without predictors: plain squares of the outcomes."""
    if chosen.importance is not None:
        given = np.array(chosen.importance, dtype=np.float64)[np.asarray(spread.index)]
        return np.asarray(given / given.sum())
    if chosen.predictors:
        return None
    squares = spread.to_numpy() ** 2
    return np.asarray(LARGE * squares / squares.sum())


def _checked(panel: Panel, chosen: Settings) -> tuple[str, list[str], dict[str, Floats], int]:
    if len(panel.starts) != 1:
        allowed = "one treated body; take their average if several"
        raise Contradiction("starts", f"for {len(panel.starts)} bodies", allowed)
    ((body, start),) = panel.starts.items()
    table = panel.wide()
    donors = _donors(body, table, chosen)
    at = int(np.searchsorted(panel.times, start))
    if at < 5:
        raise TooFew("periods", f"{at} before the start", "5 or more before it")
    if np.ptp(table[body]) == 0:
        raise NoAnswer("outcome", f"the same throughout for {body}", "a series that varies")
    for each in chosen.predictors:
        missing = [name for name in (body, *donors) if not math.isfinite(each.values.get(name, math.nan))]
        if missing:
            raise Unknown(each.name, f"not known for {', '.join(missing)}", "a number for each body")
    return body, donors, table, at


def _donors(body: str, table: Mapping[str, Floats], chosen: Settings) -> list[str]:
    donors = list(chosen.donors) if chosen.donors is not None else [name for name in table if name != body]
    unknown = [name for name in donors if name not in table or name == body]
    if unknown:
        raise Unknown("donors", ", ".join(unknown), "bodies observed, other than the treated one")
    if len(donors) < 2:
        raise TooFew("donors", f"{len(donors)}", "2 donors or more")
    gaps = [name for name in (body, *donors) if np.isnan(table[name]).any()]
    if gaps:
        allowed = "every period, or leave them out"
        raise Contradiction("outcome", f"missing in some periods for {', '.join(gaps)}", allowed)
    return donors


def _effect(own: Mix, rest: Sequence[Mix], at: int, confidence: float) -> Effect:
    value = float(own.gaps[at:].mean())
    if not rest:
        return Effect("average after", value, -math.inf, math.inf, "difference", confidence)
    p = (1 + sum(each.ratio >= own.ratio for each in rest)) / (1 + len(rest))
    # Placebos that fit far worse before say nothing about chance gaps of one that fits well.
    kept = [each for each in rest if each.before <= 5 * own.before] or list(rest)
    chance = np.sort([float(each.gaps[at:].mean()) for each in kept])
    count = len(chance)
    out = math.floor((1 - confidence) / 2 * (count + 1))
    attained = confidence if out >= 1 else 1 - 2 / (count + 1)
    low, high = chance[max(out, 1) - 1], chance[count - max(out, 1)]
    return Effect("average after", value, value - float(high), value - float(low), "difference", attained, p)


def _gates(
    own: Mix, donors: Sequence[str], table: Mapping[str, Floats], panel: Panel, at: int, chosen: Settings
) -> list[Gate]:
    size = float(np.abs(table[own.body][:at]).mean())
    near = own.before / size if size else math.inf
    heaviest = max(own.weights, key=lambda name: own.weights[name])
    held = _held_out(own.body, donors, table, panel, at)
    return [
        Gate("ten donors", len(donors) >= 10, f"{len(donors)} donors; 10 are needed."),
        Gate("fits before", near <= 0.1, f"Gaps before are {near:.1%} of the outcome; at most 10%."),
        Gate(
            "fits what it has not seen",
            held <= max(2 * near, 0.1),
            f"Gaps in the last third before, held out: {held:.1%}.",
        ),
        Gate(
            "not one donor alone",
            own.weights[heaviest] <= 0.9,
            f"{heaviest} has {own.weights[heaviest]:.0%} of the weight.",
        ),
        Gate(
            "placebos made",
            chosen.placebos and len(donors) > 2,
            "Each donor was treated as if it had been the one.",
        ),
    ]


def _held_out(body: str, donors: Sequence[str], table: Mapping[str, Floats], panel: Panel, at: int) -> float:
    """How far off a mix made on the first two thirds before the start is in the last third, as a share."""
    seen = max(2 * at // 3, 2)
    trial = mix(body, donors, table, panel, seen, Settings())
    size = float(np.abs(table[body][:at]).mean())
    return float(np.sqrt(np.mean(trial.gaps[seen:at] ** 2))) / size if size else math.inf


def _diagnostics(
    own: Mix, donors: Sequence[str], at: int, actual: Floats, rest: Sequence[Mix]
) -> dict[str, float]:
    after = own.gaps[at:]
    made = {
        "donors": float(len(donors)),
        "donors_used": float(sum(weight > 0.001 for weight in own.weights.values())),
        "rmspe_before": own.before,
        "rmspe_after": own.after,
        "rmspe_ratio": own.ratio,
        "relative_effect": float(after.mean() / (actual - own.gaps)[at:].mean()),
        "periods_before": float(at),
    }
    if len(after) > 1:
        made["gap_se"] = float(after.std(ddof=1) / np.sqrt(len(after)))
    if rest:
        made["rank"] = 1.0 + sum(each.ratio >= own.ratio for each in rest)
    return made
