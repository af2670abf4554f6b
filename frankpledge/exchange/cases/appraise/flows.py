"""Lines of a case from CSV: one row for each line and year."""

import csv
import io
from typing import Any

from frankpledge.errors import Invalid

NEEDED = ("line", "kind", "year", "amount")
MAY_HAVE = ("party", "to_party", "prices", "schedule", "price_year")


def from_csv(text: str) -> dict[str, Any]:
    """A case from rows `line,kind,year,amount`; `party,to_party,prices,schedule,price_year` may be there.

    The first year of all is the case's. A year that a line has no row for is nought. Raises Invalid with
    the row's number for a column that is missing or unknown and for what is no number.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    columns = tuple(reader.fieldnames or ())
    _columns(columns)
    rows = [_row(number, row) for number, row in enumerate(reader, start=2)]
    if not rows:
        raise Invalid("The file has no rows below its header.")
    first = min(year for _, year, _ in rows)
    amounts: dict[tuple[tuple[str, str], ...], dict[int, float]] = {}
    for key, year, amount in rows:
        years = amounts.setdefault(key, {})
        years[year] = years.get(year, 0.0) + amount
    return {"first_year": first, "lines": [_line(dict(key), years, first) for key, years in amounts.items()]}


def _columns(columns: tuple[str, ...]) -> None:
    missing = [name for name in NEEDED if name not in columns]
    unknown = [name for name in columns if name not in (*NEEDED, *MAY_HAVE)]
    if missing or unknown:
        allowed = ", ".join((*NEEDED, *MAY_HAVE))
        raise Invalid(
            f"The header is {', '.join(columns) or 'empty'}; allowed: {allowed}, the first four always."
        )


def _row(number: int, row: dict[str, str]) -> tuple[tuple[tuple[str, str], ...], int, float]:
    try:
        year, amount = int(row["year"]), float(row["amount"].replace(",", ""))
    except (ValueError, AttributeError, TypeError) as wrong:
        raise Invalid(f"Row {number} needs a whole year and a number as amount.") from wrong
    key = tuple((name, row.get(name) or "") for name in ("line", "kind", *MAY_HAVE))
    return key, year, amount


def _line(key: dict[str, str], years: dict[int, float], first: int) -> dict[str, Any]:
    start = min(years)
    line: dict[str, Any] = {
        "name": key.pop("line"),
        "starts": start - first,
        "amounts": [years.get(year, 0.0) for year in range(start, max(years) + 1)],
        **{name: value for name, value in key.items() if value},
    }
    if "price_year" in line:
        line["price_year"] = int(line["price_year"])
    return line
