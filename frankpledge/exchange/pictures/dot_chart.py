"""The chart of dots: a line for each row, and on it a mark for each series, told by shape and fill."""

from collections.abc import Mapping
from typing import Any

import altair as alt

from frankpledge.exchange.pictures.looks import DEEP, GRID, INK, PALE, QUIET
from frankpledge.exchange.pictures.shapes import inline, pixels, texts

WIDTH = 640
DOTS_FROM = 200
STEP = 34
SHAPES = ("M0,-1V1", "circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
FILLS = (INK, DEEP, PALE, "#fff", QUIET)
SIZE = 130


def chart(marks: Mapping[str, Any]) -> alt.LayerChart:
    """The chart of what `dots` noted down."""
    height = STEP * len(marks["rows"])
    middles = [STEP * place + STEP / 2 for place in range(len(marks["rows"]))]
    labels = [{"text": row, "y": y} for row, y in zip(marks["rows"], middles, strict=True)]
    lines = [{"from": low, "to": high, "y": y} for (low, high), y in zip(_spans(marks), middles, strict=True)]
    layers = [_lines(lines, height), *_series(marks, middles, height), texts(labels, height=height)]
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=height)


def _spans(marks: Mapping[str, Any]) -> list[tuple[float, float]]:
    columns = [series["amounts"] for series in marks["series"]]
    return [(min(row), max(row)) for row in zip(*columns, strict=True)]


def _x(field: str) -> alt.X:
    across = alt.Scale(range=[DOTS_FROM, WIDTH], nice=True, zero=False)
    return alt.X(f"{field}:Q", scale=across, axis=alt.Axis(title=None, tickCount=5, grid=True, domain=False))


def _lines(lines: list[dict[str, Any]], height: int) -> alt.Chart:
    layer: alt.Chart = (
        alt.Chart(inline(lines))
        .mark_rule(stroke=GRID, strokeWidth=3)
        .encode(x=_x("from"), x2="to:Q", y=pixels("y", height))
    )
    return layer


def _series(marks: Mapping[str, Any], middles: list[float], height: int) -> list[alt.Chart]:
    names = [series["name"] for series in marks["series"]]
    shapes = [SHAPES[place % len(SHAPES)] for place in range(len(names))]
    fills = [FILLS[(place + place // len(SHAPES)) % len(FILLS)] for place in range(len(names))]
    outlines = [INK] * len(names)
    legend = alt.Legend(orient="top", title=None, columns=3, symbolSize=SIZE, symbolStrokeWidth=1.5)
    values = [
        {"name": series["name"], "from": amount, "y": y}
        for series in marks["series"]
        for amount, y in zip(series["amounts"], middles, strict=True)
    ]
    layer: alt.Chart = (
        alt.Chart(inline(values))
        .mark_point(size=SIZE, strokeWidth=1.5, opacity=1)
        .encode(
            x=_x("from"),
            y=pixels("y", height),
            shape=alt.Shape("name:N", scale=alt.Scale(domain=names, range=shapes), legend=legend),
            stroke=alt.Stroke("name:N", scale=alt.Scale(domain=names, range=outlines), legend=legend),
            fill=alt.Fill("name:N", scale=alt.Scale(domain=names, range=fills), legend=legend),
        )
    )
    return [layer]
