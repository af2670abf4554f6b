"""The statements that make entries and cards out of the record: set by set, never record by record."""

from frankpledge.people.models import Basis, Capacity, Kind, RelationKind
from frankpledge.register.models import MEMBER_ROLES, Role, Status
from frankpledge.register.search.folding import fold_sql, key_sql

FORCES = (Kind.FORCE, Kind.SPECIAL_FORCE, Kind.OTHER_UK_FORCE)
# More text than this in one record is not indexed: PostgreSQL refuses a search vector of a megabyte.
LONGEST_TEXT = 100_000


def quoted(*words: str) -> str:
    """Words of our own code lists as a list in SQL."""
    return ", ".join(f"'{word}'" for word in words)


def earliest(column: str) -> str:
    """The first day that a date of known precision can mean."""
    return f"({column} || substr('0000-01-01', length({column}) + 1))::date"


def latest(column: str) -> str:
    """The last day that a date of known precision can mean."""
    until_next = (
        f"CASE length({column}) WHEN 4 THEN '1 year' WHEN 7 THEN '1 month' ELSE '1 day' END::interval"
    )
    return f"(({earliest(column)} + {until_next})::date - 1)"


def _folded(*texts: str) -> str:
    """Texts of many lines folded into one, in which no phrase runs from one line into the next.

    A word that is never indexed, but counted as a place, stands between two lines.
    """
    joined = f"concat_ws(E'\\n', {', '.join(f'nullif({text}, {chr(39) * 2})' for text in texts)})"
    return fold_sql(f"replace(left({joined}, {LONGEST_TEXT}), E'\\n', ' the ')")


# Every organisation with the force whose area it belongs to: a policing body stands with its force.
AREAS = f"""
    SELECT body.id, body.slug, body.name, body.short_name, body.name_cy, body.kind, body.region,
        coalesce(force.slug, body.slug) AS area,
        coalesce(force.kind, body.kind) AS area_kind,
        coalesce(force.region, body.region) AS area_region,
        body.capacity = '{Capacity.CHIEF_OFFICER}' OR force.id IS NOT NULL AS is_area
    FROM people_organisation AS body
    LEFT JOIN LATERAL (
        SELECT kept.* FROM people_relation AS relation
        JOIN people_organisation AS kept ON kept.id = relation.object_id
        WHERE relation.subject_id = body.id AND relation.kind = '{RelationKind.MAINTAINS}'
        ORDER BY relation.starts_on DESC NULLS LAST, kept.slug LIMIT 1
    ) AS force ON true
"""

_IS_MEMBER = f"party.role IN ({quoted(*MEMBER_ROLES)})"
_IS_FORCE = f"area.area_kind = '{Kind.FORCE}'"
_IS_STATED = f"party.basis <> '{Basis.ASSUMED}'"
_STAYED = (
    "(party.left_on IS NULL OR collaboration.ends_on IS NOT NULL"
    f" AND {latest('party.left_on')} >= {earliest('collaboration.ends_on')})"
)
_NAMES = "concat_ws(E'\\n', area.name, area.short_name, nullif(area.name_cy, ''))"
# A plain member's name stands alone; any other role is said.
_ROLE = f"CASE WHEN {_IS_MEMBER} AND party.role = '{Role.MEMBER}' THEN '' ELSE ' (' || party.role || ')' END"


def _areas(*conditions: str) -> str:
    return f"count(DISTINCT area.area) FILTER (WHERE {' AND '.join((_IS_MEMBER, *conditions))})"


