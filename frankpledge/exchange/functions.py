"""Functions as data: the list of them, and who does one with whom."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from frankpledge.exchange import listings
from frankpledge.register.queries.functions import ForceStanding, FunctionLine, FunctionPage

FUNCTION_COLUMNS = ("slug", "name", "description", "regional_and_local", "every_force")
COLUMNS = ("function", *listings.COLUMNS)


def functions(found: Iterable[FunctionLine], day: datetime.date | None) -> dict[str, Any]:
    """Every function with how many collaborations do it."""
    return {"as_at": listings.date(day), "functions": [_line(each) for each in found]}


def function_rows(found: Iterable[FunctionLine]) -> Iterator[tuple[Any, ...]]:
    """The same, one row for each function."""
    return (tuple(_line(each).values()) for each in found)


def function(found: FunctionPage, day: datetime.date | None) -> dict[str, Any]:
    """One function: its collaborations, and what each force has for it on this register."""
    return {
        "as_at": listings.date(day),
        "slug": found.function.slug,
        "name": found.function.name,
        "description": found.function.description,
        "collaborations": [listings.listed(each) for each in found.listing.listed],
        "forces": [_force(each) for each in found.forces],
    }


def rows(document: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The collaborations of such a document, one row for each."""
    return ((document["slug"], *row) for row in listings.rows(document["collaborations"]))


def _line(line: FunctionLine) -> dict[str, Any]:
    return {
        "slug": line.slug,
        "name": line.name,
        "description": line.description,
        "regional_and_local": line.regional_count,
        "every_force": line.everywhere_count,
    }


def _force(force: ForceStanding) -> dict[str, Any]:
    return {
        "organisation": force.slug,
        "stated": str(force.stated) if force.stated else None,
        "assumed": str(force.assumed) if force.assumed else None,
        "in_an_alliance_over_many_functions": force.in_alliance,
    }
