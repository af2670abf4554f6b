"""Writing the memory: called inside every action's transaction."""

from typing import Any

from django.db import connection

from frankpledge.audit.actors import Actor
from frankpledge.audit.models import Entry

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
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Writes one entry. Must be called in the transaction of what it records.

    `action` is the dotted name of the action (`register.collaborations.put`); `detail` holds what changed,
    as `{"field": [before, after]}`.
    """
    wait_for_other_writers()
    return Entry.objects.create(
        actor=str(by),
        action=action,
        subject_kind=subject_kind,
        subject_key=subject_key,
        reason=reason,
        detail=detail or {},
    )
