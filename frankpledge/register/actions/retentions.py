"""How long a document is kept: longer than was said, until it is disposed of, or not at all.

Taking one away leaves its row and the reason. Whoever calls lets go of the bytes that are told to be no
longer needed.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Deed
from frankpledge.errors import Invalid
from frankpledge.register.actions import document_texts
from frankpledge.register.actions.changes import acting_with
from frankpledge.register.actions.document_work import (
    NOT_PUBLIC,
    check_version,
    checked_reason,
    locked,
    save,
)
from frankpledge.register.models import Document, DocumentState
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.states import documents as states
from frankpledge.register.states.documents import Move

LONGEST_YEARS = 100


@transaction.atomic
def keep(*, by: Actor, reference: str, version: int, until: datetime.date | None, reason: str) -> Document:
    """Keep a document until a later day than was said. Said twice, it is said once."""
    audit.wait_for_other_writers()
    document = locked(by, reference, Move.KEEP)
    why = checked_reason(reason)
    if until is not None and document.retain_until == until:
        return document
    check_version(document, version)
    before = document.retain_until
    save(document, {"retain_until": _checked_until(document, until)})
    _record(by, Move.KEEP, document, {"retain_until": [_written(before), _written(until)]}, why)
    return document


@transaction.atomic
def dispose(*, by: Actor, reference: str, version: int, reason: str) -> tuple[Document, tuple[str, ...]]:
    """Take away what was kept long enough and is no longer needed. Gives the hashes left without use."""
    audit.wait_for_other_writers()
    document = locked(by, reference, Move.DISPOSE)
    why = checked_reason(reason)
    check_version(document, version)
    states.check_was_kept(document, timezone.localdate())
    before, left = document.state, _forgotten(document, why)
    _record(by, Move.DISPOSE, document, {"state": [before, document.state]}, why)
    return document, left


def remove(*, by: Actor, reference: str, version: int, reason: str) -> tuple[Document, tuple[str, ...]]:
    """Take away what should never have been here. Gives the hashes left without use."""
    why = checked_reason(reason)
    deed = Deed(by, "register.documents.remove", "document", why, is_public=False)
    with transaction.atomic(), deed:
        document = locked(by, reference, Move.REMOVE)
        check_version(document, version)
        before, left = document.state, _forgotten(document, why)
        deed.conclude(document.reference, {"state": [before, document.state]}, added=False)
    return document, left


def _forgotten(document: Document, why: str) -> tuple[str, ...]:
    """Its text is gone for ever. The hashes of the bytes that nobody needs for it now."""
    left = tuple(filter(None, (document.sha256, document.public_sha256)))
    document_texts.forget(document)
    save(document, {**NOT_PUBLIC, "state": DocumentState.REMOVED, "state_reason": why})
    return left


def _checked_until(document: Document, until: datetime.date | None) -> datetime.date:
    fault, today = "", timezone.localdate()
    if until is None:
        fault = _("Enter the day until which it is kept")
    elif until <= today:
        fault = _("The day must be in the future")
    elif document.retain_until is not None and until < document.retain_until:
        fault = _("It is kept until %(day)s already: enter a later day") % {
            "day": date_format(document.retain_until, "j F Y")
        }
    elif until.year > today.year + LONGEST_YEARS:
        fault = _("Enter a day within %(years)s years") % {"years": LONGEST_YEARS}
    if fault or until is None:
        raise Invalid(fault, {"until": fault})
    return until


def _written(day: datetime.date | None) -> str | None:
    return str(day) if day else None


def _record(by: Actor, move: Move, document: Document, detail: Mapping[str, Any], reason: str) -> None:
    audit.record(
        by=acting_with(by, states.RULES[move].power, keepers_of(document.collaboration_id)),
        action=f"register.documents.{move}",
        subject_kind="document",
        subject_key=document.reference,
        detail=detail,
        reason=reason,
        is_public=False,
    )
