"""Rectangles and words, as every chart draws them."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt

from frankpledge.exchange.pictures.looks import INK, Look

FONT_SIZE = 14


def inline(values: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    """Rows of marks as a chart's data."""
    return alt.InlineData(values=[dict(each) for each in values])


def rectangles(
    values: Sequence[Mapping[str, Any]], looks: Mapping[str, Look], *, x: alt.X, height: int
) -> list[alt.Chart]:
    """Rectangles `from`, `to`, `top`, `bottom`, each filled and outlined as the look of its `word`.

    One layer for each outline, because a dashed one cannot be told by a scale.
    """
    used = {word: look for word, look in looks.items() if any(each["word"] == word for each in values)}
    return [
        _layer([each for each in values if used[each["word"]].dash == dash], used, dash, x=x, height=height)
        for dash in dict.fromkeys(look.dash for look in used.values())
    ]


def texts(
    values: Sequence[Mapping[str, Any]],
    *,
    height: int,
    align: Literal["left", "right"] = "left",
    at: int = 0,
    bold: bool = False,
) -> alt.Chart:
    """The words `text` at the heights `y`."""
    layer: alt.Chart = (
        alt.Chart(inline(values))
        .mark_text(
            align=align,
            baseline="middle",
            fontSize=FONT_SIZE,
            fontWeight="bold" if bold else "normal",
            color=INK,
        )
        .encode(x=alt.value(at), y=pixels("y", height), text="text:N")
    )
    return layer


def pixels(name: str, height: int) -> alt.Y:
    """A column that holds pixels from the top."""
    across = [0, height]
    return alt.Y(f"{name}:Q", scale=alt.Scale(domain=across, range=across, nice=False), axis=None)


def _layer(
    values: Sequence[Mapping[str, Any]],
    looks: Mapping[str, Look],
    dash: Sequence[int],
    *,
    x: alt.X,
    height: int,
) -> alt.Chart:
    fills = alt.Scale(domain=list(looks), range=[look.fill for look in looks.values()])
    legend = alt.Legend(orient="top", title=None, symbolType="square", symbolSize=160)
    layer: alt.Chart = (
        alt.Chart(inline(values))
        .mark_rect(stroke=INK, strokeWidth=1, strokeDash=list(dash))
        .encode(
            x=x,
            x2="to:Q",
            y=pixels("top", height),
            y2="bottom:Q",
            fill=alt.Fill("word:N", scale=fills, legend=legend),
        )
    )
    return layer
