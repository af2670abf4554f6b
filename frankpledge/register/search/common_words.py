"""The statements that keep, as bits, which records have the words that very many have."""

from frankpledge.register.search.bits import NO_BITS, SEGMENT, gathered

# A word is common when one record in ten has it, and no fewer than a thousand.
SHARE = 0.1
LEAST = 1000
# Every surface of a stem counts, so a few less common ones are kept too. No harm is done.
_NEW = f"""
    SELECT stem FROM register_searchword GROUP BY stem
    HAVING sum(records_count) >= greatest({LEAST}, {SHARE} * (SELECT count(*) FROM register_searchentry))
"""
_HELD = "SELECT DISTINCT stem FROM register_searchwordbits"


def _put(stems: str, scope: str) -> str:
    return f"""
        WITH common AS MATERIALIZED ({stems})
        INSERT INTO register_searchwordbits (stem, segment, bits, titled)
        SELECT stem, {SEGMENT}, {gathered()},
            coalesce({gathered()} FILTER (WHERE 'A' = ANY(weights)), {NO_BITS})
        FROM (
            SELECT entry.collaboration_id AS id, word.lexeme AS stem, word.weights
            FROM register_searchentry AS entry, unnest(entry.words) AS word
            WHERE word.lexeme IN (SELECT stem FROM common) AND {scope}
        ) AS held
        GROUP BY 1, 2
        ON CONFLICT (stem, segment) DO UPDATE SET
            bits = register_searchwordbits.bits | excluded.bits,
            titled = register_searchwordbits.titled | excluded.titled
    """


# Finds out which words are common, and sets their bits.
PUT_ALL = _put(_NEW, "true")
# Sets the bits of the words held to be common.
PUT = _put(_HELD, "entry.collaboration_id = ANY(%(ids)s)")
# Given ids, sets their bits to nought.
CLEAR = f"""
    WITH gone AS (
        SELECT {SEGMENT} AS segment, {gathered()} AS bits
        FROM unnest(%(ids)s::bigint[]) AS id GROUP BY 1
    )
    UPDATE register_searchwordbits AS kept
    SET bits = kept.bits & ~gone.bits, titled = kept.titled & ~gone.bits
    FROM gone WHERE kept.segment = gone.segment AND bit_count(kept.bits & gone.bits) > 0
"""