PARTIES = f"""
    SELECT party.collaboration_id AS id,
        string_agg(area.name || {_ROLE}, E'\\n' ORDER BY area.name, party.role, party.id)
            FILTER (WHERE {_IS_STATED}) AS parties,
        string_agg({_NAMES}, E'\\n' ORDER BY area.name, party.id) FILTER (WHERE {_IS_STATED}) AS spoken,
        string_agg(DISTINCT area.short_name, E'\\n')
            FILTER (WHERE party.role IN ('{Role.LEAD}', '{Role.HOST}') AND {_STAYED}) AS lead,
        string_agg(DISTINCT '''=' || area.slug || ''':1B ''=' || area.area || ''':1B', ' ')
            FILTER (WHERE {_IS_STATED}) AS marks,
        string_agg(DISTINCT '''~' || area.slug || ''':1B ''~' || area.area || ''':1B', ' ')
            FILTER (WHERE NOT {_IS_STATED}) AS assumed_marks,
        {_areas(_IS_STATED)} AS parties_count,
        {_areas("area.is_area", _STAYED)} AS areas_count,
        {_areas("area.is_area", _STAYED, _IS_STATED)} AS stated_areas_count,
        {_areas(_IS_FORCE, _STAYED)} AS forces_count
    FROM register_party AS party
    JOIN register_collaboration AS collaboration ON collaboration.id = party.collaboration_id
    JOIN area ON area.id = party.organisation_id
    WHERE {{scope}}
    GROUP BY party.collaboration_id
"""

_OVER = f"collaboration.status IN ({quoted(Status.ENDED, Status.DROPPED)})"
_RUNNING = f"collaboration.status IN ({quoted(Status.RUNNING, Status.NOTICE_GIVEN)})"
_NOT_FROM = (
    f"CASE WHEN collaboration.ends_on IS NOT NULL THEN {latest('collaboration.ends_on')}"
    f" WHEN {_OVER} THEN {latest('collaboration.status_as_of')} END"
)
_SURELY_BEFORE = (
    f"CASE WHEN collaboration.ends_on IS NOT NULL THEN {earliest('collaboration.ends_on')}"
    f" WHEN {_RUNNING} THEN {earliest('collaboration.status_as_of')} + 1 END"
)
_ADDRESS = (
    "collaboration.reference || '-' || btrim(left(btrim(regexp_replace(regexp_replace(lower("
    "regexp_replace(normalize(collaboration.title, NFKD), '[^\\x01-\\x7f]', '', 'g')),"
    " '[^a-z0-9_\\s-]', '', 'g'), '[-\\s]+', '-', 'g'), '-_'), 80), '-')"
)

# One row for each record, with every text that is searched, shown or exported.
MADE = f"""
WITH area AS MATERIALIZED ({AREAS}),
party AS ({PARTIES}),
made AS MATERIALIZED (
    SELECT collaboration.*,
        {earliest("collaboration.starts_on")} AS not_before,
        {_NOT_FROM} AS not_from,
        {latest("collaboration.starts_on")} AS surely_from,
        {_SURELY_BEFORE} AS surely_before,
        {_ADDRESS} AS address,
        coalesce(parent.reference, '') AS parent_reference,
        coalesce(name.texts, '') AS names,
        coalesce(purpose.statement, '') AS summary,
        coalesce(function.slugs, '') AS functions,
        coalesce(function.names, '') AS function_names,
        coalesce(party.parties, '') AS parties,
        coalesce(party.spoken, '') AS spoken,
        coalesce(party.lead, '') AS lead,
        coalesce(party.marks, '') AS marks,
        coalesce(party.assumed_marks, '') AS assumed_marks,
        coalesce(party.parties_count, 0) AS parties_count,
        coalesce(party.areas_count, 0) AS areas_count,
        coalesce(party.areas_count - party.stated_areas_count, 0) AS assumed_areas_count,
        coalesce(party.forces_count, 0) >= greatest(1, (
            SELECT count(*) FROM people_organisation WHERE kind = '{Kind.FORCE}' AND valid_to IS NULL
        )) AS takes_in_every_force,
        concat_ws(
            E'\\n', nullif(collaboration.notes, ''), nullif(collaboration.legal_basis_note, '')
        ) AS all_notes,
        coalesce(claim.sentences, '') AS claims,
        coalesce(claim.figures, 0) AS figures_count,
        coalesce(event.texts, '') AS events
    FROM register_collaboration AS collaboration
    LEFT JOIN register_collaboration AS parent ON parent.id = collaboration.parent_id
    LEFT JOIN party ON party.id = collaboration.id
    LEFT JOIN LATERAL (
        SELECT string_agg(text, E'\\n' ORDER BY position, id) AS texts
        FROM register_collaborationname WHERE collaboration_id = collaboration.id
    ) AS name ON true
    LEFT JOIN LATERAL (
        SELECT statement FROM register_purpose
        WHERE collaboration_id = collaboration.id AND state = 'published'
        ORDER BY origin, version DESC LIMIT 1
    ) AS purpose ON true
    LEFT JOIN LATERAL (
        SELECT string_agg(kind.slug, E'\\n' ORDER BY place.position, place.id) AS slugs,
            string_agg(kind.name || E'\\n' || kind.slug, E'\\n' ORDER BY place.position, place.id) AS names
        FROM register_collaboration_functions AS place
        JOIN register_function AS kind ON kind.id = place.function_id
        WHERE place.collaboration_id = collaboration.id
    ) AS function ON true
    LEFT JOIN LATERAL (
        SELECT string_agg(sentence, E'\\n' ORDER BY key) AS sentences,
            count(*) FILTER (WHERE amount IS NOT NULL) AS figures
        FROM register_claim WHERE collaboration_id = collaboration.id
    ) AS claim ON true
    LEFT JOIN LATERAL (
        SELECT string_agg(what, E'\\n' ORDER BY "on" DESC, id DESC) AS texts
        FROM register_event WHERE collaboration_id = collaboration.id
    ) AS event ON true
    WHERE {{scope}}
)
"""

