"""`attribute`: whether the collaboration changed things, by how much, and how far that may be believed."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frankpledge.engine.attribution import Attribution, Effect
from frankpledge.exchange.cases import reading
from frankpledge.exchange.cases.attribute.case import AttributeCase, answer, change_at, labels
from frankpledge.exchange.cases.columns import numbers
from frankpledge.exchange.cases.plain import fitting, number, plain
from frankpledge.exchange.cases.report import Report, Table, stamped
from frankpledge.exchange.pictures import courses
from frankpledge.exchange.pictures.picture import Picture

NAMES = {
    "bootstrap": "average effect (wild cluster bootstrap)",
    "clustered": "average effect (clustered errors)",
    "robust": "average effect (robust errors)",
    "classical": "average effect (classical errors)",
}
OVER_TIME = frozenset({"before_and_after", "interrupted", "structural", "controlled", "synthetic"})


def report(given: Mapping[str, Any]) -> Report:
    """The report of a case as it was read from JSON. Raises Invalid, saying which field is wrong."""
    case = reading.build(AttributeCase, given)
    found = answer(case)
    sentences = list(_sentences(found))
    return Report(
        title=case.title,
        sentences=sentences,
        tables=list(_tables(found)),
        document=stamped(given, _document(case, found, sentences)),
        picture=_picture(case, found, " ".join(sentences)) if case.design in OVER_TIME else None,
    )


def said(effect: Effect) -> str:
    """An effect in words: "12.5% less (8.1% to 16.7%)", or in the outcome's units."""
    if effect.scale == "ratio":
        low, high = sorted((effect.low - 1, effect.high - 1))
        way = "more" if effect.value >= 1 else "less"
        return f"{abs(effect.value - 1):.1%} {way} ({_signed(low)} to {_signed(high)})"
    digits = fitting([effect.value])
    if not math.isfinite(effect.low):
        return f"{number(effect.value, digits)} (no interval)"
    return f"{number(effect.value, digits)} ({number(effect.low, digits)} to {number(effect.high, digits)})"


def _error(value: float | None) -> str:
    return "" if value is None else number(value, fitting([value]))


def _p(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if value >= 0.0005 else "under 0.001"


def _signed(change: float) -> str:
    return f"{change:+.1%}"


def _sentences(found: Attribution) -> Iterator[str]:
    effect = found.effect
    name = NAMES.get(effect.name, effect.name)
    yield f"By {found.design}, {name}: {said(effect)}, {effect.confidence:.0%} interval."
    if math.isfinite(effect.low):
        yield f"“No change” lies {'outside' if effect.excludes_none else 'inside'} the interval."
    yield f"Evidence {found.grade}: {found.why}"


def _tables(found: Attribution) -> Iterator[Table]:
    effects = [
        (NAMES.get(each.name, each.name), said(each), _error(each.error), _p(each.p))
        for each in found.effects
    ]
    yield Table(
        title="Effects",
        header=("Effect", "Size and interval", "Error", "p"),
        rows=effects,
        words=frozenset({0, 1}),
    )
    passed = {True: "yes", False: "no", None: "cannot be judged"}
    gates = [(gate.name, passed[gate.passed], gate.said) for gate in found.gates]
    yield Table(title="Gates", header=("Gate", "Passed", "Why"), rows=gates, words=frozenset({0, 1, 2}))
    rows = [(name.replace("_", " "), number(value, 4)) for name, value in found.diagnostics.items()]
    yield Table(title="Diagnostics", header=("Measure", "Value"), rows=rows)
    yield from _around_the_start(found.tables.get("event study", ()))
    for title, pairs in found.tables.items():
        shown = [(name, number(value, 4)) for name, value in pairs if title != "weights" or value >= 0.0005]
        if shown and title != "event study":
            yield Table(title=title.capitalize(), header=("Name", "Value"), rows=shown)


def _around_the_start(study: Sequence[tuple[str, float]]) -> Iterator[Table]:
    """The event study: value, low and high of each stretch of periods, one after another."""
    rows = [
        (study[at][0].removeprefix("value "), *(number(value, 3) for _, value in study[at : at + 3]))
        for at in range(0, len(study), 3)
    ]
    if rows:
        yield Table(title="Around the start", header=("Periods since", "Effect", "Low", "High"), rows=rows)


def _document(case: AttributeCase, found: Attribution, sentences: list[str]) -> dict[str, Any]:
    return {
        "command": "attribute",
        "title": case.title,
        "design": found.design,
        "effect": plain(found.effect),
        "effects": plain(found.effects),
        "gates": plain(found.gates),
        "diagnostics": plain(found.diagnostics),
        "grade": found.grade,
        "why": found.why,
        "description": " ".join(sentences),
        "observed": plain(found.observed),
        "expected": plain(found.expected),
        "tables": {name: {key: plain(value) for key, value in pairs} for name, pairs in found.tables.items()},
    }


def _picture(case: AttributeCase, found: Attribution, summary: str) -> Picture:
    count = len(found.observed)
    named = labels(case)
    if case.design == "synthetic":
        named = [f"{period:g}" for period in sorted(set(_periods(case)))]
        (start,) = case.starts.values()
        at = sum(float(period) < start for period in named)
    else:
        at = change_at(case)
    digits = fitting(list(found.observed))
    course = courses.Course(
        labels=named if len(named) == count else [str(place + 1) for place in range(count)],
        observed=found.observed,
        beside=[courses.Beside("Expected without the change", found.expected, dash="dashed")],
        changes=[at],
    )
    title = f"{case.title}: what was, and what would have been"
    return courses.of_series(
        title=title, summary=summary, course=course, written=lambda value: number(value, digits)
    )


def _periods(case: AttributeCase) -> list[float]:
    return numbers("period", case.period, case.columns)
