"""Costs and benefits of made-up collaborations, from a seed: put into a database of our own by COPY."""

import datetime
import random
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import psycopg
from psycopg import sql

# Without what reads alike: the alphabet of the register's references.
LETTERS = "23456789CDFHJKMNPQRTVWXY"
FIRST = datetime.date(2020, 4, 1)
BEFORE = 12
LENGTH = "month"
NOW = "2026-01-01 09:00+00"
LINES_AT_A_TIME = 5000
# The national library has measures of its own, with smaller numbers.
MEASURES_AFTER = 10_000
RULES = ("sum", "sum", "ratio", "last", "never")
Cells = tuple[Any, ...]
TABLES: dict[str, str] = {
    "benefits_measure": "id, slug, definition_version, name, definition, unit, direction, aggregation,"
    " numerator, denominator",
    "benefits_workspace": "id, collaboration_id, method_version, depth, prices_of, period_length,"
    " first_period_on, opened_at, version",
    "benefits_profile": "id, reference, workspace_id, title, benefit_class, state, measure_id, evidence,"
    " is_counted, version, submission_key",
    "benefits_baseline": "id, profile_id, number, definition_version, period_length, quality, source,"
    " is_reconstructed, locked_at, is_late, seal, version",
    "benefits_baselinepoint": "baseline_id, starts_on, value, numerator, denominator",
    "benefits_vintage": "id, workspace_id, kind, number, made_on, is_final, locked_at, version",
    "benefits_plannedvalue": "profile_id, vintage_id, starts_on, value",
    "benefits_return": "id, workspace_id, starts_on, due_on, state, locked_on, review_ends_on, version",
    "benefits_observation": "profile_id, of_return_id, starts_on, said, value, numerator, denominator",
    "benefits_standing": "profile_id, periods_due, periods_known, last_period_on, planned, actual, numerator,"
    " denominator, planned_pence, actual_pence, realised, realised_low, realised_high, light, signals,"
    " has_baseline, made_at",
}


@dataclass(frozen=True, slots=True)
class Size:
    """How many collaborations, benefits of each, and periods of each."""

    collaborations: int
    profiles: int
    periods: int

    def days(self) -> list[datetime.date]:
        """The first day of each period."""
        return [later(FIRST, at) for at in range(self.periods)]