# Each text is folded once, and turned into words once.
FOLDED = f"""
folded AS MATERIALIZED (
    SELECT id,
        {_folded("title", "title_cy", "names", "reference")} AS titles,
        {_folded("function_names")} AS functions,
        {_folded("summary")} AS summary,
        {_folded("spoken", "all_notes", "claims", "events")} AS said,
        marks::tsvector AS marks,
        assumed_marks::tsvector AS assumed_marks
    FROM made
),
headed AS MATERIALIZED (
    SELECT id,
        setweight(to_tsvector('english', titles), 'A') || setweight(to_tsvector('english', functions), 'B')
            || setweight(to_tsvector('english', summary), 'C') || marks AS headwords
    FROM folded
),
worded AS MATERIALIZED (
    SELECT id, headwords,
        headwords || to_tsvector('english', said) || assumed_marks || to_tsvector('simple', titles) AS words,
        strip(to_tsvector('simple', concat_ws(' ', titles, functions, summary, said))) AS vocabulary
    FROM folded JOIN headed USING (id)
)
"""


def _made(*columns: str) -> dict[str, str]:
    return {column: f"made.{column}" for column in columns}


# What goes into each column of a card and of an entry.
CARDS: dict[str, str] = {
    "collaboration_id": "made.id",
    **_made("reference", "address", "title", "names", "summary", "functions", "model", "legal_basis"),
    **_made(
        "status", "status_as_of", "ending_kind", "starts_on", "start_kind", "ends_on", "parent_reference"
    ),
    **_made("parties", "lead", "areas_count", "assumed_areas_count", "figures_count", "parties_coverage"),
    **_made("existence_confidence", "parties_confidence", "dates_confidence", "status_confidence"),
    **_made("claims", "events"),
    "notes": "made.all_notes",
    "vocabulary": "worded.vocabulary",
}
ENTRIES: dict[str, str] = {
    "collaboration_id": "made.id",
    **_made("not_before", "not_from", "surely_from", "surely_before"),
    **_made("takes_in_every_force", "parties_count", "starts_on"),
    "title_key": f"left({key_sql('made.title')}, 200)",
    "headwords": "worded.headwords",
    "words": "worded.words",
}


def put(scope: str) -> str:
    """The statement that makes the entries and cards of the collaborations in `scope`, which have none."""
    return f"""
        {MADE.format(scope=scope)},
        {FOLDED},
        cards AS (
            INSERT INTO register_searchcard ({", ".join(CARDS)})
            SELECT {", ".join(CARDS.values())} FROM made JOIN worded USING (id)
        )
        INSERT INTO register_searchentry ({", ".join(ENTRIES)})
        SELECT {", ".join(ENTRIES.values())} FROM made JOIN worded USING (id)
    """
