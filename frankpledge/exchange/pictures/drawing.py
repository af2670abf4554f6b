"""Draws a picture as SVG. Only for the worker and for commands: the first takes a second and 170 MB."""

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from frankpledge.exchange.pictures import bar_chart, bars, paper, strip_chart, strips
from frankpledge.exchange.pictures.picture import Picture

CHARTS: dict[str, Callable[[Mapping[str, Any]], alt.LayerChart]] = {
    strips.KIND: strip_chart.chart,
    bars.KIND: bar_chart.chart,
}


def svg(picture: Picture) -> str:
    """The drawing: the same text for the same picture, without styles or scripts."""
    return paper.svg(picture, CHARTS[picture.kind](picture.marks))
