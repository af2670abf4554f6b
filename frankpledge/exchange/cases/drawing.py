"""Draws the picture of a case's report as SVG. Only for commands: the first takes a second and 170 MB."""

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from frankpledge.exchange.pictures import dot_chart, dots, paper
from frankpledge.exchange.pictures.picture import Picture

CHARTS: dict[str, Callable[[Mapping[str, Any]], alt.LayerChart]] = {
    dots.KIND: dot_chart.chart,
}


def svg(picture: Picture) -> str:
    """The drawing: the same text for the same picture, without styles or scripts."""
    return paper.svg(picture, CHARTS[picture.kind](picture.marks))
