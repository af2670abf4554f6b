"""Documents: of a record, one, and what is in them."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from frankpledge.errors import NotFound
from frankpledge.exchange.documents import published
from frankpledge.people.permissions import Power
from frankpledge.register.models import Collaboration, DocumentState
from frankpledge.register.queries import documents as queries
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.web import documents, formats, members
from frankpledge.web.access import open_to_all, with_their_own
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.pagination import Pagination, asked
from frankpledge.web.reading import reading_only

DONE = {
    "kept": lambda: _("It is recorded until when the document is kept."),
    "disposed": lambda: _("The document was disposed of: its file and its text are gone."),
    "added": lambda: _("The document was added. Its text is being read and can then be searched."),
    "described": lambda: _("What is said of the document was saved."),
    "published": lambda: _("The document was published. Everybody may read the clean copy."),
    "withdrawn": lambda: _("The document was taken back. Members of the record still read it."),
    "removed": lambda: _("The document was removed: its file and its text are gone."),
}


@open_to_all
@never_cache
@with_their_own
@reading_only
def of_record(request: HttpRequest, written: str) -> HttpResponse:
    """A record's documents: the public ones, and for its members all of them."""
    record, rights, form = documents.record_of(written), members.rights(request), formats.wanted(request)
    if form is not Format.HTML:
        return _as_data(record, form)
    found = queries.of_record(rights, record)
    is_member = members.is_signed_in(request) and queries.is_member(rights, record)
    page = Page(
        title=_("Documents of %(record)s") % {"record": record.title},
        section="find",
        for_search_engines=False,
        breadcrumbs=documents.above(record)[:1],
        about=record.reference,
        has_data=True,
    )
    rows = [
        (each, documents.about_size(each, is_member=is_member), documents.standing(each)) for each in found
    ]
    context = {
        "rows": rows,
        "record": record,
        "is_member": is_member,
        "may_add": documents.may_add(request, record),
    }
    return page_response(request, "documents/list.html", page, context)


def _as_data(record: Collaboration, form: Format) -> HttpResponse:
    """What is published, whoever asks."""
    held = published.document(record, queries.of_record(queries.NOBODY, record))
    if form is Format.JSON:
        return formats.json_response(held)
    return formats.csv_response(
        published.COLUMNS, published.rows(held), filename=f"{record.reference}-documents"
    )


@open_to_all
@never_cache
@with_their_own
@reading_only
def search(request: HttpRequest) -> HttpResponse:
    """Documents by the words in them: public ones, and those of the records that somebody reads."""
    text, rights = request.GET.get("q", ""), members.rights(request)
    found = queries.found(rights, text, asked(request))
    for match in found.matches:
        documents.noted(request, match.document)
    title = _("Search in documents")
    if text.strip():
        title = ngettext(
            "%(count)s document with “%(text)s”", "%(count)s documents with “%(text)s”", found.total
        ) % {"count": f"{found.total:,}", "text": found.reading.text[:80]}
    page = Page(title=title, section="find", for_search_engines=False)
    context = {
        "text": found.reading.text,
        "is_asked": bool(text.strip()),
        "matches": [(match, documents.shown(match)) for match in found.matches],
        "pages": Pagination.of(request, total=found.total, per_page=queries.PER_PAGE),
        "reads_more": rights.may_anywhere(Power.READ_RESTRICTED),
    }
    return page_response(request, "documents/search.html", page, context)


@open_to_all
@never_cache
@with_their_own
@reading_only
def document(request: HttpRequest, reference: str) -> HttpResponse:
    """One document: what it is, what it says, who may read it, its file."""
    found, is_member = documents.read_one(request, reference)
    rights = members.rights(request)
    done = DONE.get(request.GET.get("done", ""))
    page = Page(
        title=found.title,
        section="find",
        description=found.summary if found.is_public else "",
        for_search_engines=found.is_public,
        breadcrumbs=documents.above(found.collaboration),
        about=found.collaboration.reference,
    )
    redacted = queries.readable(rights).filter(full_copy=found)
    context = {
        "document": found,
        "is_member": is_member,
        "size": documents.about_size(found, is_member=is_member),
        "standing": documents.standing(found),
        "is_being_read": found.state == DocumentState.CHECKING,
        "names_persons": rights.may(Power.READ_PERSONS, keepers_of(found.collaboration_id))
        if is_member
        else False,
        "redacted_copies": list(redacted) if is_member else [],
        "deeds": documents.deeds(rights, found) if is_member else (),
        "asks": documents.asks_whether_needed(found) if is_member else "",
        "done": done() if done and is_member else "",
    }
    return page_response(request, "documents/document.html", page, context)


@open_to_all
@never_cache
@with_their_own
@reading_only
def file(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The file: for members as it came, for everybody else the clean copy."""
    found, is_member = documents.read_one(request, reference)
    wants_public = request.GET.get("copy") == "public" or not is_member
    if wants_public and found.public_sha256:
        size = found.public_size_bytes or 0
        return documents.file_response(request, found, sha256=found.public_sha256, size_bytes=size)
    if wants_public or found.state != DocumentState.HELD:
        raise NotFound(_("The file of %(reference)s is not to be had.") % {"reference": found.reference})
    return documents.file_response(request, found, sha256=found.sha256, size_bytes=found.size_bytes)
