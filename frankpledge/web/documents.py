"""Documents as pages show them: their rows in words, what may be done to them, and how a file is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from frankpledge.audit.actions import note_read
from frankpledge.errors import NotFound
from frankpledge.exchange.documents import shelf
from frankpledge.exchange.documents.looks import EXTENSIONS
from frankpledge.people.permissions import Rights
from frankpledge.register.models import Collaboration, Document, DocumentState, DocumentType
from frankpledge.register.queries import documents as queries
from frankpledge.register.queries.collaborations import reference_in
from frankpledge.register.queries.documents import Match, Snippet
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.queries.retentions import ASKED_BEFORE
from frankpledge.register.queries.subjects import subject
from frankpledge.register.states import documents as states
from frankpledge.register.states.documents import RULES, Move
from frankpledge.web import members
from frankpledge.web.phrases import when

Answer = HttpResponse | StreamingHttpResponse
# What is sent is a file to be kept: no browser shows it, guesses what it is, or runs anything of it.
NEVER_RUN = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "X-Download-Options": "noopen",
}
LONGEST_NAME = 80
# Shown beside collaborations that were found.
MOST_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody may do to a document, and where."""

    text: str
    address: str


def record_of(written: str) -> Collaboration:
    """The record that an address names. Raises NotFound."""
    found = subject(reference_in(written) or "").collaboration
    if found is None:
        raise NotFound(_("There is no collaboration at this address."))
    return found


def may_add(request: HttpRequest, record: Collaboration) -> bool:
    """Whether somebody signed in may add a document to it."""
    rights, power = members.rights(request), RULES[Move.ADD].power
    if not members.is_signed_in(request) or not rights.may_anywhere(power):
        return False
    return rights.may(power, keepers_of(record.pk))


def of_agreement(
    request: HttpRequest, record: Collaboration, agreement_id: int, *, is_member: bool, may_add: bool
) -> dict[str, Any]:
    """What `documents/of_agreement.html` shows on the page of an agreement. One statement."""
    found = queries.of_agreement(members.rights(request), agreement_id)
    add = reverse("collaboration-documents-add", args=[record.reference])
    return {
        "agreement_documents": [(each, about_size(each, is_member=is_member)) for each in found],
        "add_document": f"{add}?agreement={agreement_id}" if may_add else "",
    }


def read_one(request: HttpRequest, reference: str) -> tuple[Document, bool]:
    """One document, and whether the reader is one of its record's people. Notes that it was read."""
    rights = members.rights(request)
    found = queries.document(rights, reference)
    is_member = members.is_signed_in(request) and queries.is_member(rights, found.collaboration)
    noted(request, found)
    return found, is_member


def noted(request: HttpRequest, found: Document) -> None:
    """Note who reads it, where it is not public."""
    if not found.is_public:
        note_read(by=members.actor(request), subject_kind="document", subject_key=found.reference)


def link(request: HttpRequest, record: Any) -> str:
    """Where a record's documents are, for whom there may be some; "" for everybody else.

    One statement for those who read what is not public of some record, none for others.
    """
    address = reverse("collaboration-documents", args=[record.reference])
    if record.has_documents:
        return address
    rights = members.rights(request) if members.is_signed_in(request) else queries.NOBODY
    return address if queries.is_member(rights, record) else ""


def above(record: Collaboration) -> tuple[tuple[str, str], ...]:
    """The pages above a document's."""
    return (
        (record.title, reverse("collaboration", args=[record.address])),
        (_("Documents"), reverse("collaboration-documents", args=[record.reference])),
    )


def about_size(document: Document, *, is_member: bool) -> str:
    """`PDF, 12 pages, 1.2 MB`: of the copy that the reader gets."""
    size = document.size_bytes if is_member else document.public_size_bytes or 0
    kind = DocumentType(document.media_type)
    parts = [str(kind.label)]
    if kind is DocumentType.PDF:
        parts.append(
            ngettext("%(count)s page", "%(count)s pages", document.pages) % {"count": f"{document.pages:,}"}
        )
    return ", ".join([*parts, filesizeformat(size).replace("\xa0", " ")])


