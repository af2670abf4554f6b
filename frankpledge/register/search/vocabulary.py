"""The words that occur in the register, for "did you mean"."""

from collections.abc import Mapping, Sequence

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

# A shorter word is near too many others.
SHORTEST = 4
_OF_LENGTHS = (
    "SELECT word, records_count FROM register_searchword WHERE length(word) = ANY(%s) AND word !~ '[0-9]'"
)

_WORDS = """
    SELECT word, coalesce((ts_lexize('english_stem', word))[1], word) AS stem, count(*) AS records
    FROM register_searchcard, unnest(tsvector_to_array(vocabulary)) AS word
    WHERE {scope} AND length(word) <= 200
    GROUP BY word
"""
PUT = f"""
    INSERT INTO register_searchword (word, stem, records_count) {_WORDS}
    ON CONFLICT (word) DO UPDATE
        SET records_count = register_searchword.records_count + excluded.records_count
"""
TAKE = f"""
    UPDATE register_searchword AS kept SET records_count = kept.records_count - gone.records
    FROM ({_WORDS}) AS gone WHERE kept.word = gone.word
"""
SWEEP = "DELETE FROM register_searchword WHERE records_count <= 0"


def put(scope: str) -> str:
    """The statement that counts in the words of the cards in scope."""
    return PUT.format(scope=scope)


def take(scope: str) -> str:
    """The statement that counts out the words of the cards in scope."""
    return TAKE.format(scope=scope)


def suggestions(unheard: Sequence[str]) -> dict[str, str]:
    """For each word that no record has, the likeliest word that some do; words without one are left out.

    Reads the words of about the same length, so only what nobody used costs anything.
    """
    if not unheard:
        return {}
    lengths = sorted({length for word in unheard for length in range(len(word) - 2, len(word) + 3)})
    with connection.cursor() as cursor:
        cursor.execute(_OF_LENGTHS, [lengths])
        held = dict(cursor.fetchall())
    found = {word: _nearest(word, held) for word in unheard if len(word) >= SHORTEST}
    return {word: nearest for word, nearest in found.items() if nearest}


def _nearest(word: str, held: Mapping[str, int]) -> str | None:
    """The nearest word, of several the most used. Short words may differ by one letter, long ones by two."""
    most = 1 if len(word) < 6 else 2
    near = process.extract(
        word, held.keys(), scorer=OSA.distance, score_cutoff=most, limit=None, processor=None
    )
    return min(near, key=lambda each: (each[1], -held[each[0]], each[0]))[0] if near else None
