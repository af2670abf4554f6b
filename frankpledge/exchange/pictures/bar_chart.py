"""The chart of bars: a label above each, its counts beside its label, so that no bar needs a scale."""

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from frankpledge.exchange.pictures.looks import ASSUMED, KNOWN, NOT_KNOWN
from frankpledge.exchange.pictures.shapes import rectangles, texts

WIDTH = 600
STEP = 42
BAR_AT = 19
BAR_HEIGHT = 15
LOOKS = (KNOWN, NOT_KNOWN, ASSUMED)


def chart(marks: Mapping[str, Any]) -> alt.LayerChart:
    """The chart of what `bars` noted down."""
    height = STEP * len(marks["bars"])
    layers = [*_bars(marks, height), _labels(marks, height), _notes(marks, height)]
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=height)


def _bars(marks: Mapping[str, Any], height: int) -> list[alt.Chart]:
    longest = max(sum(bar["counts"]) for bar in marks["bars"])
    values = [part for index, bar in enumerate(marks["bars"]) for part in _parts(marks, bar, index, longest)]
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    return rectangles(values, dict(zip(marks["parts"], LOOKS, strict=False)), x=x, height=height)


def _parts(
    marks: Mapping[str, Any], bar: Mapping[str, Any], index: int, longest: int
) -> Iterator[dict[str, Any]]:
    whole = sum(bar["counts"]) if marks["as_shares"] else longest
    top = index * STEP + BAR_AT
    so_far = 0
    for word, count in zip(marks["parts"], bar["counts"], strict=True):
        if count:
            span = {"from": so_far / whole, "to": (so_far + count) / whole}
            yield {**span, "top": top, "bottom": top + BAR_HEIGHT, "word": word}
        so_far += count


def _labels(marks: Mapping[str, Any], height: int) -> alt.Chart:
    values = [{"text": bar["label"], "y": index * STEP + 9} for index, bar in enumerate(marks["bars"])]
    return texts(values, height=height)


def _notes(marks: Mapping[str, Any], height: int) -> alt.Chart:
    values = [{"text": bar["note"], "y": index * STEP + 9} for index, bar in enumerate(marks["bars"])]
    return texts(values, height=height, align="right", at=WIDTH, bold=True)
