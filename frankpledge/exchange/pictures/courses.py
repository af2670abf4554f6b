"""The course of a series: what was observed, lines beside it, points that stand out, and changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from frankpledge.exchange.pictures.picture import Picture

KIND = "course"
Dash: TypeAlias = Literal["solid", "dashed", "dotted"]


@dataclass(frozen=True, slots=True)
class Beside:
    """A line beside the observed one, with a value (or None) for each point."""

    name: str
    values: Sequence[float | None]
    dash: Dash = "solid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What is drawn. `marked` gives points that stand out, and what they are called in the legend."""

    labels: Sequence[str]
    observed: Sequence[float | None]
    name: str = "Observed"
    beside: Sequence[Beside] = ()
    marked: dict[int, str] = field(default_factory=dict)
    changes: Sequence[int] = ()


def of_series(*, title: str, summary: str, course: Course, written: Callable[[float], str]) -> Picture:
    """The picture of a course, its table with a column for every line."""
    known = [value for value in course.observed if value is not None]
    columns = [course.observed, *(each.values for each in course.beside)]
    rows = [
        [label, *("" if column[at] is None else written(float(column[at] or 0.0)) for column in columns)]
        + ([course.marked.get(at, "")] if course.marked else [])
        for at, label in enumerate(course.labels)
    ]
    header = ["Point", course.name, *(each.name for each in course.beside)]
    return Picture(
        kind=KIND,
        title=title,
        summary=summary,
        header=header + (["Signal"] if course.marked else []),
        rows=rows,
        marks={
            "labels": list(course.labels),
            "name": course.name,
            "observed": list(course.observed),
            "beside": [
                {"name": each.name, "values": list(each.values), "dash": each.dash} for each in course.beside
            ],
            "marked": [{"at": at, "name": name} for at, name in sorted(course.marked.items())],
            "changes": list(course.changes),
        }
        if known
        else {},
    )
