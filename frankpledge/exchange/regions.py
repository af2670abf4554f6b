"""Regions as data: who is in each, and what its forces do together and with others."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from frankpledge.exchange import listings
from frankpledge.people.queries.directory import Listed
from frankpledge.people.queries.regions import RegionBodies
from frankpledge.register.queries.regions import RegionWork

REGION_COLUMNS = ("slug", "name", "forces", "organised_crime_forces", "policing_bodies")
COLUMNS = ("region", *listings.COLUMNS)


def regions(found: Iterable[RegionBodies], day: datetime.date | None) -> dict[str, Any]:
    """Every region with its bodies."""
    return {"as_at": listings.date(day), "regions": [_region(each) for each in found]}


def region_rows(found: Iterable[RegionBodies]) -> Iterator[tuple[Any, ...]]:
    """The same, one row for each region."""
    for each in found:
        held = _region(each)
        yield tuple(
            "; ".join(held[name]) if isinstance(held[name], list) else held[name] for name in REGION_COLUMNS
        )


def region(bodies: RegionBodies, work: RegionWork, day: datetime.date | None) -> dict[str, Any]:
    """One region. A collaboration's group is `within` or `beyond`; a unit's is its organised-crime region."""
    return {
        "as_at": listings.date(day),
        **_region(bodies),
        "organised_crime_units": [listings.listed(each) for each in work.units.listed],
        "collaborations": [listings.listed(each) for each in work.listing.listed],
    }


def rows(document: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The collaborations of such a document, one row for each."""
    return ((document["slug"], *row) for row in listings.rows(document["collaborations"]))


def _region(bodies: RegionBodies) -> dict[str, Any]:
    return {
        "slug": bodies.region.value,
        "name": str(bodies.region.label),
        "forces": _slugs(bodies.forces),
        "organised_crime_forces": _slugs(bodies.organised_crime_forces),
        "policing_bodies": _slugs(bodies.policing_bodies),
        "former_bodies": _slugs(bodies.former),
        "others": _slugs(bodies.others),
    }


def _slugs(listed: Iterable[Listed]) -> list[str]:
    return [each.organisation.slug for each in listed]
