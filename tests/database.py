"""The tests' database: one server for the run, and for each worker databases cloned from templates.

Loaded before Django's settings are read (`-p tests.database` in pyproject.toml): the first process starts
the server, and its workers inherit the address. The template has every migration and the real register. A
test that asks for the fixture `world` or `members` gets a database in which they stand already: building the
cast by the actions takes longer than most tests. Each template is made once, by whoever needs it first; a run
that needs none makes none.

The tests connect as the application does, so whatever works in them works without the owner's rights. What
only the owner may do goes through `owner()`.
"""

import contextlib
import fcntl
import os
import time
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
# Fixtures whose data stand in templates of their own, each on top of the one before.
CASTS = ("world", "members")
NOBODY = ""
LAYERS = (NOBODY, *CASTS)
MOST_ATTEMPTS = 40
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
    os.environ["FRANKPLEDGE_DOCUMENTS"] = str(running.folder.path / "documents")
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
    """Replaces pytest-django's making of a test database by clones of the templates."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Before any fixture: use the database in which the cast that the test asks for stands."""
        names = getattr(item, "fixturenames", ())
        _databases.cast = next((cast for cast in reversed(CASTS) if cast in names), NOBODY)
        if _databases.is_set_up:
            _databases.use()

    @pytest.fixture(scope="session")
    @classmethod
    def django_db_setup(cls, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
        """Give this worker databases of its own."""
        _databases.blocker = django_db_blocker
        _databases.use()
        _databases.is_set_up = True
        # After a test that commits, Django would empty every table, the register too: clone again instead.
        TransactionTestCase._fixture_teardown = lambda _case: _databases.clone()  # type: ignore[attr-defined]  # not in its stubs
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


class _Databases:
    """This worker's databases, one for each cast that its tests have asked for so far."""

    cast = NOBODY
    is_set_up = False
    blocker: DjangoDbBlocker

    def __init__(self) -> None:
        self._made: set[str] = set()

    def use(self) -> None:
        """Connect to the one with the cast that is asked for, made if need be."""
        if self.cast in self._made:
            self._point_at(_named(f"test_{WORKER}", self.cast))
            return
        with self.blocker.unblock():
            _ensure_template(self.cast)
        self.clone()

    def clone(self) -> None:
        """Make it, as its template is, and use it."""
        name = _named(f"test_{WORKER}", self.cast)
        connection.close()
        _drop(name)
        _copy(_named(TEMPLATE, self.cast), name)
        self._made.add(self.cast)
        self._point_at(name)

    def _point_at(self, name: str) -> None:
        if connection.settings_dict["NAME"] == name:
            return
        connection.close()
        connection.settings_dict["NAME"] = name
        server = os.environ[SERVER_URL]
        os.environ["DATABASE_OWNER_URL"] = server.replace(f"/{cluster.DATABASE}?", f"/{name}?")


_databases = _Databases()


def _named(stem: str, cast: str) -> str:
    return f"{stem}_{cast}" if cast else stem


def _drop(name: str) -> None:
    """Drops it, whoever is still connected; the server's own cleaning of tables is waited for."""
    for _attempt in range(MOST_ATTEMPTS):
        with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
            _execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            return
        time.sleep(0.5)
    _execute(f"DROP DATABASE {name} WITH (FORCE)")


def _copy(template: str, name: str) -> None:
    # By copying files, which takes less of a processor than writing each page to a log.
    _execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    # Rights to the tables come with the template, those to the database itself do not.
    _execute(f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC")


def _ensure_template(cast: str) -> None:
    """Make the template with this cast, and those below it, if no other worker has."""
    folder = Path(os.environ[FOLDER])
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        below = NOBODY
        for each in LAYERS[: LAYERS.index(cast) + 1]:
            done = folder / f"{_named(TEMPLATE, each)}.done"
            if not done.exists():
                _make_template(each, below)
                done.touch()
            below = each


def _make_template(cast: str, below: str) -> None:
    name = _named(TEMPLATE, cast)
    connection.close()
    if cast:
        _copy(_named(TEMPLATE, below), name)
    else:
        _execute(f"CREATE DATABASE {name}")
    connection.settings_dict["NAME"] = name
    _fill(cast)
    connection.close()


def _fill(cast: str) -> None:
    # Not at the top: models cannot be imported before the settings are read.
    from frankpledge.config import migrations
    from frankpledge.exchange import register_files
    from tests import members, world

    if cast == "world":
        world.built()
    elif cast == "members":
        members.enrolled()
    else:
        migrations.migrate()
        register_files.load_if_changed(by=at_command_line("tests"))