def later(day: datetime.date, months: int) -> datetime.date:
    """The first day of a month, so many months later or before."""
    at = day.year * 12 + day.month - 1 + months
    return datetime.date(at // 12, at % 12 + 1, 1)


class Maker:
    """The rows of each table, always the same for the same seed."""

    def __init__(self, size: Size, seed: int = 1829) -> None:
        self.size = size
        self.chance = random.Random(seed)
        self.days = size.days()
        self.ids = [
            (workspace, number, (workspace - 1) * size.profiles + number)
            for workspace in range(1, size.collaborations + 1)
            for number in range(1, size.profiles + 1)
        ]

    def rows(self, table: str) -> Iterator[Cells]:
        """By the name of the table."""
        made: Iterator[Cells] = getattr(self, f"_{table.removeprefix('benefits_')}")()
        return made

    def _rule(self, number: int) -> str:
        return RULES[number % len(RULES)]

    def _measure(self) -> Iterator[Cells]:
        for number in range(1, self.size.profiles + 1):
            rule = self._rule(number)
            parts = ("handled", "received") if rule == "ratio" else ("", "")
            unit = "rate" if rule in {"ratio", "never"} else "hours"
            name = f"Made-up measure {number}"
            yield (
                MEASURES_AFTER + number,
                f"made-up-{number}",
                1,
                name,
                "Made up.",
                unit,
                "more",
                rule,
                *parts,
            )

    def _workspace(self) -> Iterator[Cells]:
        for number in range(1, self.size.collaborations + 1):
            yield (number, number, "1.0", "five", 2020, LENGTH, FIRST, NOW, 1)

    def _profile(self) -> Iterator[Cells]:
        for workspace, number, id_ in self.ids:
            state = "draft" if self.chance.random() < 0.1 else "agreed"
            evidence = self.chance.choice(("E0", "E1", "E2", "E3"))
            is_counted = self.chance.random() > 0.05
            kind = "disbenefit" if number % 20 == 0 else "capacity"
            key = uuid.UUID(int=self.chance.getrandbits(128))
            title, measure = f"Made-up benefit {number}", MEASURES_AFTER + number
            yield (id_, _reference(id_), workspace, title, kind, state, measure, evidence, is_counted, 1, key)

    def _baseline(self) -> Iterator[Cells]:
        for _workspace, _number, id_ in self.ids:
            yield (id_, id_, 1, 1, LENGTH, "B", "Made up", False, NOW, False, "0" * 64, 1)

    def _baselinepoint(self) -> Iterator[Cells]:
        days = [later(FIRST, at) for at in range(-BEFORE, 0)]
        for _workspace, number, id_ in self.ids:
            for day in days:
                yield (id_, day, *self._value(number, 100))

    def _vintage(self) -> Iterator[Cells]:
        for number in range(1, self.size.collaborations + 1):
            yield (number, number, "plan", 1, FIRST, False, NOW, 1)

    def _plannedvalue(self) -> Iterator[Cells]:
        for workspace, number, id_ in self.ids:
            value = "0.6" if self._rule(number) == "ratio" else "120"
            for day in self.days:
                yield (id_, workspace, day, value)

    def _return(self) -> Iterator[Cells]:
        for workspace in range(1, self.size.collaborations + 1):
            for at, day in enumerate(self.days, start=1):
                due = day + datetime.timedelta(days=60)
                yield ((workspace - 1) * self.size.periods + at, workspace, day, due, "locked", due, due, 2)

    def _observation(self) -> Iterator[Cells]:
        for workspace, number, id_ in self.ids:
            first = (workspace - 1) * self.size.periods
            for at, day in enumerate(self.days, start=1):
                yield (id_, first + at, day, "counted", *self._value(number, 118))

    def _standing(self) -> Iterator[Cells]:
        """Of the shape that the command makes; what it makes is measured for one collaboration."""
        last, count = self.days[-1], self.size.periods
        for _workspace, number, id_ in self.ids:
            rule, level = self._rule(number), self.chance.randint(90, 130)
            actual = level * count if rule == "sum" else level if rule == "last" else None
            parts = (level * count, 200 * count) if rule == "ratio" else (None, None)
            planned = {"sum": 120 * count, "ratio": "0.6", "last": 120, "never": None}[rule]
            has_baseline = self.chance.random() < 0.8
            share = level / 120
            light = "amber" if has_baseline else "red"
            yield (
                id_, count, count, last, planned, actual, *parts, None, None, share, share - 0.05,
                share + 0.05, light, "[]", has_baseline, NOW,
            )  # fmt: skip

    def _value(self, number: int, level: int) -> Cells:
        value = level + self.chance.randint(-20, 20)
        return (None, value, 200) if self._rule(number) == "ratio" else (value, None, None)


def fill(connection: psycopg.Connection[Any], size: Size) -> dict[str, int]:
    """Copies everything in. Returns how many rows each table got.

    The collaborations must be there, numbered from 1. The database must be the bench’s own, the connection
    its owner's. History is not kept of made-up rows, and references among them are not asked again.
    """
    maker, counts = Maker(size), {}
    for table, columns in TABLES.items():
        _let_the_rest_be_empty(connection, table)
        references = _put_away_references(connection, table)
        _triggers(connection, table, "DISABLE")
        counts[table] = _copy(connection, table, columns, maker.rows(table))
        _triggers(connection, table, "ENABLE")
        for name, definition in references:
            _alter(connection, table, f'ADD CONSTRAINT "{name}" {definition} NOT VALID')
        if columns.startswith("id,"):
            _count_on(connection, table)
        connection.commit()
    # One in ten is a part of another: its figures are in the other's already.
    connection.execute("UPDATE register_collaboration SET parent_id = id - 1 WHERE id % 10 = 0")
    # One measure in each has a body that brings it about, so that much may be counted twice.
    connection.execute(
        "INSERT INTO benefits_realiser (profile_id, organisation_id, post)"
        " SELECT profile.id, party.organisation_id, '' FROM benefits_profile AS profile"
        " JOIN benefits_workspace AS workspace ON workspace.id = profile.workspace_id"
        " CROSS JOIN LATERAL ("
        " SELECT organisation_id FROM register_party WHERE collaboration_id = workspace.collaboration_id"
        " ORDER BY (organisation_id * 7919 + collaboration_id) %% 101 LIMIT 1) AS party"
        " WHERE profile.measure_id = %s",
        [MEASURES_AFTER + 1],
    )
    connection.commit()
    return counts


def _count_on(connection: psycopg.Connection[Any], table: str) -> None:
    """Numbers of rows to come follow on those that were copied in."""
    numbered = sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {}")
    connection.execute(numbered.format(sql.Literal(table), sql.Identifier(table)))


def _copy(connection: psycopg.Connection[Any], table: str, columns: str, rows: Iterable[Cells]) -> int:
    count, waiting = 0, iter(rows)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        while lines := list(islice(waiting, LINES_AT_A_TIME)):
            copy.write("".join(_line(cells) for cells in lines))
            count += len(lines)
    return count


def _line(cells: Cells) -> str:
    """One row as COPY reads it; nothing made up has a tab, a line's end or a backslash in it."""
    return "\t".join("\\N" if cell is None else str(cell) for cell in cells) + "\n"


def _put_away_references(connection: psycopg.Connection[Any], table: str) -> Sequence[tuple[str, str]]:
    found = connection.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = %s::regclass AND contype = 'f'",
        [table],
    ).fetchall()
    for name, _definition in found:
        _alter(connection, table, f'DROP CONSTRAINT "{name}"')
    return [(name, definition) for name, definition in found]


def _triggers(connection: psycopg.Connection[Any], table: str, how: str) -> None:
    _alter(connection, table, f"{how} TRIGGER USER")


def _alter(connection: psycopg.Connection[Any], table: str, what: str) -> None:
    connection.execute(f"ALTER TABLE {table} {what}".encode())


def _let_the_rest_be_empty(connection: psycopg.Connection[Any], table: str) -> None:
    columns = connection.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s AND is_nullable = 'NO' AND column_default IS NULL"
        " AND data_type IN ('text', 'character varying')",
        [table],
    ).fetchall()
    for (column,) in columns:
        connection.execute(
            sql.SQL("ALTER TABLE {} ALTER COLUMN {} SET DEFAULT ''").format(
                sql.Identifier(table), sql.Identifier(column)
            )
        )


def _reference(number: int) -> str:
    """A reference that is one: `B-0000-01`, in the alphabet of references."""
    letters = []
    for _place in range(6):
        number, at = divmod(number, len(LETTERS))
        letters.append(LETTERS[at])
    word = "".join(reversed(letters))
    return f"B-{word[:4]}-{word[4:]}"
