"""One benefit: how far it has got, in words, then its course, its figures, and where each comes from."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frankpledge.benefits import periods
from frankpledge.benefits.models import (
    BaselinePoint,
    Light,
    Observation,
    PlannedValue,
    Profile,
    Standing,
    Unit,
    Vintage,
)
from frankpledge.benefits.queries import baselines, planned_values, standings
from frankpledge.benefits.queries.returns import ASKED_OF, calendar
from frankpledge.benefits.queries.series import Amount, Held
from frankpledge.benefits.queries.standings import Result
from frankpledge.benefits.queries.tolerances import tolerance_of
from frankpledge.engine.signals import NHSR, Signal, describe
from frankpledge.engine.signals.words import SAID
from frankpledge.exchange.cases.plain import fitting
from frankpledge.people.permissions import Power
from frankpledge.web import courses, findings, measures, phrases, tracking, worth
from frankpledge.web.access import needs
from frankpledge.web.reading import reading_only

# A year of months; what is before it is folded.
MOST_SHOWN = 12
# What was done on a page before this one, as its address says.
DONE = {"baseline", "baseline-locked", "planned", "evidence", "study"}


@needs(Power.READ_RESTRICTED)
@reading_only
def benefit(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Everything that is on record of one benefit."""
    profile, desk = tracking.benefit_at(request, reference)
    (result,) = standings.worked_out(Profile.objects.filter(pk=profile.pk))
    stored = Standing.objects.filter(profile=profile).first()
    today = timezone.localdate()
    workspace, asked = profile.workspace, [profile] if profile.state in ASKED_OF else []
    rows = calendar(workspace, today, workspace.returns.all(), asked)
    late = [row for row in rows if row.is_overdue_on(today)]
    light = standings.light_on(stored, overdue=bool(late))
    context = {
        "profile": profile,
        "standing": stored,
        "light": light,
        "light_label": Light(light).label,
        "colour": tracking.COLOURS[light],
        "worth": worth.rows(profile, stored),
        "rule": tracking.OVERDUE if late and light == Light.NOT_KNOWN else tracking.RULES[light],
        "tolerance": tracking.share(float(tolerance_of(profile))),
        "why_none": tracking.WHY_NONE.get(result.realised.why, result.realised.why),
        "overdue": late,
        "period": lambda day: tracking.period(profile.workspace, day),
        "measure": measures.named(profile.measure) if profile.measure else None,
        "remarks": measures.remarks(profile.measure) if profile.measure else [],
        "quantity": lambda value: tracking.quantity(value, profile.measure),
        "share": tracking.share,
        "come_about": tracking.come_about,
        "course": _course(profile, result),
        "rows": _rows(result),
        "most_shown": MOST_SHOWN,
        "by_period": _by_period,
        "period_before": lambda baseline, day: periods.named(day, baseline.period_length),
        "baselines": profile.baselines.prefetch_related("points__organisation"),
        "draft": baselines.draft(profile),
        "vintages": _vintages(profile),
        "open_vintages": [
            held
            for kind in planned_values.OF_BENEFITS
            if (held := planned_values.being_written(profile.workspace, kind)) is not None
        ],
        "findings": profile.findings.order_by("-id"),
        "conditions": findings.conditions,
        "done": request.GET.get("done") if request.GET.get("done") in DONE else "",
    }  # fmt: skip
    return desk.page("tracking/benefit.html", profile.title, context)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The chart of a benefit: its sentences, and the drawing."""

    words: str
    course: courses.Course
    title: str


def _course(profile: Profile, result: Result) -> Drawn | None:
    if result.chart is None or profile.measure is None:
        return None
    labels = [tracking.period(profile.workspace, day) for day in result.labels]
    # As many decimals as the command gives.
    digits = fitting(list(result.chart.values))
    words = describe(result.chart, measure=profile.measure.name, labels=labels, digits=digits)
    title = _("%(measure)s, period by period") % {"measure": profile.measure.name}
    short = [date_format(day, "M Y") for day in result.labels]
    return Drawn(words, courses.of_chart(result.chart, short), title)


def _rows(result: Result) -> list[Mapping[str, Any]]:
    """Each period up to the last locked return, the newest first: planned, returned, the signal, and why."""
    held = result.held
    signals = {each["on"]: each["signal"] for each in result.standing.signals}
    return [
        {
            "period": tracking.period(held.profile.workspace, day),
            "planned": _amount(held, held.plan(day)),
            "actual": _returned(held, held.actual(day)),
            "signal": _named(signals.get(str(day), "")),
            "said": _said(held.seen, day),
        }
        for day in reversed(held.due())
    ]


def _amount(held: Held, value: Decimal | None) -> str:
    return tracking.amount(value, held.measure.unit if held.measure else Unit.COUNT)


def _returned(held: Held, value: Amount | None) -> str:
    """An amount; of a ratio what it comes to, with both of its parts."""
    if value is None or value.out_of is None:
        return _amount(held, value.value if value else None)
    parts = {"part": phrases.number(value.value), "whole": phrases.number(value.out_of)}
    told = _("%(part)s of %(whole)s") % parts
    return f"{_amount(held, value.shown)} ({told})"


def _named(signal: str) -> str:
    """A special cause in the engine's words."""
    return SAID[Signal[signal]].format(trend=NHSR.trend, run=NHSR.run) if signal else ""


def _said(seen: Mapping[Any, Observation], day: datetime.date) -> list[str]:
    """Every explanation once: parties often give the same."""
    given = [each.explanation for (_party, on), each in seen.items() if on == day and each.explanation]
    return list(dict.fromkeys(given))


def _by_period(values: Iterable[BaselinePoint | PlannedValue]) -> list[tuple[datetime.date, list[str]]]:
    """Each period with what is said of it: of all together, or of each party."""
    found: dict[datetime.date, list[str]] = {}
    for each in values:
        found.setdefault(each.starts_on, []).append(_one(each))
    return list(found.items())


def _one(held: BaselinePoint | PlannedValue) -> str:
    if isinstance(held, PlannedValue):
        said = phrases.number(held.value)
        if held.low is not None and held.high is not None:
            ends = {"low": phrases.number(held.low), "high": phrases.number(held.high)}
            said += " " + _("(%(low)s to %(high)s)") % ends
    elif held.numerator is not None:
        parts = {"part": phrases.number(held.numerator), "whole": phrases.number(held.denominator)}
        said = _("%(part)s of %(whole)s") % parts
    else:
        said = phrases.number(held.value)
    return f"{held.organisation.short_name or held.organisation.name} {said}" if held.organisation else said


def _vintages(profile: Profile) -> Sequence[tuple[Vintage, list[PlannedValue]]]:
    """Every plan and forecast that speaks of it, with its values by period."""
    return [(each, list(each.planned.all())) for each in planned_values.vintages_of(profile)]
