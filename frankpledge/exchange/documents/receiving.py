"""Taking a document in: looked into before anything is kept, and kept whole or not at all."""

import contextlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from procrastinate.contrib.django import app

from frankpledge.audit.actors import Actor
from frankpledge.exchange.documents import apart, clamav, contents, reasons, shelf
from frankpledge.exchange.documents.faults import Fault, Refused
from frankpledge.exchange.documents.looks import EXTENSIONS, Look
from frankpledge.register.actions import documents as actions
from frankpledge.register.actions.document_work import check_may
from frankpledge.register.drafts.documents import DocumentDraft, FileFacts
from frankpledge.register.models import Collaboration, Document, DocumentType, Marking
from frankpledge.register.queries import documents
from frankpledge.register.states.documents import Move

# The name of the job in `document_tasks`, and its priority: somebody waits for it, before any picture.
READ, SOMEBODY_WAITS = "documents.read", 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file as it came: in `incoming`, with its hash. `name` is what it was called, and is never a path."""

    path: Path
    name: str
    size_bytes: int
    sha256: str


def receive(
    *,
    by: Actor,
    collaboration: Collaboration,
    draft: DocumentDraft,
    sent: Sent,
    key: uuid.UUID,
    replaces: str = "",
) -> Document:
    """The document, to be read by the worker. Raises Invalid, and then nothing of the file is left."""
    try:
        check_may(by, Move.ADD, collaboration)
        if before := documents.sent_before(by.user_id, key):
            return before
        # What was typed first: it is answered at once, and costs nothing.
        actions.check_draft(collaboration, draft)
        facts = _facts(sent)
        with _kept(sent.path, sent.sha256), transaction.atomic():
            document = actions.add(
                by=by, collaboration=collaboration, draft=draft, file=facts, key=key, replaces=replaces
            )
            ask(document)
        return document
    finally:
        sent.path.unlink(missing_ok=True)


def ask(document: Document) -> None:
    """Has the worker read it."""
    app.configure_task(READ, priority=SOMEBODY_WAITS).defer(reference=document.reference)


def _facts(sent: Sent) -> FileFacts:
    try:
        look = _looked_into(sent)
    except Refused as refused:
        raise reasons.invalid(refused) from refused
    return FileFacts(
        sha256=sent.sha256,
        size_bytes=sent.size_bytes,
        media_type=DocumentType(look.media_type),
        pages=look.pages,
        has_text=look.has_text,
        says=Marking(look.says) if look.says else None,
    )


def _looked_into(sent: Sent) -> Look:
    found = contents.media_type(sent.path)
    if not sent.name.lower().endswith(EXTENSIONS[found]):
        raise Refused(Fault.WRONG_EXTENSION, EXTENSIONS[found])
    clamav.check(sent.path)
    return apart.look(sent.path)


@contextlib.contextmanager
def _kept(path: Path, sha256: str) -> Iterator[None]:
    """The bytes, for as long as what needs them comes to be."""
    shelf.keep(path, sha256)
    try:
        yield
    except BaseException:
        shelf.let_go([sha256])
        raise
