"""The files of the worked example (`data/demonstration/benefits`), as they are written."""

import csv
import datetime
import json
from pathlib import Path
from typing import Any

from frankpledge.engine import money

FOLDER = Path(__file__).resolve().parents[3] / "data" / "demonstration" / "benefits"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of a table."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def document(name: str) -> Any:
    """One JSON file."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def day(written: str) -> datetime.date:
    """`2020-04-20`, or a month by its first day: `2020-04`.

    >>> str(day("2020-04"))
    '2020-04-01'
    """
    return datetime.date.fromisoformat(written if written.count("-") == 2 else f"{written}-01")


def pence(written: str) -> int:
    """Pounds as pence.

    >>> pence("-12.30")
    -1230
    """
    return money.pence(written)


def is_yes(written: str) -> bool:
    """Whether a cell says yes."""
    return written == "yes"
