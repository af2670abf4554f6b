"""What the database itself hides: rows of records that are not public, from whoever may not see them.

Every table with a path to a collaboration has a row policy, and its table of versions too. They follow from
the models: a new one needs nothing but its foreign key. `secure` writes them, as the owner, after migrations
(decision 11). Rows of what tells more than the fact of a record are hidden where only its fact is published.
"""

import hashlib
from collections.abc import Iterator

from django.db import connection, transaction

from frankpledge.register.hiding.functions import RESTRICTED, statements
from frankpledge.register.hiding.policies import (
    MADE_OF_WHAT_IS_PUBLIC,
    Hidden,
    hidden_tables,
    kinds_of_subjects,
)

__all__ = [
    "MADE_OF_WHAT_IS_PUBLIC",
    "POLICY",
    "hidden_tables",
    "hides_anything",
    "is_active",
    "kinds_of_subjects",
    "secure",
]

POLICY = "hidden_with_its_record"


def secure() -> None:
    """As the owner, after migrations: have the database hide what is to be hidden."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements():
            # They come ready made: nothing in them is a parameter.
            cursor.execute(statement)
        cursor.execute(
            "SELECT relation.relname, obj_description(policy.oid, 'pg_policy') FROM pg_policy AS policy"
            " JOIN pg_class AS relation ON relation.oid = policy.polrelid WHERE policy.polname = %s",
            [POLICY],
        )
        standing = dict(cursor.fetchall())
        for each in hidden_tables():
            mark = hashlib.sha256(each.policy.encode()).hexdigest()
            # A table is altered only where its policy is another: altering waits for every reader.
            if standing.get(each.table) != mark:
                for statement in _statements(each, mark):
                    cursor.execute(statement)


def is_active() -> bool:
    """Whether this connection's role is one from which rows are hidden."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active('register_collaboration')")
        return bool(cursor.fetchone()[0])


def hides_anything() -> bool:
    """Whether there is anything that everybody must not see, whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({RESTRICTED})")
        return bool(cursor.fetchone()[0])


def _statements(hidden: Hidden, mark: str) -> Iterator[str]:
    yield f'ALTER TABLE "{hidden.table}" ENABLE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS {POLICY} ON "{hidden.table}"'
    yield f'CREATE POLICY {POLICY} ON "{hidden.table}" USING {hidden.policy}'
    yield f"COMMENT ON POLICY {POLICY} ON \"{hidden.table}\" IS '{mark}'"
