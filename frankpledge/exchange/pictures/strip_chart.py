"""The chart of strips: labels above strips, so that it is narrow enough for a telephone to scroll."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from frankpledge.exchange.pictures.looks import ASSUMED, INK, KNOWN, NOT_KNOWN
from frankpledge.exchange.pictures.shapes import FONT_SIZE, inline, pixels, rectangles, texts
from frankpledge.exchange.pictures.strip_layout import Layout, Mark

WIDTH = 600
MOST_TICKS = 12
STEPS = (1, 2, 5, 10, 20, 50, 100)
# A tall picture has its years below as well.
TALL = 500


def chart(marks: Mapping[str, Any]) -> alt.LayerChart:
    """The chart of what `strips` noted down."""
    layout = Layout.of(marks)
    layers = [
        _clear_grid(layout),
        *_bars(layout),
        texts(layout.headings, height=layout.height, bold=True),
        texts(layout.labels, height=layout.height),
        _question_marks(layout, layout.before, at=layout.first.year, dx=-10),
        _question_marks(layout, layout.after, at=layout.last.year + 1, dx=10),
        _events(layout),
    ]
    if layout.height > TALL:
        layers.append(_years_below(layout))
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=layout.height)


def ticks(first: int, last: int) -> list[int]:
    """Round years between two, few enough to be read."""
    step = next((step for step in STEPS if (last - first) / step <= MOST_TICKS), STEPS[-1])
    return [year for year in range(first, last + 1) if year % step == 0]


def _years(layout: Layout) -> list[int]:
    return ticks(layout.first.year, layout.last.year + 1)


def _x(name: str, layout: Layout) -> alt.X:
    axis = alt.Axis(orient="top", format="d", values=_years(layout), title=None, domain=False, ticks=False)
    domain = [layout.first.year, layout.last.year + 1]
    return alt.X(f"{name}:Q", scale=alt.Scale(domain=domain, nice=False, zero=False), axis=axis)


def _bars(layout: Layout) -> list[alt.Chart]:
    looks = {layout.words[look.word]: look for look in (KNOWN, NOT_KNOWN, ASSUMED)}
    return rectangles(layout.bars, looks, x=_x("from", layout), height=layout.height)


def _clear_grid(layout: Layout) -> alt.Chart:
    """White behind the words, so that no line of the grid runs through them."""
    values = [
        {"top": label["y"] - 9, "bottom": label["y"] + 8} for label in [*layout.headings, *layout.labels]
    ]
    layer: alt.Chart = (
        alt.Chart(inline(values))
        .mark_rect(color="#fff")
        .encode(x=alt.value(0), x2=alt.value(WIDTH), y=pixels("top", layout.height), y2="bottom:Q")
    )
    return layer


def _question_marks(layout: Layout, marks: Sequence[Mark], *, at: int, dx: int) -> alt.Chart:
    values = [{**mark, "at": at} for mark in marks]
    layer: alt.Chart = (
        alt.Chart(inline(values))
        .mark_text(text="?", dx=dx, baseline="middle", fontSize=FONT_SIZE, fontWeight="bold", color=INK)
        .encode(x=_x("at", layout), y=pixels("y", layout.height))
    )
    return layer


def _events(layout: Layout) -> alt.Chart:
    domain = [layout.words["event"]]
    legend = alt.Legend(
        orient="top", title=None, symbolFillColor="#fff", symbolSize=110, symbolOffset=16, labelOffset=4
    )
    shown = legend if layout.events else None
    layer: alt.Chart = (
        alt.Chart(inline(layout.events))
        .mark_point(filled=True, fill="#fff", strokeWidth=1.5, size=110, opacity=1)
        .encode(
            x=_x("at", layout),
            y=pixels("y", layout.height),
            shape=alt.Shape("word:N", scale=alt.Scale(domain=domain, range=["diamond"]), legend=shown),
            stroke=alt.Stroke("word:N", scale=alt.Scale(domain=domain, range=[INK]), legend=shown),
        )
    )
    return layer


def _years_below(layout: Layout) -> alt.Chart:
    years = [{"at": year, "y": layout.height, "text": str(year)} for year in _years(layout)]
    layer: alt.Chart = (
        alt.Chart(inline(years))
        .mark_text(baseline="top", dy=6, fontSize=FONT_SIZE, color=INK)
        .encode(x=_x("at", layout), y=pixels("y", layout.height), text="text:N")
    )
    return layer
