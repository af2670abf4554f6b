"""Which collaborations somebody may be about to register a second time: "is it one of these?".

The index of words and the parties give a short list in two statements (one more for words that nobody used);
how near each one is to what was typed is then worked out here. Nothing is found that the person asking could
not find by searching.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from rapidfuzz import fuzz

from frankpledge.people.models import Basis
from frankpledge.register.models import MEMBER_ROLES, Status
from frankpledge.register.search import vocabulary
from frankpledge.register.search.entries import AREAS, quoted
from frankpledge.register.search.folding import words

MOST_SHOWN = 4
MOST_WORDS = 24
SHORTLIST, MOST_RANKED = 150, 3000
# A word that more records have says little by itself. Such words are only looked up together.
COMMON_FROM = 200
OF_TITLE, OF_PARTIES, OF_FUNCTIONS = 0.6, 0.25, 0.15
# Below these it is more likely another collaboration than the same one.
TITLE_ALONE, ALTOGETHER = 0.62, 0.58
# One party, which is whoever asks, says nothing.
FEWEST_PARTIES = 2


@dataclass(frozen=True, slots=True)
class Alike:
    """A collaboration that may be the same one. `shared_areas` are those of the parties typed."""

    reference: str
    address: str
    title: str
    summary: str
    status: Status
    shared_areas: int
    likeness: float


def alike(title: str, parties: Sequence[str] = (), functions: Sequence[str] = ()) -> tuple[Alike, ...]:
    """The likeliest, the nearest first. Parties and functions are slugs."""
    typed = list(dict.fromkeys(words(title)))[:MOST_WORDS]
    if not typed and not (parties and functions):
        return ()
    near = {*_spelt(typed).values(), *typed}
    with connection.cursor() as cursor:
        cursor.execute(
            _SHORTLIST, {"words": sorted(near), "parties": list(parties), "functions": list(functions)}
        )
        rows = cursor.fetchall()
    found = [_measured(row, typed, functions) for row in rows]
    enough = ALTOGETHER if len(parties) >= FEWEST_PARTIES else TITLE_ALONE
    likely = [each for each in found if each.likeness >= enough]
    return tuple(sorted(likely, key=lambda each: (-each.likeness, each.reference))[:MOST_SHOWN])


def _spelt(typed: Sequence[str]) -> dict[str, str]:
    """The nearest word of the register for each that no record has. One statement, two where there is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM register_searchword WHERE word = ANY(%s)", [list(typed)])
        heard = {word for (word,) in cursor.fetchall()}
    return vocabulary.suggestions([word for word in typed if word not in heard])


def _measured(row: Sequence[Any], typed: Sequence[str], functions: Collection[str]) -> Alike:
    reference, address, title, names, summary, status, held_functions, shared, areas, asked = row
    called = [title, *names.split("\n")]
    of_title = max(_nearness(typed, words(name)) for name in called if name)
    held = set(held_functions.split("\n")) - {""}
    parts = [(OF_TITLE, of_title)]
    if asked >= FEWEST_PARTIES:
        parts.append((OF_PARTIES, shared / max(1, areas + asked - shared)))
    if functions:
        parts.append((OF_FUNCTIONS, len(held & set(functions)) / len(held | set(functions))))
    likeness = sum(weight * part for weight, part in parts) / sum(weight for weight, _part in parts)
    return Alike(reference, address, title, summary.partition("\n")[0], Status(status), shared, likeness)


def _nearness(typed: Sequence[str], held: Sequence[str]) -> float:
    """From 0 to 1: words in any order and slightly misspelt; words that only one of them has count less."""
    one, other = " ".join(typed), " ".join(held)
    return (fuzz.token_set_ratio(one, other) + 2 * fuzz.token_sort_ratio(one, other)) / 300


def _with_words(which: str) -> str:
    """The records with words of the kind in title, names, functions or summary; the nearest of them."""
    return f"""(
        SELECT id FROM (
            SELECT collaboration_id AS id, headwords FROM register_searchentry
            WHERE words @@ (SELECT {which}::tsquery FROM asked)
                AND headwords @@ (SELECT {which}::tsquery FROM asked)
            LIMIT {MOST_RANKED}
        ) AS found
        ORDER BY ts_rank(headwords, (SELECT {which}::tsquery FROM asked)) DESC, id LIMIT {SHORTLIST}
    )"""


# A policing body stands with its force, in what was typed and on the register.
_SHORTLIST = f"""
WITH area AS MATERIALIZED ({AREAS}),
typed AS MATERIALIZED (SELECT DISTINCT area FROM area WHERE slug = ANY(%(parties)s)),
stem AS MATERIALIZED (
    SELECT stem, sum(records_count) AS records_count FROM register_searchword
    WHERE stem IN (
        SELECT coalesce((ts_lexize('english_stem', word))[1], word) FROM unnest(%(words)s::text[]) AS word
    )
    GROUP BY stem
),
asked AS MATERIALIZED (
    SELECT string_agg(quote_literal(stem), ' | ') FILTER (WHERE records_count < {COMMON_FROM}) AS rare,
        string_agg(quote_literal(stem), ' & ') FILTER (WHERE records_count >= {COMMON_FROM}) AS common
    FROM stem
),
shared AS MATERIALIZED (
    SELECT party.collaboration_id AS id, count(DISTINCT area.area) AS areas
    FROM register_party AS party JOIN area ON area.id = party.organisation_id
    WHERE area.area IN (SELECT area FROM typed) AND party.role IN ({quoted(*MEMBER_ROLES)})
        AND party.basis <> '{Basis.ASSUMED}'
    GROUP BY 1
    HAVING count(DISTINCT area.area) >= least(2, (SELECT count(*) FROM typed))
),
candidate AS (
    {_with_words("rare")}
    UNION
    {_with_words("common")}
    UNION
    (
        SELECT shared.id FROM shared
        JOIN register_collaboration_functions AS place ON place.collaboration_id = shared.id
        JOIN register_function AS function ON function.id = place.function_id
        WHERE function.slug = ANY(%(functions)s)
        ORDER BY shared.areas DESC, shared.id DESC LIMIT {SHORTLIST}
    )
)
SELECT card.reference, card.address, card.title, card.names, card.summary, held.status, card.functions,
    coalesce(shared.areas, 0), card.areas_count, (SELECT count(*) FROM typed)
FROM candidate
JOIN register_collaboration AS held ON held.id = candidate.id
JOIN register_searchcard AS card ON card.collaboration_id = held.id
LEFT JOIN shared ON shared.id = candidate.id
"""
