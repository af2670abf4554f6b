"""Puts a chart on paper: SVG in our own looks, named by the picture's title and summary.

The first drawing of a process takes a second and 170 MB. Nothing here needs Django.
"""

import re
from xml.sax.saxutils import escape

import altair as alt
import vl_convert

from frankpledge.exchange.pictures.looks import GRID, INK, PATTERNS
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.exchange.pictures.shapes import FONT_SIZE

FONT = "arial, sans-serif"
# All words are in one size: said once, where every text inherits it.
FONT_OF_EVERY_TEXT = f'font-family="{FONT}" font-size="{FONT_SIZE}px"'

# What Vega writes for its own script's sake. The drawing is one image, named by its title and description.
NOT_NEEDED = re.compile(
    r' (?:aria-[a-z]+|role|class|pointer-events|stroke-miterlimit|xmlns:xlink|version)="[^"]*"'
    r'| (?:opacity="1"|stroke-dasharray="1,0"|font-weight="normal")'
    r'|<path(?=[^>]*(?: d="M0,0h0v0h0Z"| d=""))[^>]*/>'
)
PLACE = re.compile(r' (?:d|transform|x2?|y2?)="[^"]*"')
LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
ROOT = re.compile(r'<svg xmlns="http://www.w3.org/2000/svg" (width="\d+" height="\d+" viewBox="[^"]*")>')


def svg(picture: Picture, chart: alt.LayerChart) -> str:
    """The drawing: the same text for the same picture, without styles or scripts."""
    drawn = NOT_NEEDED.sub("", vl_convert.vegalite_to_svg(_styled(chart).to_dict()))
    # Two pictures may stand on one page, so that every name begins with the picture's own.
    prefix = f"p{picture.key[:16]}-"
    drawn = drawn.replace(f" {FONT_OF_EVERY_TEXT}", "")
    drawn = PLACE.sub(_rounded, drawn).replace('fill="url(#', f'fill="url(#{prefix}')
    return ROOT.sub(lambda root: _opening(picture, root[1], prefix), drawn, count=1)


def _styled(chart: alt.LayerChart) -> alt.LayerChart:
    styled: alt.LayerChart = chart.configure(
        font=FONT,
        background="#fff",
        padding={"left": 18, "right": 18, "top": 4, "bottom": 4},
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(labelFontSize=FONT_SIZE, labelColor=INK, gridColor=GRID),
        legend=alt.LegendConfig(
            labelFontSize=FONT_SIZE,
            labelColor=INK,
            labelLimit=0,
            symbolStrokeColor=INK,
            columnPadding=36,
            offset=12,
        ),
    )
    return styled


def _opening(picture: Picture, size: str, prefix: str) -> str:
    patterns = PATTERNS.replace('id="', f'id="{prefix}')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"'
        f" {FONT_OF_EVERY_TEXT}"
        f' aria-labelledby="{prefix}title" aria-describedby="{prefix}summary" focusable="false">'
        f'<title id="{prefix}title">{escape(picture.title)}</title>'
        f'<desc id="{prefix}summary">{escape(picture.summary)}</desc>'
        f"<defs>{patterns}</defs>"
    )


def _rounded(place: re.Match[str]) -> str:
    return LONG_NUMBER.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), place[0])
