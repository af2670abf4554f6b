"""Every version of every row that people write, kept by the database itself.

`@kept()` above a model gives it a table beside it, `<table>_history`, and triggers that write each new
version there, and the last one of a row that goes: whoever changes it, by an action, in bulk, by COPY or by
SQL. The application's role may read these tables and nothing else.

A version carries the number of its transaction (`pgh_context_id`). The first audit entry of a transaction
writes who acts to `pghistory_context` under that number, whether it comes before the rows or after them. A
version whose number leads nowhere was made without an action: by SQL, and by nobody we know.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import pghistory
import pghistory.core
import pghistory.models
import pgtrigger
from django.db import connection, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

if TYPE_CHECKING:
    from django.db.models.options import Options

_SECURE = """
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE sql IMMUTABLE AS 'SELECT false';
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid
    LANGUAGE sql VOLATILE AS 'SELECT audit_context()';
DO $$
DECLARE
    maker regprocedure;
BEGIN
    FOR maker IN
        SELECT oid FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'pgtrigger\\_%' AND NOT prosecdef
    LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', maker);
    END LOOP;
END
$$;
"""

Row = TypeVar("Row", bound=models.Model)
# What a row was when its history began.
HELD = "held"
SUFFIX = "_history"


class Version(pghistory.models.Event):
    """What every table of versions has."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


def kept(*of: str, without: Sequence[str] = ()) -> Callable[[type[Row]], type[Row]]:
    """Keep every version of this model's rows.

    `of` names the foreign keys to what a row is a part of, whose history shows it even after it went.
    `without` names what is not kept: secrets, and what would outlive its purpose here.
    """

    def decorate(model: type[Row]) -> type[Row]:
        options = _options(model)
        pghistory.track(
            # A statement at a time where none can be missed; row by row where a key might change.
            pghistory.InsertEvent(level=pgtrigger.Statement),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(without),
            obj_field=pghistory.ObjForeignKey(related_name="+", related_query_name="+", db_index=True),
            context_field=pghistory.ContextForeignKey(related_name="+", db_index=False),
            model_name=f"{options.object_name}History",
            base_model=Version,
            meta={
                "db_table": f"{options.db_table}{SUFFIX}",
                "verbose_name": f"{options.verbose_name} version",
                "verbose_name_plural": f"{options.verbose_name} versions",
                "ordering": ["pgh_id"],
                "indexes": [models.Index(fields=[part]) for part in of],
            },
        )(model)
        return model

    return decorate


def versions() -> list[type[models.Model]]:
    """The models of all tables of versions."""
    return sorted(pghistory.core.event_models(), key=lambda model: _options(model).db_table)


def tables() -> list[str]:
    """The names of all tables of versions."""
    return [_options(model).db_table for model in versions()]


def secure() -> None:
    """As the owner, after migrations: let nobody pass by the triggers, and nobody but them write versions.

    pgtrigger's own functions run as whoever changes a row, and stop when a session asks them to.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SECURE)


def take_down_what_is_held(apps: StateApps, editor: BaseDatabaseSchemaEditor, room: str) -> None:
    """In a migration: write down each row as it is now, so that its first change has a before."""
    tables = {_options(model).db_table: model for model in apps.get_app_config(room).get_models()}
    with editor.connection.cursor() as cursor:
        for table in sorted(tables):
            version = tables.get(f"{table}{SUFFIX}")
            if version is None:
                continue
            columns = [str(field.column) for field in _options(version).concrete_fields]
            names = ", ".join(f'"{column}"' for column in columns if not column.startswith("pgh_"))
            # Names of our own tables and columns, no values.
            cursor.execute(
                f'INSERT INTO "{table}{SUFFIX}"'  # noqa: S608
                f" ({names}, pgh_created_at, pgh_label, pgh_obj_id)"
                f" SELECT {names}, now(), '{HELD}', id FROM \"{table}\""
            )


def _options(model: type[models.Model]) -> "Options[models.Model]":
    return model._meta  # noqa: SLF001 - Django documents it as open to all
