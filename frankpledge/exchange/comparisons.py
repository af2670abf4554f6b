"""A comparison of forces as data: each collaboration with each force's part in it. Nothing is scored."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from frankpledge.exchange.listings import date
from frankpledge.register.queries.comparisons import Company, Comparison, Part, Shared

COLUMNS = (
    "reference", "title", "functions", "status", "status_as_of", "shared_by", "organisation", "role",
    "joined_on", "left_on", "is_assumed", "is_own", "place",
)  # fmt: skip


def document(comparison: Comparison, day: datetime.date | None) -> dict[str, Any]:
    """The forces, and every regional or local collaboration that at least one of them is in."""
    return {
        "as_at": date(day),
        "forces": [{"slug": force.slug, "name": force.name} for force in comparison.forces],
        "every_force": comparison.everywhere_count,
        "counts": [_count(company) for company in comparison.companies],
        "collaborations": [_shared(shared) for company in comparison.companies for shared in company.listed],
    }


def rows(document: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """One row for each force in each collaboration."""
    for held in document["collaborations"]:
        names = {name: "; ".join(held[name]) for name in ("functions", "shared_by")}
        for part in held["parts"]:
            values = {**held, **names, **part}
            yield tuple(values[name] for name in COLUMNS)


def _count(company: Company) -> dict[str, Any]:
    return {"forces": [force.slug for force in company.forces], "collaborations": company.count}


def _shared(shared: Shared) -> dict[str, Any]:
    held = shared.collaboration
    return {
        "reference": held.reference,
        "title": held.title,
        "functions": list(shared.functions),
        "status": held.status,
        "status_as_of": date(held.status_as_of),
        "shared_by": [part.force.slug for part in shared.parts],
        "parts": [_part(part) for part in shared.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "organisation": part.force.slug,
        "role": str(part.role),
        "joined_on": date(part.joined_on),
        "left_on": date(part.left_on),
        "is_assumed": part.is_assumed,
        "is_own": part.is_own,
        "place": str(part.place),
    }
