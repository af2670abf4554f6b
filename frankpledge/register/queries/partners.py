"""With whom an organisation works, area by area: a policing body stands with its force."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from frankpledge.dates import Answer
from frankpledge.people.models import Basis, Kind, RelationKind
from frankpledge.people.queries import spans
from frankpledge.register.models import MEMBER_ROLES, Role
from frankpledge.register.queries import belonging, then
from frankpledge.register.queries.belonging import DAY_AFTER, listed
from frankpledge.register.queries.entries import Stake, parameters

MOST_COMPANIONS = 8


@dataclass(frozen=True, slots=True)
class Partner:
    """Another party, as a link needs it: the force of its area, or the body itself where it has none."""

    slug: str
    short_name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Companion:
    """An area or body, and the number of collaborations in which our sources name both."""

    slug: str
    short_name: str
    shared_count: int


# What may stand after WITH: every organisation with the force whose area it belongs to, or itself.
AREAS = f"""
area AS MATERIALIZED (
    SELECT DISTINCT ON (body.id) body.id, coalesce(force.slug, body.slug) AS slug,
        coalesce(force.short_name, body.short_name) AS short_name,
        coalesce(force.kind, body.kind) = '{Kind.FORCE}' AS is_force,
        coalesce(force.region, body.region) AS region,
        coalesce(force.organised_crime_region, body.organised_crime_region) AS organised_crime_region
    FROM people_organisation AS body
    LEFT JOIN people_relation AS relation
        ON relation.subject_id = body.id AND relation.kind = '{RelationKind.MAINTAINS}'
    LEFT JOIN people_organisation AS force ON force.id = relation.object_id
    ORDER BY body.id, relation.starts_on DESC NULLS LAST, force.slug
)"""

_OTHERS = """
    JOIN area ON area.id = party.organisation_id
    WHERE party.organisation_id <> ALL(%(organisations)s)
        AND area.slug NOT IN (SELECT slug FROM area WHERE id = ANY(%(organisations)s))
"""

# The other parties of some collaborations, who had not left by the day; funders are not partners.
_PARTNERS = f"""
WITH {AREAS}
SELECT DISTINCT ON (party.collaboration_id, area.short_name, area.slug)
    party.collaboration_id, area.slug, area.short_name, party.role
FROM register_party AS party
{_OTHERS}
    AND party.collaboration_id = ANY(%(collaborations)s) AND party.role <> '{Role.FUNDER}'
    AND NOT coalesce({spans.surely_come("party.left_on", DAY_AFTER)}, false)
ORDER BY party.collaboration_id, area.short_name, area.slug, party.role
"""

# Who is named in the same collaborations, those that every force is in left out, and nobody by assumption.
COMPANIONS = f"""
SELECT area.slug, area.short_name, count(DISTINCT party.collaboration_id) AS shared_count
FROM (
    SELECT DISTINCT collaboration_id FROM entry
    WHERE is_member AND NOT is_assumed AND NOT everywhere AND NOT is_out
) AS ours
JOIN register_party AS party ON party.collaboration_id = ours.collaboration_id
JOIN register_collaboration AS collaboration ON collaboration.id = party.collaboration_id
{_OTHERS}
    AND party.role IN {listed(MEMBER_ROLES)} AND party.basis <> '{Basis.ASSUMED}'
    AND NOT (%(is_past)s AND {belonging.BELONGED} = '{Answer.NO}')
GROUP BY area.slug, area.short_name
HAVING count(DISTINCT party.collaboration_id) > 1
ORDER BY shared_count DESC, area.short_name LIMIT {MOST_COMPANIONS + 1}
"""


def partners_in(stake: Stake, collaborations: list[int]) -> Mapping[int, tuple[Partner, ...]]:
    """The other parties of these collaborations, by name. One statement."""
    found: dict[int, tuple[Partner, ...]] = defaultdict(tuple)
    with connection.cursor() as cursor:
        cursor.execute(
            then.as_they_were(_PARTNERS, stake.undone),
            {**parameters([stake]), **then.parameters(stake.undone), "collaborations": collaborations},
        )
        for collaboration, slug, short_name, role in cursor.fetchall():
            found[collaboration] += (Partner(slug, short_name, Role(role)),)
    return found


def most_often(rows: list[Companion]) -> tuple[Companion, ...]:
    """The first of them; where the cut would part equals, all of those equals are left out."""
    if len(rows) <= MOST_COMPANIONS:
        return tuple(rows)
    last = rows[MOST_COMPANIONS].shared_count
    return tuple(row for row in rows[:MOST_COMPANIONS] if row.shared_count > last)
