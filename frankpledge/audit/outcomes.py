"""What an action found different, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from django.db import models

from frankpledge.audit import actions
from frankpledge.audit.actors import Actor
from frankpledge.audit.models import Entry

# A statement takes 65,535 values at most.
ENTRIES_AT_A_TIME = 1000
# {"field": [before, after]}, as an entry keeps it; None is "was not there".
Changes = dict[str, list[Any]]


class Effect(StrEnum):
    """What came of it."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of putting one thing.

    `held_only` names what is held with it and was not in what was put: it is kept, because something that is
    no longer said is not thereby untrue.
    """

    subject: str
    effect: Effect
    changes: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    held_only: tuple[str, ...] = ()


class Deed:
    """Who does what, and why: the part of an entry that many outcomes share.

    As a context, inside a transaction, it keeps other writers waiting, so that what is read first is still so
    when it is saved, and writes the entries at its end.
    """

    def __init__(
        self, by: Actor, action: str, subject_kind: str, reason: str = "", *, is_public: bool = True
    ) -> None:
        self._by, self._action, self._subject_kind = by, action, subject_kind
        self._reason, self._is_public = reason, is_public
        self._entries: list[Entry] = []

    def __enter__(self) -> Self:
        actions.wait_for_other_writers()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is None:
            Entry.objects.bulk_create(self._entries, batch_size=ENTRIES_AT_A_TIME)

    def conclude(
        self, subject: str, changes: Changes, *, added: bool, held_only: Iterable[str] = ()
    ) -> Outcome:
        """The outcome; an entry will be written when anything was added or changed."""
        left = tuple(held_only)
        if not changes:
            return Outcome(subject, Effect.UNCHANGED, held_only=left)
        entry = actions.entry(
            by=self._by, action=self._action, subject_kind=self._subject_kind, subject_key=subject
        )
        entry.reason, entry.detail, entry.is_public = self._reason, changes, self._is_public
        self._entries.append(entry)
        return Outcome(subject, Effect.ADDED if added else Effect.CHANGED, changes, left)


def assign(row: models.Model, values: Mapping[str, Any]) -> Changes:
    """Give `row` these values. What differed; for a row not yet saved, everything that it holds."""
    changes: Changes = {}
    is_new = row.pk is None
    for name, value in values.items():
        before = None if is_new else getattr(row, name)
        setattr(row, name, value)
        if before != value and not (is_new and says_nothing(value)):
            changes[name] = [plain(before), plain(value)]
    return changes


def says_nothing(value: Any) -> bool:
    """Whether a new row that holds it tells no more than one that does not. Nought tells something."""
    return value is False or value is None or value in ("", [])


def save(row: models.Model, changes: Mapping[str, Any]) -> None:
    """Save a new row whole, a held one by the named fields that changed."""
    if row.pk is None:
        row.save(force_insert=True)
    elif changes:
        row.save(update_fields=[*changes])


def plain(value: Any) -> Any:
    """The value as an entry keeps it: text, numbers, yes or no, and lists of them."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return str(value)
