"""The chart of a course: a line with dots, other lines told by dashes, and signals told by shape."""

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from frankpledge.exchange.pictures.looks import DEEP, INK, QUIET
from frankpledge.exchange.pictures.shapes import FONT_SIZE, inline

WIDTH, HEIGHT = 640, 300
SHAPES = (
    "circle",
    "diamond",
    "square",
    "triangle-up",
    "triangle-down",
    "cross",
    "triangle-right",
    "triangle-left",
)
DASHES = {"solid": [1, 0], "dashed": [6, 4], "dotted": [2, 3]}
MOST_LABELS = 8


def chart(marks: Mapping[str, Any]) -> alt.LayerChart:
    """The chart of what `courses` noted down."""
    layers = [*_changes(marks), *_lines(marks), _dots(marks)]
    if marks["marked"]:
        layers.append(_marked(marks))
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=HEIGHT)


def _x(marks: Mapping[str, Any], field: str = "at") -> alt.X:
    count = len(marks["labels"])
    step = max(-(-count // MOST_LABELS), 1)
    names = marks["labels"]
    shown = " : ".join(f"datum.value == {at} ? {_quoted(names[at])}" for at in range(0, count, step))
    axis = alt.Axis(
        title=None,
        grid=False,
        values=list(range(0, count, step)),
        labelExpr=f"{shown} : ''",
        labelOverlap=True,
    )
    return alt.X(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, max(count - 1, 1)], nice=False))


def _quoted(word: str) -> str:
    kept = "".join(letter for letter in str(word) if letter.isprintable() and letter not in "'\\")
    return f"'{kept}'"


def _y() -> alt.Y:
    return alt.Y("value:Q", axis=alt.Axis(title=None, tickCount=6), scale=alt.Scale(zero=False))


def _rows(values: list[float | None]) -> list[dict[str, Any]]:
    return [{"at": at, "value": value} for at, value in enumerate(values)]


def _lines(marks: Mapping[str, Any]) -> Iterator[alt.Chart]:
    others = [each["name"] for each in marks["beside"]]
    scale = alt.Scale(
        domain=[marks["name"], *others],
        range=[DASHES["solid"], *(DASHES[each["dash"]] for each in marks["beside"])],
    )
    legend = alt.Legend(
        orient="top", title=None, columns=3, symbolType="stroke", symbolSize=500, labelFontSize=FONT_SIZE
    )
    for each in [{"name": marks["name"], "values": marks["observed"]}, *marks["beside"]]:
        rows = [{**row, "line": each["name"]} for row in _rows(each["values"])]
        colour = DEEP if each["name"] == marks["name"] else QUIET
        yield (
            alt.Chart(inline(rows))
            .mark_line(stroke=colour, strokeWidth=2)
            .encode(x=_x(marks), y=_y(), strokeDash=alt.StrokeDash("line:N", scale=scale, legend=legend))
        )


def _dots(marks: Mapping[str, Any]) -> alt.Chart:
    rows = [row for row in _rows(marks["observed"]) if row["value"] is not None]
    layer: alt.Chart = (
        alt.Chart(inline(rows)).mark_circle(fill=DEEP, size=30, opacity=1).encode(x=_x(marks), y=_y())
    )
    return layer


def _marked(marks: Mapping[str, Any]) -> alt.Chart:
    names = list(dict.fromkeys(each["name"] for each in marks["marked"]))
    rows = [{**each, "value": marks["observed"][each["at"]]} for each in marks["marked"]]
    legend = alt.Legend(
        orient="bottom",
        title=None,
        columns=1,
        labelFontSize=FONT_SIZE,
        labelLimit=0,
        symbolSize=140,
        symbolFillColor="#fff",
        symbolStrokeColor=INK,
        symbolStrokeWidth=1.5,
        symbolOpacity=1,
    )
    shapes = [SHAPES[1 + at % (len(SHAPES) - 1)] for at in range(len(names))]
    layer: alt.Chart = (
        alt.Chart(inline(rows))
        .mark_point(size=140, fill="#fff", strokeWidth=1.5, opacity=1)
        .encode(
            x=_x(marks),
            y=_y(),
            shape=alt.Shape("name:N", scale=alt.Scale(domain=names, range=shapes), legend=legend),
            stroke=alt.Stroke(
                "name:N", scale=alt.Scale(domain=names, range=[INK] * len(names)), legend=legend
            ),
        )
    )
    return layer


def _changes(marks: Mapping[str, Any]) -> Iterator[alt.Chart]:
    if marks["changes"]:
        rows = [{"at": at - 0.5} for at in marks["changes"]]
        yield (
            alt.Chart(inline(rows))
            .mark_rule(stroke=INK, strokeWidth=1.5, strokeDash=[2, 2])
            .encode(x=_x(marks))
        )
