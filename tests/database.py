"""The tests' database: one server for the run, one database for each worker, cloned from a template.

Loaded before Django's settings are read (`-p tests.database` in pyproject.toml): the first process starts
the server, and its workers inherit the address. The template has every migration and the real register. It
is made once, by whoever needs a database first; a run that needs none makes none.

The tests connect as the application does, so whatever works in them works without the owner's rights. What
only the owner may do goes through `owner()`.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from frankpledge.audit.actors import at_command_line
from frankpledge.config import static_files
from frankpledge.config.embedded import cluster, database
from frankpledge.config.parent import stop_with

TEMPLATE = "template_for_tests"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
SERVER_URL = "FRANKPLEDGE_TEST_SERVER_URL"
FOLDER = "FRANKPLEDGE_TEST_FOLDER"

_server = contextlib.ExitStack()


def _start_server() -> None:
    running = _server.enter_context(database.temporary())
    os.environ[FOLDER] = str(running.folder.path)
    os.environ[SERVER_URL] = running.server.owner_url
    superuser_url = running.server.owner_url.replace(f"//{cluster.OWNER}@", f"//{cluster.SUPERUSER}@")
    with psycopg.connect(superuser_url) as superuser:
        # Whoever drops a worker's database ends what a thread of a test left open there.
        superuser.execute(f"GRANT {cluster.APPLICATION} TO {cluster.OWNER}".encode())
    os.environ["DATABASE_URL"] = _in_template(running.server.database_url)
    os.environ["DATABASE_OWNER_URL"] = _in_template(running.server.owner_url)
    for name in ("DATABASE_URL_FILE", "DATABASE_OWNER_URL_FILE", "SECRET_KEY_FILE"):
        os.environ.pop(name, None)
    os.environ["SECRET_KEY"] = "only-for-tests"  # noqa: S105 - not a secret
    os.environ["DJANGO_SETTINGS_MODULE"] = "frankpledge.config.settings"


def _in_template(url: str) -> str:
    return url.replace(f"/{cluster.DATABASE}?", f"/{TEMPLATE}?")


if WORKER == "alone":
    if make := os.environ.get("FRANKPLEDGE_STOP_WITH"):
        stop_with(int(make))
    _start_server()


def pytest_configure(config: pytest.Config) -> None:
    """Put our fixtures in: a plugin registered now comes after pytest-django, whose own they replace."""
    config.pluginmanager.register(OurDatabase(), "frankpledge-database")


def pytest_sessionstart() -> None:
    """Gather the static files, whose list pages need; workers find it done."""
    if WORKER == "alone":
        static_files.collect_if_changed()


def pytest_unconfigure() -> None:
    """Stop the server, however the run went."""
    _server.close()


class OurDatabase:
    """Replaces pytest-django's making of a test database by a clone of the template."""

    @pytest.fixture(scope="session")
    @classmethod
    def django_db_setup(cls, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
        """Give this worker a database of its own."""
        with django_db_blocker.unblock():
            _ensure_template()
            _clone()
        # After a test that commits, Django would empty every table, the register too: clone again instead.
        TransactionTestCase._fixture_teardown = lambda _case: _clone()  # type: ignore[attr-defined]  # not in its stubs
        yield
        with django_db_blocker.unblock():
            connection.close()


def owner() -> psycopg.Connection[tuple[Any, ...]]:
    """A connection of its own to the test's database, as its owner. What it commits, other tests would see.

    So it is for tests with `django_db(transaction=True)`, after which the database is made again.
    """
    return psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True)


def _execute(statement: str) -> None:
    with psycopg.connect(os.environ[SERVER_URL], autocommit=True) as server:
        server.execute(statement.encode())


def _clone() -> None:
    """Make this worker's database, as the template is, and use it."""
    name = f"test_{WORKER}"
    connection.close()
    _execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    # Rights to the tables come with the template, those to the database itself do not.
    _execute(f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC")
    connection.settings_dict["NAME"] = name
    os.environ["DATABASE_OWNER_URL"] = os.environ[SERVER_URL].replace(f"/{cluster.DATABASE}?", f"/{name}?")


def _ensure_template() -> None:
    """Make the template, if no other worker has."""
    # Not at the top: models cannot be imported before the settings are read.
    from frankpledge.config import migrations
    from frankpledge.exchange import register_files

    folder = Path(os.environ[FOLDER])
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "template.done"
        if done.exists():
            return
        _execute(f"CREATE DATABASE {TEMPLATE}")
        migrations.migrate()
        register_files.load_if_changed(by=at_command_line("tests"))
        connection.close()
        done.touch()
