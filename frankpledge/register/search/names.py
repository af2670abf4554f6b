"""The names that a reader may type for a body or a group, kept folded."""

from frankpledge.people.models import AliasKind, Kind
from frankpledge.register.search.entries import FORCES, quoted
from frankpledge.register.search.folding import key_sql

# A force is also called by its name without these words: "Norfolk" is Norfolk Constabulary.
ENDINGS = "( police service| police| constabulary)$"
_IS_FORCE = f"body.kind IN ({quoted(*FORCES)})"
_WHICH = f"CASE WHEN {_IS_FORCE} THEN 'force' ELSE 'body' END"


def _of_bodies(text: str, source: str, *, is_ambiguous: str = "false", note: str = "''") -> str:
    return f"""
        SELECT {key_sql(text)} AS key, body.name AS label, {_WHICH} AS kind, ARRAY[body.slug] AS slugs,
            {is_ambiguous} AS is_ambiguous, {note} AS note
        FROM {source}
    """


def _without_ending(text: str) -> str:
    return f"regexp_replace({text}, '{ENDINGS}', '', 'i')"


_BODIES = "people_organisation AS body"
_FORCES = f"people_organisation AS body WHERE {_IS_FORCE}"
_ALIASES = "people_alias AS alias JOIN people_organisation AS body ON body.id = alias.organisation_id"
_FORMER = f"{_ALIASES} WHERE {_IS_FORCE} AND alias.kind = '{AliasKind.FORMER}'"
_OWN = {"is_ambiguous": "alias.is_ambiguous", "note": "alias.note"}
_GROUPS = f"""
    SELECT {key_sql("named.text")}, grouped.name, 'group',
        (SELECT array_agg(member.slug ORDER BY member.slug) FROM people_group_members AS place
            JOIN people_organisation AS member ON member.id = place.organisation_id
            WHERE place.group_id = grouped.id),
        bool_or(named.is_ambiguous), string_agg(DISTINCT named.note, ' ')
    FROM people_group AS grouped
    JOIN people_alias AS named ON named.group_id = grouped.id
    GROUP BY 1, grouped.id
"""
# The label of a region is its code: what it is called depends on the reader's language.
_REGIONS = f"""
    SELECT {key_sql("replace(region, '-', ' ')")}, region, 'region', array_agg(slug ORDER BY slug), false, ''
    FROM people_organisation WHERE region <> '' AND kind = '{Kind.FORCE}' GROUP BY region
"""
ALL = " UNION ALL ".join(
    (
        _of_bodies("body.name", _BODIES),
        _of_bodies("body.short_name", _BODIES),
        _of_bodies("body.name_cy", _BODIES),
        _of_bodies(_without_ending("body.name"), _FORCES),
        _of_bodies("alias.text", _ALIASES, **_OWN),
        _of_bodies(_without_ending("alias.text"), _FORMER, **_OWN),
        _GROUPS,
        _REGIONS,
    )
)
_NEW = f"""
    SELECT key, label, kind, slugs, bool_or(is_ambiguous) AS is_ambiguous,
        coalesce(string_agg(DISTINCT nullif(note, ''), ' '), '') AS note
    FROM ({ALL}) AS named WHERE key <> '' AND slugs IS NOT NULL GROUP BY key, label, kind, slugs
"""
TAKE = f"""
    DELETE FROM register_searchname AS kept WHERE NOT EXISTS (
        SELECT FROM ({_NEW}) AS now
        WHERE (now.key, now.label, now.kind, now.slugs, now.is_ambiguous, now.note)
            = (kept.key, kept.label, kept.kind, kept.slugs, kept.is_ambiguous, kept.note)
    )
"""
PUT = f"""
    INSERT INTO register_searchname (key, label, kind, slugs, is_ambiguous, note)
    {_NEW} ON CONFLICT (key, kind, label) DO NOTHING
"""
