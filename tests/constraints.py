"""Breaking the database's constraints by SQL, where no action and no model stands in the way."""

from collections.abc import Iterable, Iterator

from django.db import IntegrityError, connection, models, transaction
from psycopg import IntegrityError as Refusal

from frankpledge.people.fields import PartialDateField

NO_DATES = ("18", "2018-13", "2018-1", "2018-00-01", "2018-02-32", "May 2018", "")


def broken_by(statement: str) -> str:
    """The name of the constraint that refuses the statement; "" when the database takes it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except IntegrityError as error:
        cause = error.__cause__
        assert isinstance(cause, Refusal)
        return cause.diag.constraint_name or str(cause)
    return ""


def first(table: str) -> str:
    """The condition that picks one row."""
    return f"id = (SELECT min(id) FROM {table})"


def again(table: str, **otherwise: str) -> str:
    """The statement that inserts a copy of a row, with other expressions for some columns."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    columns = [column.name for column in described if column.name != "id"]
    taken = [otherwise.get(column, f'"{column}"') for column in columns]
    named = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table} ({named}) SELECT {', '.join(taken)} FROM {table} WHERE {first(table)}"


def code_lists(tables: Iterable[type[models.Model]]) -> Iterator[tuple[str, str]]:
    """For each constraint that holds a column to its code list: its name, and a statement that breaks it."""
    for table in tables:
        for constraint in table._meta.constraints:
            if not constraint.name.endswith("_is_on_its_list"):
                continue
            columns = sorted((field.attname for field in table._meta.concrete_fields), key=len)
            mentioned = [name for name in columns if constraint.name.endswith(f"_{name}_is_on_its_list")]
            column = mentioned[-1]
            name = table._meta.db_table
            yield constraint.name, f"UPDATE {name} SET \"{column}\" = 'nonsense' WHERE {first(name)}"


def dates(tables: Iterable[type[models.Model]]) -> Iterator[tuple[str, str]]:
    """For each column of dates: its constraint, and a statement that breaks it with each `{no_date}`."""
    for table in tables:
        name = table._meta.db_table
        held_to = [
            constraint.name
            for constraint in table._meta.constraints
            if constraint.name.endswith("_dates_have_known_precision")
        ]
        for field in table._meta.concrete_fields:
            if isinstance(field, PartialDateField):
                statement = f"UPDATE {name} SET \"{field.column}\" = '{{no_date}}' WHERE {first(name)}"
                yield held_to[0], statement


def named_by(tables: Iterable[type[models.Model]]) -> set[str]:
    """The names of every constraint that these models ask for."""
    return {constraint.name for table in tables for constraint in table._meta.constraints}
