"""Writing the memory: called inside every action's transaction."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.audit.models import Entry, Read

# One writer at a time, so that ids are committed in order and `revision()` never goes past a change
# that a reader cannot see yet.
WRITERS_LOCK = 0x66706C01


def wait_for_other_writers() -> None:
    """Be the only writer until this transaction ends: for what is read first and then decided on."""
    if not connection.in_atomic_block:
        raise RuntimeError("The writers' lock lasts as long as a transaction, and there is none.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])


def record(
    *,
    by: Actor,
    action: str,
    subject_kind: str,
    subject_key: str,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
    is_public: bool = True,
) -> Entry:
    """Writes one entry. Must be called in the transaction of what it records.

    `action` is the dotted name of the action (`register.collaborations.put`); `detail` holds what changed,
    as `{"field": [before, after]}`. Unless it `is_public`, the reason is shown only to those with the power.
    """
    wait_for_other_writers()
    written = entry(by=by, action=action, subject_kind=subject_kind, subject_key=subject_key)
    written.reason, written.detail, written.is_public = reason, dict(detail or {}), is_public
    written.save(force_insert=True)
    return written


def entry(*, by: Actor, action: str, subject_kind: str, subject_key: str) -> Entry:
    """An entry that is not yet written: who did what, and to what."""
    return Entry(
        actor=str(by),
        user_id=by.user_id,
        token_id=by.token_id,
        organisation=by.organisation,
        action=action,
        subject_kind=subject_kind,
        subject_key=subject_key,
    )


def note_read(*, by: Actor, subject_kind: str, subject_key: str) -> None:
    """Write down that somebody read what is not public; once an hour is enough."""
    now = timezone.now()
    read = Read(
        at=now,
        hour=now.replace(minute=0, second=0, microsecond=0),
        actor=str(by),
        user_id=by.user_id,
        token_id=by.token_id,
        organisation=by.organisation,
        subject_kind=subject_kind,
        subject_key=subject_key,
    )
    Read.objects.bulk_create([read], ignore_conflicts=True)
