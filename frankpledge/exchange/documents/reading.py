"""Reading the text of a document, in the worker: some pages at a time, to be seen how far it is."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from frankpledge.exchange.documents import apart, markings, reasons, receiving, shelf
from frankpledge.exchange.documents.faults import Refused
from frankpledge.register import sight
from frankpledge.register.actions import document_texts
from frankpledge.register.models import Document, DocumentState, Marking

PAGES_AT_A_TIME = 10
Page = tuple[int, str]


def read(reference: str) -> None:
    """Keeps its text, unless it is marked as what must not be here; then it is refused, and gone."""
    # Those of records that few may know of are read too.
    with sight.everything():
        document = Document.objects.filter(reference=reference, state=DocumentState.CHECKING).first()
        if document is not None:
            _read(document)


def _read(document: Document) -> None:
    says = ""
    try:
        with shelf.at_hand(document.sha256) as path:
            for pages in _some_at_a_time(apart.read(path)):
                for _number, text in pages:
                    says = markings.higher(says, markings.said(text))
                if says == markings.SECRET:
                    shelf.let_go(document_texts.refuse(document, reasons.later()))
                    return
                if not document_texts.put_pages(document, pages):
                    return
    except Refused as refused:
        shelf.let_go(document_texts.refuse(document, reasons.said(refused)))
        return
    document_texts.finish(document, says=Marking(says) if says else None)


def ask_for_what_was_left() -> None:
    """Has the worker read again what it was reading when it was stopped."""
    began = timezone.now() - datetime.timedelta(seconds=apart.SECONDS["read"])
    with sight.everything():
        for document in Document.objects.filter(state=DocumentState.CHECKING, uploaded_at__lt=began):
            receiving.ask(document)


def _some_at_a_time(pages: Iterator[Page]) -> Iterator[list[Page]]:
    gathered: list[Page] = []
    for page in pages:
        gathered.append(page)
        if len(gathered) == PAGES_AT_A_TIME:
            yield gathered
            gathered = []
    if gathered:
        yield gathered
