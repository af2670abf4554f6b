"""The chart of a histogram: bars, and three lines with their names above."""

from collections.abc import Mapping
from typing import Any

import altair as alt

from frankpledge.exchange.pictures.looks import DEEP, INK, PALE
from frankpledge.exchange.pictures.shapes import FONT_SIZE, inline

WIDTH, HEIGHT = 600, 260


def chart(marks: Mapping[str, Any]) -> alt.LayerChart:
    """The chart of what `histograms` noted down."""
    axis = alt.Axis(title=None, grid=False, tickCount=6)
    bars = (
        alt.Chart(inline(marks["bars"]))
        .mark_rect(fill=PALE, stroke=DEEP, strokeWidth=1)
        .encode(
            x=alt.X("from:Q", axis=axis, scale=alt.Scale(zero=False, nice=False)),
            x2="to:Q",
            y=alt.Y("count:Q", axis=None),
            y2=alt.datum(0),
        )
    )
    lines = (
        alt.Chart(inline(marks["lines"]))
        .mark_rule(stroke=INK, strokeWidth=2, strokeDash=[4, 3])
        .encode(x="at:Q")
    )
    names = (
        alt.Chart(inline(marks["lines"]))
        .mark_text(baseline="bottom", fontSize=FONT_SIZE, color=INK, dy=-4)
        .encode(x="at:Q", y=alt.value(0), text="name:N")
    )
    return alt.LayerChart(layer=[bars, lines, names]).properties(width=WIDTH, height=HEIGHT)
