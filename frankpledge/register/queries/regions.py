"""One region: its collaborations within and beyond, and its unit for organised crime."""

from dataclasses import dataclass

from frankpledge.people.models import Basis, Region
from frankpledge.register.models import MEMBER_ROLES
from frankpledge.register.queries.belonging import listed
from frankpledge.register.queries.listings import MOST_LISTED, Listing, When, listing

WITHIN, BEYOND = "within", "beyond"
ORGANISED_CRIME = "serious-organised-crime"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionWork:
    """What forces of a region do together, what with others, and who fights organised crime for them.

    The group of a unit is the organised-crime region that it is for: one in which all forces of it are named.
    """

    listing: Listing
    units: Listing


def region_work(region: Region, when: When, *, most: int = MOST_LISTED) -> RegionWork:
    """Reads it in eight statements, whatever is held."""
    return RegionWork(
        listing=listing(_SCOPE, {"region": region.value}, when, most=most),
        units=listing(_UNITS, {"region": region.value, "function": ORGANISED_CRIME}, when),
    )


_IS_NAMED = f"party.role IN {listed(MEMBER_ROLES)} AND party.basis <> '{Basis.ASSUMED}' AND area.is_force"
_SCOPE = f"""
touching AS (
    SELECT DISTINCT party.collaboration_id FROM register_party AS party
    JOIN area ON area.id = party.organisation_id
    WHERE {_IS_NAMED} AND area.region = %(region)s
),
scope AS (
    SELECT party.collaboration_id,
        CASE WHEN bool_and(area.region = %(region)s) THEN '{WITHIN}' ELSE '{BEYOND}' END AS kind
    FROM touching JOIN register_party AS party USING (collaboration_id)
    JOIN area ON area.id = party.organisation_id
    LEFT JOIN register_searchentry AS found USING (collaboration_id)
    WHERE {_IS_NAMED} AND NOT coalesce(found.takes_in_every_force, false)
    GROUP BY party.collaboration_id
)"""
# The organised-crime regions that the region's forces are in, and the collaborations that all of one are in.
_UNITS = f"""
asked AS (
    SELECT DISTINCT organised_crime_region AS name FROM area
    WHERE is_force AND organised_crime_region <> '' AND %(region)s IN (region, organised_crime_region)
),
scope AS (
    SELECT party.collaboration_id, area.organised_crime_region AS kind
    FROM register_collaboration_functions AS place
    JOIN register_function AS function ON function.id = place.function_id
    JOIN register_party AS party USING (collaboration_id)
    JOIN area ON area.id = party.organisation_id
    LEFT JOIN register_searchentry AS found USING (collaboration_id)
    WHERE function.slug = %(function)s AND {_IS_NAMED}
        AND area.organised_crime_region IN (SELECT name FROM asked)
        AND NOT coalesce(found.takes_in_every_force, false)
    GROUP BY party.collaboration_id, area.organised_crime_region
    HAVING count(DISTINCT area.slug) = (
        SELECT count(DISTINCT other.slug) FROM area AS other
        WHERE other.is_force AND other.organised_crime_region = area.organised_crime_region
    )
)"""
