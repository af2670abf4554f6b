"""What happened to something, newest first: what actions wrote down, and what was done by SQL behind them."""

import datetime
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, models

from frankpledge.audit.history import HELD, SUFFIX

PER_PAGE = 50
# {kind of subject: the fields that may be shown of it}. What is not named here is never shown.
Shown = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of a kept model: those with these ids, or those that are `of` (a foreign key) the rows with them.

    `kind` is what a happening calls them. Rows that are gone are found too.
    """

    kind: str
    model: type[models.Model]
    ids: Sequence[int]
    of: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, before and after; None is "was not there"."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing done. One that no action did has no `entry_id`, and nobody knows whose it was.

    `organisation` is a slug, "" for none. `held_back` counts the changed fields that may not be shown.
    """

    at: datetime.datetime
    subject_kind: str
    subject_key: str
    action: str
    changes: tuple[FieldChange, ...]
    held_back: int
    entry_id: int | None = None
    actor: str = ""
    user_id: int | None = None
    token_id: int | None = None
    organisation: str = ""
    reason: str = ""
    is_public: bool = True

    @property
    def is_known(self) -> bool:
        """Whether an action did it, so that somebody answers for it."""
        return self.entry_id is not None

    @property
    def who(self) -> str:
        """The name of the one who did it, without how they came in; "" when it is not known."""
        return self.actor.partition(": ")[2]

    def without_persons(self) -> "Happening":
        """As those see it who may not see who did it."""
        return replace(self, actor="", user_id=None, token_id=None)


@dataclass(frozen=True, slots=True)
class History:
    """One page of what happened."""

    happenings: tuple[Happening, ...]
    total: int
    page: int
    pages: int


def history_of(
    subjects: Sequence[tuple[str, str]],
    *,
    shown: Shown,
    rows: Sequence[Rows] = (),
    only_public: bool = False,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> History:
    """What happened to these subjects (kind and key, as entries have them) and to these rows by SQL.

    `only_public` leaves out what is not for everybody, and does not count it.
    Two statements, however many subjects and rows there are. A page past the last is the last.
    """
    page, known, unknown = max(page, 1), 0, 0
    while True:
        entries, known = _entries(subjects, shown, page * per_page, only_public=only_public)
        by_sql, unknown = _by_sql(rows, shown, page * per_page) if rows else ([], 0)
        pages = max(1, -(-(known + unknown) // per_page))
        if page <= pages:
            break
        page = pages
    newest_first = sorted([*entries, *by_sql], key=lambda each: (each.at, each.entry_id or 0), reverse=True)
    of_page = newest_first[(page - 1) * per_page : page * per_page]
    return History(tuple(of_page), known + unknown, page, pages)


def _entries(
    subjects: Sequence[tuple[str, str]], shown: Shown, most: int, *, only_public: bool
) -> tuple[list[Happening], int]:
    found, total = _asked(
        """
        WITH about AS (
            SELECT * FROM audit_entry
            WHERE (subject_kind, subject_key) IN (SELECT * FROM unnest(%(kinds)s::text[], %(keys)s::text[]))
                AND (is_public OR NOT %(only_public)s)
        )
        SELECT id, at, actor, user_id, token_id, organisation, action, subject_kind, subject_key, reason,
               detail, is_public, (SELECT count(*) FROM about)
        FROM about ORDER BY id DESC LIMIT %(most)s
        """,
        {
            "kinds": [kind for kind, _ in subjects],
            "keys": [key for _, key in subjects],
            "most": most,
            "only_public": only_public,
        },
    )
    return [_entry(row, shown) for row in found], total


def _entry(row: Sequence[Any], shown: Shown) -> Happening:
    number, at, actor, user_id, token_id, organisation, action, kind, key, reason, text, is_public, _ = row
    detail = json.loads(text)
    changes = {field: (change[0], change[1]) for field, change in detail.items() if _is_change(change)}
    told, held_back = _told(changes, shown.get(kind, ()))
    return Happening(
        at=at, subject_kind=kind, subject_key=key, action=action, changes=told,
        held_back=held_back + len(detail) - len(changes), entry_id=number, actor=actor, user_id=user_id,
        token_id=token_id, organisation=organisation, reason=reason, is_public=is_public,
    )  # fmt: skip


def _by_sql(rows: Sequence[Rows], shown: Shown, most: int) -> tuple[list[Happening], int]:
    versions = " UNION ALL ".join(_versions(number, each) for number, each in enumerate(rows))
    found, total = _asked(
        f"SELECT *, count(*) OVER () FROM ({versions}) AS each"  # noqa: S608 - our own statements
        " ORDER BY pgh_created_at DESC, pgh_id DESC LIMIT %(most)s",
        {"most": most, "held": HELD}
        | {f"kind{number}": each.kind for number, each in enumerate(rows)}
        | {f"ids{number}": [*each.ids] for number, each in enumerate(rows)},
    )
    return [_version(row, shown) for row in found], total


def _versions(number: int, rows: Rows) -> str:
    """The statement for versions whose transaction has no entry: nobody said whose it was."""
    quote = connection.ops.quote_name
    options = rows.model._meta  # noqa: SLF001 - Django documents it as open to all
    table = quote(f"{options.db_table}{SUFFIX}")
    column = quote(str(options.get_field(rows.of).column)) if rows.of else "pgh_obj_id"  # type: ignore[union-attr]  # a foreign key has one
    # Names of our own tables and columns; every value is a parameter.
    return f"""
        SELECT %(kind{number})s::text AS kind, pgh_id, pgh_obj_id, pgh_created_at, pgh_label,
               to_jsonb(version) AS now, (
                   SELECT to_jsonb(earlier) FROM {table} AS earlier
                   WHERE earlier.pgh_obj_id = version.pgh_obj_id AND earlier.pgh_id < version.pgh_id
                   ORDER BY earlier.pgh_id DESC LIMIT 1
               ) AS before
        FROM {table} AS version
        WHERE {column} = ANY(%(ids{number})s) AND pgh_label <> %(held)s
          AND NOT EXISTS (SELECT FROM pghistory_context WHERE pghistory_context.id = version.pgh_context_id)
    """  # noqa: S608


def _version(row: Sequence[Any], shown: Shown) -> Happening:
    kind, _id, key, at, label, text, earlier, _total = row
    now, before = json.loads(text), json.loads(earlier) if earlier else {}
    if label == "insert":
        before = {}
    elif label == "delete":
        before, now = now, {}
    fields = [field for field in sorted({*now, *before}) if _is_own(field)]
    pairs = {field: (before.get(field), now.get(field)) for field in fields}
    changes = {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}
    told, held_back = _told(changes, shown.get(kind, ()))
    return Happening(
        at=at, subject_kind=kind, subject_key=str(key), action=label, changes=told, held_back=held_back
    )


def _asked(statement: str, parameters: Mapping[str, Any]) -> tuple[list[Sequence[Any]], int]:
    """The rows, and the count that each ends with."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found = cursor.fetchall()
    return found, int(found[0][-1]) if found else 0


def _told(
    changes: Mapping[str, tuple[Any, Any]], fields: Collection[str]
) -> tuple[tuple[FieldChange, ...], int]:
    told = tuple(FieldChange(field, *pair) for field, pair in changes.items() if field in fields)
    return told, len(changes) - len(told)


def _is_change(change: object) -> bool:
    return isinstance(change, list) and len(change) == 2


def _is_own(field: str) -> bool:
    return field != "id" and not field.startswith("pgh_")
