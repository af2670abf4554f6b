"""The chart of bars: before each its label and its counts, which a telephone shows without scrolling."""

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from frankpledge.exchange.pictures import looks
from frankpledge.exchange.pictures.shapes import rectangles, texts

WIDTH = 540
NOTES_END = 308
BARS_FROM = 320
STEP = 25
BAR_AT = 5
BAR_HEIGHT = 15


def chart(marks: Mapping[str, Any]) -> alt.LayerChart:
    """The chart of what `bars` noted down."""
    bars = marks["bars"]
    height = STEP * len(bars)
    middles = [index * STEP + BAR_AT + BAR_HEIGHT / 2 for index in range(len(bars))]
    labels = [{"text": bar["label"], "y": y} for bar, y in zip(bars, middles, strict=True)]
    notes = [{"text": bar["note"], "y": y} for bar, y in zip(bars, middles, strict=True)]
    filled = {word: looks.ALL[look] for look, word in marks["parts"]}
    layers = [
        *rectangles(list(_parts(marks)), filled, x=_x(), height=height),
        texts(labels, height=height),
        texts(notes, height=height, align="right", at=NOTES_END, bold=True),
    ]
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=height)


def _x() -> alt.X:
    across = alt.Scale(domain=[0, 1], range=[BARS_FROM, WIDTH], nice=False)
    return alt.X("from:Q", scale=across, axis=None)


def _parts(marks: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    longest = max(sum(bar["counts"]) for bar in marks["bars"])
    for index, bar in enumerate(marks["bars"]):
        whole = sum(bar["counts"]) if marks["as_shares"] else longest
        top = index * STEP + BAR_AT
        so_far = 0
        for (_look, word), count in zip(marks["parts"], bar["counts"], strict=True):
            if count:
                span = {"from": so_far / whole, "to": (so_far + count) / whole}
                yield {**span, "top": top, "bottom": top + BAR_HEIGHT, "word": word}
            so_far += count
