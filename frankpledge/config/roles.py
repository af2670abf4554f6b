"""Two roles in the database: the owner makes and changes tables, the application reads and writes rows.

What has been written to the memory, the application can neither change nor remove: it has no right to. With
one role for both, everything works, but nothing holds it to that.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from frankpledge.audit import history
from frankpledge.config import database_url, environment
from frankpledge.register import hiding

UNPROTECTED = (
    "Warning: the history is not protected. The database role that serves readers could change what "
    "was written ({reasons}). Give the application a role of its own: see “Two roles” in the operating pages."
)
# What each role may do with a table, apart from the rows that everybody reads and writes.
ADD_ONLY = ("audit_entry", "audit_read", "register_acceptance")
READ_ONLY = ("pghistory_context", "django_migrations")
_QUESTIONS = {
    "it is a superuser": "SELECT rolsuper FROM pg_roles WHERE rolname = current_user",
    "it owns the tables": """
        SELECT pg_has_role(current_user, relowner, 'MEMBER') FROM pg_class WHERE oid = 'audit_entry'::regclass
    """,
    "it may change audit entries": """
        SELECT has_table_privilege('audit_entry', 'UPDATE, DELETE, TRUNCATE')
    """,
    "it may make tables that hide others": """
        SELECT has_database_privilege(current_database(), 'TEMPORARY, CREATE')
            OR has_schema_privilege('public', 'CREATE')
    """,
}


@contextmanager
def as_owner() -> Iterator[None]:
    """Let this thread's connection be the owner's for a while, if DATABASE_OWNER_URL names one."""
    url = environment.text("DATABASE_OWNER_URL", "")
    if not url:
        yield
        return
    if connection.in_atomic_block:
        raise RuntimeError("Another role is another connection, and a transaction has one.")
    application = connection.settings_dict
    owner = database_url.settings(url, setting="DATABASE_OWNER_URL")
    if owner["NAME"] != application["NAME"]:
        raise ImproperlyConfigured(
            f"DATABASE_OWNER_URL names the database {owner['NAME']!r}, "
            f"DATABASE_URL {application['NAME']!r}; they must name the same."
        )
    connection.close()
    connection.settings_dict = {**application, **owner}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = application


def name() -> str:
    """The role of this thread's connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def grant(application: str) -> None:
    """As the owner: secure the history, hide what is hidden, and give the application what it needs."""
    history.secure()
    hiding.secure()
    if name() == application:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _grants(connection.ops.quote_name(application)):
            cursor.execute(statement)


def reasons_to_warn() -> list[str]:
    """Why the role of this connection could rewrite history; none when it cannot."""
    with connection.cursor() as cursor:
        return [reason for reason, question in _QUESTIONS.items() if cursor.execute(question).fetchone()[0]]


def _grants(application: str) -> Iterator[str]:
    quote = connection.ops.quote_name
    database = quote(str(connection.settings_dict["NAME"]))
    yield f"GRANT CONNECT ON DATABASE {database} TO {application}"
    yield f"REVOKE TEMPORARY, CREATE ON DATABASE {database} FROM PUBLIC, {application}"
    yield f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {application}"
    yield f"GRANT USAGE ON SCHEMA public TO {application}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {application}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {application}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {application}"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {application}"
    added_to = ", ".join(quote(table) for table in ADD_ONLY)
    yield f"REVOKE UPDATE, DELETE ON {added_to} FROM {application}"
    read = ", ".join(quote(table) for table in (*READ_ONLY, *history.tables()))
    yield f"REVOKE INSERT, UPDATE, DELETE ON {read} FROM {application}"
