"""The statements that keep which records have which facet's value, a bit for each record."""

from frankpledge.people.models import Basis, Confidence
from frankpledge.register.models import MEMBER_ROLES
from frankpledge.register.models.search import SEGMENT_BITS
from frankpledge.register.search.entries import AREAS, FORCES, earliest, latest, quoted

SEGMENT = f"id / {SEGMENT_BITS}"
PLACE = f"mod(id, {SEGMENT_BITS})::int"
NO_BITS = f"repeat('0', {SEGMENT_BITS})::bit({SEGMENT_BITS})"
_CONFIDENCES = "existence_confidence, parties_confidence, dates_confidence, status_confidence"


def gathered(place: str = PLACE) -> str:
    """An aggregate: the bits of a segment, one set for each of its rows."""
    return f"bit_or(B'1'::bit({SEGMENT_BITS}) >> {place})"


# Every value of every facet that each record has: (facet, value, id).
HELD = f"""
WITH area AS MATERIALIZED ({AREAS}),
member AS (
    SELECT party.collaboration_id AS id, area.area, area.area_region,
        CASE WHEN bool_and(party.basis = '{Basis.ASSUMED}') THEN '_assumed' ELSE '' END AS suffix
    FROM register_party AS party JOIN area ON area.id = party.organisation_id
    WHERE party.role IN ({quoted(*MEMBER_ROLES)}) AND area.area_kind IN ({quoted(*FORCES)})
        AND {{party_scope}}
    GROUP BY 1, 2, 3
)
SELECT 'all' AS facet, '' AS value, id FROM register_collaboration WHERE {{scope}}
UNION ALL SELECT 'every_force', '', collaboration_id FROM register_searchentry
    WHERE takes_in_every_force AND {{party_scope}}
UNION ALL SELECT 'model', model, id FROM register_collaboration WHERE {{scope}}
UNION ALL SELECT 'status', status, id FROM register_collaboration WHERE {{scope}}
UNION ALL SELECT 'legal_basis', legal_basis, id FROM register_collaboration WHERE {{scope}}
UNION ALL SELECT 'confidence', CASE
        WHEN '{Confidence.LOW}' IN ({_CONFIDENCES}) THEN '{Confidence.LOW}'
        WHEN '{Confidence.MEDIUM}' IN ({_CONFIDENCES}) THEN '{Confidence.MEDIUM}'
        ELSE '{Confidence.HIGH}' END, id
    FROM register_collaboration WHERE {{scope}}
UNION ALL SELECT 'function', slug, collaboration_id FROM register_collaboration_functions AS place
    JOIN register_function AS function ON function.id = place.function_id WHERE {{party_scope}}
UNION ALL SELECT 'force' || suffix, area, id FROM member
UNION ALL SELECT 'region' || suffix, area_region, id FROM member WHERE area_region <> ''
"""


def put(scope: str, party_scope: str) -> str:
    """The statement that sets the bits of the collaborations in scope."""
    return f"""
        INSERT INTO register_searchbits (segment, facet, value, bits)
        SELECT {SEGMENT}, facet, value, {gathered()}
        FROM ({HELD.format(scope=scope, party_scope=party_scope)}) AS held
        GROUP BY 1, 2, 3
        ON CONFLICT (segment, facet, value) DO UPDATE SET bits = register_searchbits.bits | excluded.bits
    """


# Given ids, sets their bits to nought in every value of their segments.
CLEAR = f"""
    WITH gone AS (
        SELECT {SEGMENT} AS segment, {gathered()} AS bits
        FROM unnest(%(ids)s::bigint[]) AS id GROUP BY 1
    )
    UPDATE register_searchbits AS kept SET bits = kept.bits & ~gone.bits FROM gone
    WHERE kept.segment = gone.segment AND bit_count(kept.bits & gone.bits) > 0
"""
SWEEP = f"DELETE FROM register_searchbits WHERE segment = ANY(%(segments)s) AND bits = {NO_BITS}"


def put_stays(party_scope: str) -> str:
    """The statement that keeps the bounds of the stays of members all of whose entries have dates.

    A body that was in it more than once has several. Assumed entries count where there is no other.
    """
    assumed = f"party.basis = '{Basis.ASSUMED}'"
    dated = "party.joined_on IS NOT NULL OR party.left_on IS NOT NULL"
    return f"""
        WITH member AS (
            SELECT party.collaboration_id, area.area, {earliest("party.joined_on")} AS not_before,
                {latest("party.left_on")} AS not_from, {assumed} AS is_assumed,
                bool_and({assumed}) OVER body AS all_assumed,
                bool_and({dated} OR {assumed}) OVER body AND bool_or({dated}) OVER body AS all_dated
            FROM register_party AS party JOIN ({AREAS}) AS area ON area.id = party.organisation_id
            WHERE party.role IN ({quoted(*MEMBER_ROLES)}) AND {party_scope}
                AND area.area_kind IN ({quoted(*FORCES)})
            WINDOW body AS (PARTITION BY party.collaboration_id, area.area)
        )
        INSERT INTO register_searchstay (collaboration_id, organisation_slug, not_before, not_from)
        SELECT collaboration_id, area, not_before, not_from FROM member
        WHERE all_dated AND is_assumed = all_assumed
    """
