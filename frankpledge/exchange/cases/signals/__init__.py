"""`signals`: which points of a series are news, and which are noise."""

import math
from collections.abc import Mapping
from typing import Any

from frankpledge.engine.signals import Chart, Signal, describe, judged
from frankpledge.engine.signals.words import SAID
from frankpledge.errors import Invalid
from frankpledge.exchange.cases import reading
from frankpledge.exchange.cases.columns import words
from frankpledge.exchange.cases.plain import fitting, number, plain
from frankpledge.exchange.cases.report import Report, Table, stamped
from frankpledge.exchange.cases.signals.case import SignalsCase, chart
from frankpledge.exchange.pictures import courses
from frankpledge.exchange.pictures.picture import Picture


def report(given: Mapping[str, Any]) -> Report:
    """The report of a case as it was read from JSON or CSV. Raises Invalid, saying which field is wrong."""
    case = reading.build(SignalsCase, given)
    if case.labels is None and "label" in case.columns:
        case = reading.build(SignalsCase, {**given, "labels": "label"})
    made = chart(case)
    labels = words("labels", case.labels, case.columns) or [str(at + 1) for at in range(len(made.values))]
    if len(labels) != len(made.values):
        raise Invalid(
            f"labels is {len(labels)} long; allowed: one for each of the {len(made.values)} values."
        )
    named = labels if case.labels else [f"Point {label}" for label in labels]
    digits = fitting(list(made.values))
    said = describe(made, measure=case.title, labels=named, digits=digits)
    return Report(
        title=case.title,
        sentences=[said],
        tables=[_stretches(made, named, digits), _points(made, named, digits)],
        document=stamped(given, _document(case, made, labels, said)),
        picture=_picture(case, made, labels, said, digits),
    )


def _document(case: SignalsCase, made: Chart, labels: list[str], said: str) -> dict[str, Any]:
    return {
        "command": "signals",
        "title": case.title,
        "chart": made.kind,
        "rules": plain(made.rules),
        "description": said,
        "assurance": made.assurance,
        "target": made.target,
        "stretches": [{**plain(each), "on_trial": each.on_trial} for each in made.stretches],
        "points": [
            {
                "label": labels[at],
                "value": plain(value),
                "signal": plain(made.signals[at]) if made.signals[at] else None,
                "judged": judged(made, made.signals[at]) or None,
                "lower": plain(limits[0]),
                "upper": plain(limits[1]),
            }
            for at, (value, limits) in enumerate(zip(made.values, _limits(made), strict=True))
        ],
    }


def _limits(made: Chart) -> list[tuple[float, float]]:
    if made.limits is not None:
        return list(made.limits)
    return [(each.lower, each.upper) for each in made.stretches for _ in range(each.start, each.stop)]


def _stretches(made: Chart, labels: list[str], digits: int) -> Table:
    rows = [
        (
            f"{labels[each.start]} to {labels[each.stop - 1]}",
            *(number(value, digits) for value in (each.centre, each.lower, each.upper)),
            "on trial" if each.on_trial else "firm",
        )
        for each in made.stretches
    ]
    header = ("From and to", "Average", "Lower limit", "Upper limit", "Limits")
    return Table(title="Limits", header=header, rows=rows, words=frozenset({0, 4}))


def _points(made: Chart, labels: list[str], digits: int) -> Table:
    rows = [
        (labels[at], number(value, digits), _said(made, made.signals[at]), judged(made, made.signals[at]))
        for at, value in enumerate(made.values)
    ]
    return Table(
        title="Points", header=("Point", "Value", "Signal", "Judged"), rows=rows, words=frozenset({0, 2, 3})
    )


def _said(made: Chart, signal: Signal) -> str:
    return SAID[signal].format(trend=made.rules.trend, run=made.rules.run) if signal else ""


def _picture(case: SignalsCase, made: Chart, labels: list[str], said: str, digits: int) -> Picture:
    limits = _limits(made)
    centres = [each.centre for each in made.stretches for _ in range(each.start, each.stop)]
    beside = [
        courses.Beside("Average", centres),
        courses.Beside("Upper limit", [each[1] for each in limits], dash="dashed"),
        courses.Beside("Lower limit", [each[0] for each in limits], dash="dashed"),
    ]
    if made.target is not None:
        beside.append(courses.Beside("Target", [made.target] * len(labels), dash="dotted"))
    course = courses.Course(
        labels=labels,
        observed=[None if math.isnan(value) else value for value in made.values],
        beside=beside,
        marked={at: _said(made, signal).capitalize() for at, signal in enumerate(made.signals) if signal},
        changes=[each.start for each in made.stretches if each.event],
    )
    title = f"{case.title}: signals and noise"
    return courses.of_series(
        title=title, summary=said, course=course, written=lambda value: number(value, digits)
    )
