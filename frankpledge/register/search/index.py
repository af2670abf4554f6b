"""Keeps what searching reads in step with the record: `refresh` what changed, or `rebuild` it all.

It is made of what everybody may see, whoever makes it: what is withheld is in no index, count or vocabulary.
"""

from collections.abc import Iterable

from django.db import connection, transaction

from frankpledge.audit.actions import WRITERS_LOCK
from frankpledge.register import sight
from frankpledge.register.models.search import SEGMENT_BITS
from frankpledge.register.search import bits, common_words, entries, names, vocabulary

_CHANGED = "collaboration_id = ANY(%(ids)s)"


def refresh(collaboration_ids: Iterable[int]) -> None:
    """Makes again what searching reads of these collaborations; those that are gone are found no more.

    An action calls it last, inside its own transaction. Also takes in every change to the names of bodies
    and groups; one who renames a body gives the collaborations it is a party to.
    """
    ids = sorted(set(collaboration_ids))
    changed = {"ids": ids, "segments": sorted({number // SEGMENT_BITS for number in ids})}
    with transaction.atomic(), sight.as_public(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
        for statement in _REFRESH:
            cursor.execute(statement, changed)


def rebuild() -> None:
    """Makes everything that searching reads, in one transaction; who searches meanwhile waits.

    The index of words is made last and at once, which takes a fraction of the time of making it row by row.
    """
    with transaction.atomic(), sight.as_public(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
        # The owner's functions: the application's role may neither empty a table nor make an index.
        cursor.execute("SELECT register_search_begin_anew()")
        for statement in _REBUILD:
            cursor.execute(statement)
        cursor.execute("SELECT register_search_index_words()")


_REFRESH = (
    vocabulary.take(_CHANGED),
    bits.CLEAR,
    common_words.CLEAR,
    f"DELETE FROM register_searchentry WHERE {_CHANGED}",
    f"DELETE FROM register_searchcard WHERE {_CHANGED}",
    f"DELETE FROM register_searchstay WHERE {_CHANGED}",
    entries.put("collaboration.id = ANY(%(ids)s)"),
    bits.put("id = ANY(%(ids)s)", _CHANGED),
    bits.SWEEP,
    bits.put_stays(_CHANGED),
    vocabulary.put(_CHANGED),
    vocabulary.SWEEP,
    common_words.PUT,
    names.TAKE,
    names.PUT,
)
_REBUILD = (
    entries.put("true"),
    bits.put("true", "true"),
    bits.put_stays("true"),
    vocabulary.put("true"),
    common_words.PUT_ALL,
    names.PUT,
)
