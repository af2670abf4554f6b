"""Draws the picture of a case's report as SVG. Only for commands: the first takes a second and 170 MB."""

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from frankpledge.exchange.pictures import (
    course_chart,
    courses,
    dot_chart,
    dots,
    histogram_chart,
    histograms,
    paper,
)
from frankpledge.exchange.pictures.picture import Picture

CHARTS: dict[str, Callable[[Mapping[str, Any]], alt.LayerChart]] = {
    courses.KIND: course_chart.chart,
    dots.KIND: dot_chart.chart,
    histograms.KIND: histogram_chart.chart,
}


def svg(picture: Picture) -> str:
    """The drawing: the same text for the same picture, without styles or scripts."""
    return paper.svg(picture, CHARTS[picture.kind](picture.marks))
