"""One benefit: how far it has got, in words, then its course, its figures, and where each comes from."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frankpledge.benefits.models import Light, Observation, Profile, Standing, Vintage
from frankpledge.benefits.queries import baselines, planned_values, standings
from frankpledge.benefits.queries.returns import ASKED_OF, calendar
from frankpledge.benefits.queries.series import PLACES
from frankpledge.benefits.queries.standings import Result
from frankpledge.benefits.queries.tolerances import tolerance_of
from frankpledge.engine.signals import NHSR, Signal, describe
from frankpledge.engine.signals.words import SAID
from frankpledge.people.permissions import Power
from frankpledge.web import courses, findings, measures, tracking, worth
from frankpledge.web.access import needs
from frankpledge.web.reading import reading_only

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
        "course": _course(profile, result),
        "rows": _rows(result),
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
    words = describe(result.chart, measure=profile.measure.name, labels=labels)
    title = _("%(measure)s, period by period") % {"measure": profile.measure.name}
    short = [date_format(day, "M Y") for day in result.labels]
    return Drawn(words, courses.of_chart(result.chart, short), title)


def _rows(result: Result) -> list[Mapping[str, Any]]:
    """Each period up to the last locked return, the newest first: planned, returned, the signal, and why."""
    held = result.held
    signals = {each["on"]: each["signal"] for each in result.standing.signals}
    return [
        {
            "day": day,
            "planned": _shown(held.plan(day)),
            "actual": held.actual(day),
            "signal": _named(signals.get(str(day), "")),
            "said": _said(held.seen, day),
        }
        for day in reversed(held.due())
    ]


def _shown(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(PLACES)


def _named(signal: str) -> str:
    """A special cause in the engine's words."""
    return SAID[Signal[signal]].format(trend=NHSR.trend, run=NHSR.run) if signal else ""


def _said(seen: Mapping[Any, Observation], day: datetime.date) -> list[Observation]:
    return [each for (_party, on), each in seen.items() if on == day and each.explanation]


def _vintages(profile: Profile) -> Sequence[tuple[Vintage, list[tuple[datetime.date, Any]]]]:
    """Every plan and forecast that speaks of it, with its values by period."""
    return [
        (each, [(value.starts_on, value) for value in each.planned.all() if value.profile_id == profile.pk])
        for each in planned_values.vintages_of(profile)
    ]
