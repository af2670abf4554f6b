"""Bars for counts of what we hold: known beside not known, or one kind beside another."""

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.exchange.pictures.picture import Picture

KIND = "bars"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: the counts of its parts, in the order of the picture's words."""

    label: str
    counts: Sequence[int]
    note: str = ""


def of_counts(
    *, title: str, summary: str, first_column: str, parts: Sequence[str], bars: Sequence[Bar], as_shares: bool
) -> Picture:
    """Two or three parts side by side in each bar: the first is solid, the second hatched, the third dotted.

    `as_shares` makes every bar as long as the others, for bars that count out of different numbers.
    """
    return Picture(
        kind=KIND,
        title=title,
        summary=summary,
        header=[first_column, *parts],
        rows=[[bar.label, *bar.counts] for bar in bars],
        marks={
            "parts": list(parts),
            "as_shares": as_shares,
            "bars": [{"label": bar.label, "counts": list(bar.counts), "note": bar.note} for bar in bars],
        }
        if bars
        else {},
    )
