"""The words that occur in the register, for "did you mean"."""

_WORDS = """
    SELECT word, coalesce((ts_lexize('english_stem', word))[1], word) AS stem, count(*) AS records
    FROM register_searchcard, unnest(tsvector_to_array(vocabulary)) AS word
    WHERE {scope} AND length(word) <= 200
    GROUP BY word
"""
EMPTY = "DELETE FROM register_searchword"
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
