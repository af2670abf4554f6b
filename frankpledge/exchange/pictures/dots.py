"""Dots for amounts: a row for each thing, and in it a dot for each way of reckoning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frankpledge.exchange.pictures.picture import Picture

KIND = "dots"


@dataclass(frozen=True, slots=True)
class Series:
    """One way of reckoning: its name, and an amount for each row."""

    name: str
    amounts: Sequence[float]


def of_amounts(
    *,
    title: str,
    summary: str,
    first_column: str,
    rows: Sequence[str],
    series: Sequence[Series],
    written: Callable[[float], str],
) -> Picture:
    """All series over the same rows; `written` says an amount in words for the table and the axis' ends."""
    table = [[row, *(written(each.amounts[place]) for each in series)] for place, row in enumerate(rows)]
    amounts = [amount for each in series for amount in each.amounts]
    marks = {
        "rows": list(rows),
        "series": [{"name": each.name, "amounts": list(each.amounts)} for each in series],
        "ends": {"least": written(min(amounts)), "most": written(max(amounts))},
    }
    return Picture(
        kind=KIND,
        title=title,
        summary=summary,
        header=[first_column, *(each.name for each in series)],
        rows=table,
        marks=marks if amounts else {},
    )
