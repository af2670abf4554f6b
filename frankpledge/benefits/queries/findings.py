"""What a benefit's own series says of its evidence, by each design that the engine has."""

import datetime
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frankpledge.benefits import periods
from frankpledge.benefits.drafts import findings as drafts
from frankpledge.benefits.models import Aggregation, Design, Profile
from frankpledge.benefits.queries import holdings, standings
from frankpledge.benefits.queries.series import Amount, Held
from frankpledge.engine.attribution import (
    Attribution,
    Effect,
    Panel,
    before_and_after,
    controlled,
    did,
    differences,
    interrupted,
    synthetic,
)
from frankpledge.engine.attribution import Design as Model
from frankpledge.engine.errors import EngineError
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation

# What the engine calls the designs that it works out. By lot there is only a study made elsewhere.
NAMES: Mapping[str, str] = {
    Design.BEFORE_AFTER: "before_and_after",
    Design.INTERRUPTED: "interrupted",
    Design.CONTROLLED: "controlled",
    Design.DIFFERENCES: "differences",
    Design.SYNTHETIC: "synthetic",
}
SEED = 1
OURS = "this-collaboration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """By which design, and what the figures are compared with, as typed."""

    design: str
    others: str = ""
    bodies: str = ""


@dataclass(frozen=True, slots=True)
class Worked:
    """The engine's grade and words, and the case file that makes anybody get the same."""

    grade: str
    words: str
    case: dict[str, Any]
    result: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Own:
    """The benefit's own series: its periods, what each came to, and the first one after the start."""

    held: Held
    days: Sequence[datetime.date]
    amounts: Sequence[Amount]
    at: int

    @property
    def values(self) -> list[float]:
        return [float(amount.shown) for amount in self.amounts]

    @property
    def is_counted(self) -> bool:
        """Whether it is whole numbers that happened, so that the engine takes it for counts."""
        firsts = [amount.value for amount in self.amounts]
        return all(value >= 0 and value == value.to_integral_value() for value in firsts)

    @property
    def is_ratio(self) -> bool:
        return self.held.aggregation == Aggregation.RATIO


def worked(profile: Profile, study: Study) -> Worked:
    """The engine's answer from the locked baseline and returns. Raises Invalid, saying what is missing."""
    if study.design not in NAMES:
        fault = _("Choose a design")
        raise Invalid(fault, {"design": fault})
    own = _own(next(holdings.held(Profile.objects.filter(pk=profile.pk))))
    case = {
        "design": NAMES[study.design],
        "title": profile.reference,
        "labels": [str(day) for day in own.days],
        **CASES[study.design](own, study),
    }
    try:
        found = ANSWERS[study.design](case)
    except EngineError as refused:
        fault = _("The figures do not bear this design: %(why)s") % {"why": refused}
        raise Invalid(fault, {"design": fault}) from refused
    return Worked(found.grade, in_words(found), case, _result(found))


def in_words(found: Attribution) -> str:
    """The size of the change, whether chance explains it, and what the design could show at best."""
    effect = found.effect
    said = [_("By %(design)s: %(size)s.") % {"design": found.design, "size": size_of(effect)}]
    if math.isfinite(effect.low):
        outside = _("“No change” lies outside the range.")
        said.append(outside if effect.excludes_none else _("“No change” lies within the range."))
    return " ".join([*said, found.why[:1].upper() + found.why[1:]])


def size_of(effect: Effect) -> str:
    """An effect with its range: a share more or less, or a difference in the measure's unit."""
    if effect.scale == "ratio":
        size = _("%(share)s more") if effect.value >= 1 else _("%(share)s less")
        low, high = sorted((effect.low - 1, effect.high - 1))
        written = size % {"share": f"{abs(effect.value - 1):.1%}"}
        ends = (f"{low:+.1%}", f"{high:+.1%}")
    else:
        written = _("a difference of %(value)s") % {"value": _figure(effect.value)}
        ends = (_figure(effect.low), _figure(effect.high))
    if not math.isfinite(effect.low):
        return _("%(size)s (its range is not known)") % {"size": written}
    told = _("%(size)s (95%% range %(low)s to %(high)s)")
    return told % {"size": written, "low": ends[0], "high": ends[1]}


def _figure(value: float) -> str:
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 3
    return f"{value:,.{digits}f}"


def _own(held: Held) -> Own:
    """Raises Invalid with no value on either side of the start, or a gap, which no design bears."""
    days, _chart = standings.charted(held)
    before = held.before_by_period()
    found = [held.actual(day) or before.get(day) for day in days]
    gaps = [date_format(day, "F Y") for day, amount in zip(days, found, strict=True) if amount is None]
    if gaps:
        told = _("Every period must be known. Not known: %(periods)s.")
        fault = told % {"periods": ", ".join(gaps[:6])}
        raise Invalid(fault, {"design": fault})
    at = sum(day in before and held.actual(day) is None for day in days)
    if not 0 < at < len(days):
        fault = _("It needs a locked baseline and locked returns, of periods of one length.")
        raise Invalid(fault, {"design": fault})
    return Own(held, days, [amount for amount in found if amount is not None], at)


