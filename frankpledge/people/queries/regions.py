"""The regions, and the forces and other bodies in each."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Region
from frankpledge.people.queries.directory import Directory, Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionBodies:
    """A policing region's bodies, and the forces that share its name for fighting organised crime."""

    region: Region
    forces: Sequence[Listed]
    organised_crime_forces: Sequence[Listed]
    policing_bodies: Sequence[Listed]
    others: Sequence[Listed]
    former: Sequence[Listed]

    @property
    def is_for_organised_crime_only(self) -> bool:
        return not self.forces and not self.others

    @property
    def differs_for_organised_crime(self) -> bool:
        """Whether the forces of the two regions are not the same."""
        return _slugs(self.forces) != _slugs(self.organised_crime_forces)

    @property
    def is_empty(self) -> bool:
        return not (self.forces or self.organised_crime_forces or self.others)


def all_regions(day: datetime.date) -> tuple[RegionBodies, ...]:
    """Every region that has anybody in it, in two statements."""
    everybody = Directory.of(day)
    found = (_bodies(region, everybody) for region in Region)
    return tuple(bodies for bodies in found if not bodies.is_empty)


def region_bodies(slug: str, day: datetime.date) -> RegionBodies:
    """One region, in two statements. Raises NotFound."""
    if slug in Region.values:
        bodies = _bodies(Region(slug), Directory.of(day))
        if not bodies.is_empty:
            return bodies
    raise NotFound(_("There is no region at this address."))


def _bodies(region: Region, everybody: Directory) -> RegionBodies:
    forces = [each for held in everybody.forces.values() for each in held]
    others = [each for held in everybody.others.values() for each in held]
    return RegionBodies(
        region=region,
        forces=_of(forces, region),
        organised_crime_forces=[f for f in forces if f.organisation.organised_crime_region == region],
        policing_bodies=_of(everybody.policing_bodies, region),
        others=_of(others, region),
        former=_of(everybody.former, region),
    )


def _of(listed: Iterable[Listed], region: Region) -> list[Listed]:
    return [each for each in listed if each.organisation.region == region]


def _slugs(listed: Iterable[Listed]) -> set[str]:
    return {each.organisation.slug for each in listed}
