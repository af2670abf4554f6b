"""The text of documents, as the worker reads it, and what reading may find."""

from collections.abc import Sequence

from django.db import connection, transaction

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.audit.outcomes import Deed
from frankpledge.register.models import Document, DocumentPage, DocumentState, Marking
from frankpledge.register.search.folding import fold_sql

WORKER = Actor(kind=ActorKind.SYSTEM, name="the job worker")
HEADING = 0
# Folded as everything that is searched; more than PostgreSQL takes for one page is not indexed.
LONGEST_INDEXED = 100_000
PUT = f"""
    INSERT INTO register_documentpage (document_id, number, text, words)
    SELECT %(document)s, number, text, to_tsvector('english', {fold_sql(f"left(text, {LONGEST_INDEXED})")})
    FROM unnest(%(numbers)s::integer[], %(texts)s::text[]) AS page (number, text)
    ON CONFLICT (document_id, number) DO UPDATE SET text = excluded.text, words = excluded.words
"""  # noqa: S608 - our own statement


def put_heading(document: Document) -> None:
    """Lets the document be found by its title and its summary."""
    _put(document, [(HEADING, f"{document.title}\n{document.summary}".strip())])


def put_pages(document: Document, pages: Sequence[tuple[int, str]]) -> bool:
    """Keeps the text of some pages, and how far reading has come; False once it is not to be read any more.

    No entry is written: text is made from the file, and says nothing that nobody said.
    """
    with transaction.atomic():
        held = _being_read(document)
        if held is None:
            return False
        _put(held, [page for page in pages if page[1]])
        held.pages_read = max(held.pages_read, *(number for number, _text in pages))
        held.has_text = held.has_text or any(text for _number, text in pages)
        held.save(update_fields=["pages_read", "has_text"])
    return True


def finish(document: Document, *, says: Marking | None) -> None:
    """All of it was read: it is held. `says` is the highest marking found in it."""
    deed = Deed(WORKER, "register.documents.read", "document", is_public=False)
    with transaction.atomic(), deed:
        held = _being_read(document)
        if held is None:
            return
        held.state, held.pages_read = DocumentState.HELD, held.pages
        held.says = held.says or says or ""
        held.save(update_fields=["state", "pages_read", "says"])
        deed.conclude(held.reference, {"state": ["checking", "held"]}, added=False)


def refuse(document: Document, why: str) -> tuple[str, ...]:
    """Something was found that must not be here. Gives the hashes of the bytes left without use."""
    deed = Deed(WORKER, "register.documents.refuse", "document", why, is_public=False)
    with transaction.atomic(), deed:
        held = _being_read(document)
        if held is None:
            return ()
        forget(held)
        held.state, held.state_reason = DocumentState.REFUSED, why
        held.save(update_fields=["state", "state_reason"])
        deed.conclude(held.reference, {"state": ["checking", "refused"]}, added=False)
    return (held.sha256,)


def forget(document: Document) -> None:
    """Takes all its text away, the heading too."""
    DocumentPage.objects.filter(document=document).delete()


def _being_read(document: Document) -> Document | None:
    rows = Document.objects.select_for_update().filter(pk=document.pk, state=DocumentState.CHECKING)
    return rows.first()


def _put(document: Document, pages: Sequence[tuple[int, str]]) -> None:
    if not pages:
        return
    numbers, texts = zip(*pages, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(PUT, {"document": document.pk, "numbers": [*numbers], "texts": [*texts]})