def standing(document: Document) -> str:
    """How it stands, for members."""
    match DocumentState(document.state):
        case DocumentState.CHECKING if document.media_type == DocumentType.PDF:
            return _("being read: page %(read)s of %(pages)s") % {
                "read": f"{document.pages_read:,}",
                "pages": f"{document.pages:,}",
            }
        case DocumentState.CHECKING:
            return _("being read")
        case DocumentState.REFUSED | DocumentState.REMOVED:
            return str(document.get_state_display())
    return _("everybody may read it") if document.is_public else _("members of the record may read it")


def deeds(rights: Rights, document: Document) -> Sequence[Deed]:
    """What may be done to it now, by this person."""
    keepers = keepers_of(document.collaboration_id)
    words = {
        Move.PUBLISH: (_("Publish it"), "document-publish"),
        Move.DESCRIBE: (_("Change what is said of it"), "document-describe"),
        Move.WITHDRAW: (_("Take it back from the public"), "document-withdraw"),
        Move.REMOVE: (_("Remove a mistaken upload"), "document-remove"),
        Move.KEEP: (
            _("Keep it longer") if document.retain_until else _("Say until when it is kept"),
            "document-keep",
        ),
    }
    if states.was_kept(document, timezone.localdate()):
        words[Move.DISPOSE] = (_("Dispose of it: it is no longer needed"), "document-dispose")
    state = DocumentState(document.state)
    possible = [
        Deed(text, reverse(route, args=[document.reference]))
        for move, (text, route) in words.items()
        if states.may(move, state, is_public=document.is_public) and rights.may(RULES[move].power, keepers)
    ]
    if rights.may(RULES[Move.ADD].power, keepers) and not hasattr(document, "replacement"):
        add = reverse("collaboration-documents-add", args=[document.collaboration.reference])
        possible.append(Deed(_("Add a newer version"), f"{add}?replaces={document.reference}"))
    return possible


def asks_whether_needed(document: Document) -> str:
    """That the day until which it is kept is near or past; "" where it is not."""
    until, today = document.retain_until, timezone.localdate()
    if not document.is_kept or until is None or until - ASKED_BEFORE > today:
        return ""
    if states.was_kept(document, today):
        told = _("It was to be kept until %(day)s. Those who decide for the record say what becomes of it.")
    else:
        told = _("It is kept until %(day)s. Those who decide for the record say what becomes of it then.")
    return told % {"day": when(until)}


def page_words(document: Document, snippet: Snippet) -> str:
    """Where a snippet stands; "" where nothing helps to find it."""
    if snippet.page == 0:
        return _("Title and summary")
    if document.media_type == DocumentType.PDF:
        return _("Page %(number)s") % {"number": f"{snippet.page:,}"}
    return ""


def shown(match: Match) -> list[tuple[str, Markup]]:
    """The snippets of a match, their words marked, each under where it stands."""
    return [(page_words(match.document, snippet), _marked(snippet)) for snippet in match.snippets]


def in_public(text: str, page: int) -> list[tuple[Match, list[tuple[str, Markup]]]]:
    """The best matches in what is published, beside the first page of collaborations; none without words."""
    if page > 1 or not text:
        return []
    found = queries.found(queries.NOBODY, text, per_page=MOST_BESIDE)
    return [(match, shown(match)) for match in found.matches]


def file_response(request: HttpRequest, document: Document, *, sha256: str, size_bytes: int) -> Answer:
    """The file, to be saved. For HEAD nothing is read."""
    name = f"{slugify(document.title)[:LONGEST_NAME].strip('-') or 'document'}-{document.reference}"
    saved_as = content_disposition_header(
        as_attachment=True, filename=f"{name}{EXTENSIONS[document.media_type]}"
    )
    headers = {
        **NEVER_RUN,
        "Content-Length": str(size_bytes),
        "Content-Disposition": saved_as or "attachment",
    }
    if members.is_signed_in(request) or not document.is_public:
        headers["Cache-Control"] = "private, no-store"
    if request.method == "HEAD":
        return HttpResponse(content_type=document.media_type, headers=headers)
    return StreamingHttpResponse(shelf.pieces(sha256), content_type=document.media_type, headers=headers)


def _marked(snippet: Snippet) -> Markup:
    pieces = (
        Markup("<mark>{}</mark>").format(text) if is_asked else text for text, is_asked in snippet.pieces
    )
    return Markup("").join(pieces)
