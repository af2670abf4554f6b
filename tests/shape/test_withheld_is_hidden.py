"""No table with a path to a record is without the policy that hides what is withheld."""

import pytest
from django.apps import apps
from django.db import connection

from frankpledge.audit.models import Entry
from frankpledge.register import hiding
from frankpledge.register.hiding import MADE_OF_WHAT_IS_PUBLIC, POLICY
from tests.world import World

pytestmark = pytest.mark.django_db
# What the memory calls what has nothing to do with a record.
OF_NO_RECORD = {
    "alias", "domainmapping", "figure", "function", "group", "invitation", "membership", "organisation",
    "register", "register files", "relation", "source", "token", "user",
}  # fmt: skip
# From each table over every foreign key to it, and from a table to that of its versions.
HANGS_ON_A_RECORD = """
    WITH RECURSIVE tie AS (
        SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent
        FROM pg_constraint WHERE contype = 'f'
        UNION SELECT attrelid::regclass::text, 'register_collaboration'
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE attname LIKE '%collaboration\\_id' AND relkind = 'r' AND NOT attisdropped
        UNION SELECT relname || '_history', relname FROM pg_class WHERE relkind = 'r'
    ),
    hanging AS (
        SELECT 'register_collaboration' COLLATE "C" AS name
        UNION SELECT tie.child FROM hanging JOIN tie ON tie.parent = hanging.name
    )
    SELECT name FROM hanging JOIN pg_class ON relname = name AND relkind = 'r' ORDER BY name
"""
HIDES = f"""
    SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid
    WHERE relrowsecurity AND polname = '{POLICY}'
"""


def asked(statement: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {row[0] for row in cursor.fetchall()}


def test_every_table_that_hangs_on_a_record_is_hidden_with_it() -> None:
    public = {str(model._meta.db_table) for model in MADE_OF_WHAT_IS_PUBLIC}
    assert asked(HANGS_ON_A_RECORD) - asked(HIDES) == public


def test_the_memory_is_hidden_with_it_too() -> None:
    assert {"audit_entry", "audit_read"} <= asked(HIDES)


def test_the_application_is_one_from_whom_rows_are_hidden() -> None:
    assert hiding.is_active()


def test_what_is_public_is_made_anew_by_the_search_alone() -> None:
    for model in MADE_OF_WHAT_IS_PUBLIC:
        assert model.__name__.startswith("Search")
        assert model in apps.get_models()


def test_the_memory_calls_nothing_by_a_name_that_would_not_be_hidden(world: World) -> None:
    kinds = {*Entry.objects.values_list("subject_kind", flat=True).distinct()}
    assert kinds - hiding.kinds_of_subjects() - OF_NO_RECORD == set()