def _alone(own: Own, _study: Study) -> dict[str, Any]:
    return {"outcome": own.values, "at": own.at}


def _interrupted(own: Own, _study: Study) -> dict[str, Any]:
    """Counts as counts; of a ratio, its first part out of its second."""
    if not own.is_counted:
        return {"outcome": own.values, "at": own.at, "model": _model(own, "gaussian")}
    outcome = [float(amount.value) for amount in own.amounts]
    case = {"outcome": outcome, "at": own.at, "model": _model(own, "quasi-poisson")}
    if own.is_ratio:
        case["exposure"] = [float(amount.out_of or 0) for amount in own.amounts]
    return case


def _controlled(own: Own, study: Study) -> dict[str, Any]:
    others = drafts.read_control(study.others, own.days)
    are_counts = own.is_counted and not own.is_ratio and all(each >= 0 and each % 1 == 0 for each in others)
    return {
        "outcome": own.values,
        "control": others,
        "at": own.at,
        "bodies": drafts.read_bodies(study.bodies),
        "model": _model(own, "quasi-poisson" if are_counts else "gaussian"),
    }


def _differences(own: Own, study: Study) -> dict[str, Any]:
    """Each party by itself where each is known in every period; else all of them as one."""
    per_year = 12 // periods.months(own.held.profile.workspace.period_length)
    return _panel(own, _by_party(own) or {OURS: own.values}, study, {"periods_a_year": per_year})


def _synthetic(own: Own, study: Study) -> dict[str, Any]:
    return _panel(own, {OURS: own.values}, study, {})


def _panel(
    own: Own, ours: Mapping[str, Sequence[float]], study: Study, settings: Mapping[str, Any]
) -> dict[str, Any]:
    inside = set(own.held.profile.workspace.collaboration.parties.values_list("organisation", flat=True))
    bodies = [each for each in Organisation.objects.order_by("slug") if each.pk not in inside]
    others = drafts.read_panel(study.others, own.days, bodies)
    rows = [(name, at, value) for name, row in {**ours, **others}.items() for at, value in enumerate(row)]
    return {
        "body": [name for name, _at, _value in rows],
        "period": [float(at) for _name, at, _value in rows],
        "outcome": [value for _name, _at, value in rows],
        "starts": dict.fromkeys(ours, float(own.at)),
        "panel": dict(settings),
        "seed": SEED,
    }


def _by_party(own: Own) -> dict[str, list[float]]:
    """The series of each party, where there are several and each is known throughout."""
    parties = [party for party in own.held.parties if party is not None]
    rows = {party: own.held.of_party(party, own.days) for party in parties}
    if len(parties) < 2 or any(None in row for row in rows.values()):
        return {}
    slugs = dict(Organisation.objects.filter(pk__in=parties).values_list("pk", "slug"))
    return {
        slugs[party]: [float(amount.shown) for amount in row if amount is not None]
        for party, row in rows.items()
    }


def _model(own: Own, family: str) -> dict[str, Any]:
    """Seasons as the periods have them: of twelve months, of four quarters, none of years."""
    per_year = 12 // periods.months(own.held.profile.workspace.period_length)
    if per_year == 1:
        return {"family": family, "season": "none"}
    return {"family": family, "period": per_year, "harmonics": 2 if per_year == 12 else 1}


def _result(found: Attribution) -> dict[str, Any]:
    ends = [found.effect.low, found.effect.high]
    low, high = (end if math.isfinite(end) else None for end in ends)
    return {
        "grade": found.grade,
        "why": found.why,
        "change": found.effect.value,
        "low": low,
        "high": high,
        "scale": found.effect.scale,
        "gates": [{"name": each.name, "passed": each.passed, "said": each.said} for each in found.gates],
    }


def _panel_of(case: Mapping[str, Any]) -> Panel:
    return Panel(tuple(case["body"]), tuple(case["period"]), tuple(case["outcome"]), case["starts"])


CASES: Mapping[str, Callable[[Own, Study], dict[str, Any]]] = {
    Design.BEFORE_AFTER: _alone,
    Design.INTERRUPTED: _interrupted,
    Design.CONTROLLED: _controlled,
    Design.DIFFERENCES: _differences,
    Design.SYNTHETIC: _synthetic,
}
ANSWERS: Mapping[str, Callable[[Mapping[str, Any]], Attribution]] = {
    Design.BEFORE_AFTER: lambda case: before_and_after(case["outcome"], case["at"]),
    Design.INTERRUPTED: lambda case: interrupted(
        case["outcome"], case["at"], Model(**case["model"], exposure=case.get("exposure"))
    ),
    Design.CONTROLLED: lambda case: controlled(
        case["outcome"], case["control"], case["at"], Model(**case["model"]), bodies=case["bodies"]
    ),
    Design.DIFFERENCES: lambda case: differences(
        _panel_of(case), np.random.default_rng(case["seed"]), did.Settings(**case["panel"])
    ),
    Design.SYNTHETIC: lambda case: synthetic(_panel_of(case)),
}
