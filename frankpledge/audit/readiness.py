"""Whether the database is the one this code was written for."""

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def pending_migrations() -> list[str]:
    """The migrations that the database has not had, as `room.name`; empty when it is up to date.

    One query: the files are read once in a process. Raises OperationalError without a database.
    """
    applied = set(MigrationRecorder(connection).applied_migrations())
    return sorted(f"{room}.{name}" for room, name in _migrations_of_the_code() - applied)


@cache
def _migrations_of_the_code() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
