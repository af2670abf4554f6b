"""Bars for counts of what we hold: known beside not known, or one kind beside another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frankpledge.exchange.pictures.picture import Picture

KIND = "bars"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: the counts of its parts, in the order of the picture's, and what is written beside it."""

    label: str
    counts: Sequence[int]
    note: str


def of_counts(
    *,
    title: str,
    summary: str,
    first_column: str,
    parts: Mapping[str, str],
    bars: Sequence[Bar],
    as_shares: bool,
) -> Picture:
    """Parts side by side in each bar: `parts` are their words, by how they look (a `word` of `looks`).

    `as_shares` makes every bar as long as the others, for bars that count out of different numbers.
    """
    drawn = [{"label": bar.label, "counts": list(bar.counts), "note": bar.note} for bar in bars]
    return Picture(
        kind=KIND,
        title=title,
        summary=summary,
        header=[first_column, *parts.values()],
        rows=[[bar.label, *bar.counts] for bar in bars],
        marks={"parts": [list(part) for part in parts.items()], "as_shares": as_shares, "bars": drawn}
        if any(sum(bar.counts) for bar in bars)
        else {},
    )
