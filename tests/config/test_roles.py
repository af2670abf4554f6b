"""What the application's own role in the database may do, and what it may not."""

import os
from collections.abc import Iterator

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, transaction

from frankpledge.audit import history
from frankpledge.audit.actions import record
from frankpledge.audit.actors import at_command_line
from frankpledge.audit.models import Entry
from frankpledge.config import preparation, roles
from frankpledge.people.models import Source
from tests.database import owner

BY = at_command_line("a test")
WRITTEN_FOR_EVER = ("audit_entry", "audit_read", "pghistory_context", *history.tables())
TRICKS = (
    "ALTER TABLE people_source DISABLE TRIGGER USER",
    "ALTER TABLE people_source DISABLE TRIGGER ALL",
    "ALTER TABLE audit_entry DISABLE TRIGGER audit_seal",
    "DROP TRIGGER audit_seal ON audit_entry",
    "DROP TABLE people_source_history",
    "ALTER TABLE audit_entry OWNER TO frankpledge_app",
    "CREATE OR REPLACE FUNCTION audit_context() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()'",
    "CREATE OR REPLACE FUNCTION audit_seal_entry() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "CREATE TEMPORARY TABLE people_source_history (id bigint)",
    "CREATE TABLE anything (id bigint)",
    "CREATE SCHEMA anything",
    "SET session_replication_role = replica",
    "SET ROLE frankpledge",
    "SET SESSION AUTHORIZATION frankpledge",
    "INSERT INTO people_source_history VALUES (now(), 'update', 1, 1, 'https://x.example/', '', NULL, 1)",
    "INSERT INTO pghistory_context VALUES (gen_random_uuid(), now(), now(), '{}')",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '0099_no', now())",
)


def refused(statement: str) -> str:
    """What the database says when the application tries it; "" when it lets it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        return str(error)
    return ""


@pytest.fixture
def _one_role(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The application is the owner, as where nobody has made two roles."""
    with roles.as_owner():
        monkeypatch.delenv("DATABASE_OWNER_URL")
        yield
        monkeypatch.undo()


@pytest.mark.django_db
@pytest.mark.parametrize("table", WRITTEN_FOR_EVER)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_was_written_can_neither_be_changed_nor_removed(table: str, statement: str) -> None:
    column = "subject_key = 'x'" if table.startswith("audit") else "metadata = '{}'"
    column = "pgh_label = 'x'" if table.endswith("_history") else column
    assert "permission denied" in refused(statement.format(table, column))


@pytest.mark.django_db
@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_stops_the_history_or_forges_it(trick: str) -> None:
    said = refused(trick)
    assert "permission denied" in said or "must be owner" in said, said


@pytest.mark.django_db
def test_the_application_gives_itself_no_right() -> None:
    refused("GRANT UPDATE ON audit_entry TO frankpledge_app")  # Only a warning, and no right.
    assert "permission denied" in refused("UPDATE audit_entry SET reason = 'x'")


@pytest.mark.django_db
def test_no_table_can_be_emptied_at_once() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege(oid, 'TRUNCATE')"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_a_session_cannot_ask_the_triggers_to_look_away() -> None:
    source = Source.objects.create(url="https://one.example/")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(tgname)::text FROM pg_trigger WHERE tgrelid = 'people_source'::regclass"
        )
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [cursor.fetchone()[0]])
    source.title = "Two"
    source.save(update_fields=["title"])
    kept = next(model for model in history.versions() if model.__name__ == "SourceHistory")
    labels = kept._default_manager.filter(id=source.pk).values_list("pgh_label", flat=True)
    assert [*labels] == ["insert", "update"]


@pytest.mark.django_db
def test_ordinary_work_passes() -> None:
    before = Entry.objects.count()
    source = Source.objects.create(url="https://one.example/")
    record(by=BY, action="test.put", subject_kind="source", subject_key=source.url)
    source.delete()
    assert Entry.objects.count() == before + 1
    assert roles.reasons_to_warn() == []


@pytest.mark.django_db(transaction=True)
def test_as_its_owner_it_can_be_changed_and_afterwards_we_are_the_application_again() -> None:
    with roles.as_owner():
        assert roles.name() == "frankpledge"
        Entry.objects.all()[:1].get()
        assert Entry.objects.filter(id=1).update(reason="x") == 1
    assert roles.name() == "frankpledge_app"
    assert refused("UPDATE audit_entry SET reason = 'y'")


@pytest.mark.django_db(transaction=True)
def test_rights_are_given_again_to_a_database_that_lost_them() -> None:
    with owner() as database:
        database.execute("GRANT UPDATE, TRUNCATE ON audit_entry TO frankpledge_app")
        database.execute("REVOKE SELECT ON people_source FROM frankpledge_app")
    assert roles.reasons_to_warn() == ["it may change audit entries"]
    list(preparation.prepare())
    assert roles.reasons_to_warn() == []
    assert Source.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_one_role")
def test_with_one_role_everything_works_and_a_line_says_what_that_means() -> None:
    said = [*preparation.prepare()]
    assert [line for line in said if "the history is not protected" in line] == said[:1]
    assert "it owns the tables" in said[0]


@pytest.mark.django_db(transaction=True)
def test_an_owner_of_another_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = os.environ["DATABASE_OWNER_URL"].replace("?", "_elsewhere?")
    monkeypatch.setenv("DATABASE_OWNER_URL", elsewhere)
    with pytest.raises(ImproperlyConfigured, match="must name the same"), roles.as_owner():
        pytest.fail("it was taken")


def test_what_serves_readers_is_not_told_how_to_reach_the_owner() -> None:
    from frankpledge.config import programs

    assert "DATABASE_OWNER_URL" in os.environ
    assert "DATABASE_OWNER_URL" not in (programs.web("127.0.0.1", 1).environment or {})
    assert "DATABASE_OWNER_URL" not in (programs.worker().environment or {})
    assert "DATABASE_OWNER_URL" in (programs.preparation().environment or {})
