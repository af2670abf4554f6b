"""Brings the database's tables up to date, as their owner, one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

from frankpledge.audit import readiness
from frankpledge.config import roles

# Any number will do, if everybody who changes tables uses the same.
ADVISORY_LOCK = 736_005_122


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process prepares this database, and keep others waiting meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def migrate() -> list[str]:
    """Apply what is pending and name it, and give the application its rights to what is there."""
    application = roles.name()
    with roles.as_owner(), alone():
        waiting = readiness.pending_migrations()
        if waiting:
            call_command("migrate", interactive=False, verbosity=0)
        roles.grant(application)
    return waiting
