"""Documents: of a record, one, what is in them, and what is done to them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from frankpledge.audit.actions import note_read
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.exchange.documents import published, publishing
from frankpledge.people.permissions import Power
from frankpledge.register.actions import documents as actions
from frankpledge.register.models import Collaboration, Document, DocumentState
from frankpledge.register.queries import documents as queries
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.states import documents as states
from frankpledge.register.states.documents import Move
from frankpledge.web import documents, formats, members
from frankpledge.web.access import needs, open_to_all, with_their_own
from frankpledge.web.formats import Format
from frankpledge.web.forms import documents as forms
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, reason_question
from frankpledge.web.pages import Page, page_response
from frankpledge.web.pagination import Pagination, asked
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Steps, gone_to, walk

DONE = {
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
        _note_read(request, match.document)
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
    found, is_member = _found(request, reference)
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
        "done": done() if done and is_member else "",
    }
    return page_response(request, "documents/document.html", page, context)


@open_to_all
@never_cache
@with_their_own
@reading_only
def file(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The file: for members as it came, for everybody else the clean copy."""
    found, is_member = _found(request, reference)
    wants_public = request.GET.get("copy") == "public" or not is_member
    if wants_public and found.public_sha256:
        size = found.public_size_bytes or 0
        return documents.file_response(request, found, sha256=found.public_sha256, size_bytes=size)
    if wants_public or found.state != DocumentState.HELD:
        raise NotFound(_("The file of %(reference)s is not to be had.") % {"reference": found.reference})
    return documents.file_response(request, found, sha256=found.sha256, size_bytes=found.size_bytes)


@needs(Power.PROPOSE_CHANGE)
def describe(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What is said of a document that is not public."""
    found = _to_change(request, reference, Move.DESCRIBE)

    def do(values: Values) -> HttpResponseBase:
        actions.describe(
            by=members.actor(request),
            reference=found.reference,
            version=_version(values),
            draft=forms.draft(values),
        )
        return _done(found, "described")

    return walk(
        request,
        Steps(
            title=_("Change what is said of this document"),
            button=_("Save"),
            questions=[*forms.questions(members.rights(request), found.collaboration, found), _VERSION],
            initial=forms.answers(found),
            do=_once_fresh(do),
            back=_back(found),
            breadcrumbs=(*documents.above(found.collaboration), _itself(found)),
        ),
    )


@needs(Power.PUBLISH)
def publish(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Gives everybody a clean copy."""
    found = _to_change(request, reference, Move.PUBLISH)
    wrong = states.what_keeps_from_publishing(found)
    lead = [*wrong.values()] or _what_publishing_does(found)

    def do(values: Values) -> HttpResponseBase:
        if values.get("looked") != "yes":
            fault = _("Say whether somebody has looked through the whole file")
            raise Invalid(fault, {"looked": fault})
        publishing.publish(by=members.actor(request), reference=found.reference, version=_version(values))
        return _done(found, "published")

    looked = Question(
        name="looked",
        label=_("Has somebody looked through the whole file for what must not be public?"),
        hint=_(
            "Names, signatures, tactics, telephone numbers. We cannot find words in white or under a picture."
        ),
        kind=Kind.CHOICE,
        choices=[Choice("yes", _("Yes")), Choice("no", _("No, not yet"))],
    )
    return walk(
        request,
        Steps(
            title=_("Publish this document"),
            button=_("Publish it"),
            lead=lead,
            facts=((_("Document"), found.title), (_("Marking"), found.get_marking_display())),
            questions=(looked, _VERSION),
            initial={"version": str(found.version)},
            do=_once_fresh(do),
            back=_back(found),
            breadcrumbs=(*documents.above(found.collaboration), _itself(found)),
        ),
    )


@needs(Power.PUBLISH)
def withdraw(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Takes a document back from the public."""
    found = _to_change(request, reference, Move.WITHDRAW)
    lead = (_("Everybody else will no longer find it here. Whoever saved the file has it still."),)
    title = _("Take this document back from the public")
    return _with_a_reason(request, found, "withdrawn", title, lead, publishing.withdraw)


@needs(Power.PUBLISH)
def remove(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Removes what should never have been here."""
    found = _to_change(request, reference, Move.REMOVE)
    lead = (
        _("Its file and its text are gone for ever, and no search finds it."),
        _("That it was here, its title, and your reason stay, for members of the record."),
    )
    title = _("Remove a mistaken upload")
    return _with_a_reason(request, found, "removed", title, lead, publishing.remove)


def _with_a_reason(
    request: HttpRequest,
    found: Document,
    done: str,
    title: str,
    lead: tuple[str, ...],
    deed: Callable[..., Document],
) -> HttpResponseBase:
    def do(values: Values) -> HttpResponseBase:
        deed(
            by=members.actor(request),
            reference=found.reference,
            version=_version(values),
            reason=values["reason"],
        )
        return _done(found, done)

    steps = Steps(
        title=title,
        button=title,
        lead=lead,
        facts=((_("Document"), found.title),),
        questions=(reason_question(), _VERSION),
        initial={"version": str(found.version)},
        do=_once_fresh(do),
        back=_back(found),
        breadcrumbs=(*documents.above(found.collaboration), _itself(found)),
        is_a_warning=True,
    )
    return walk(request, steps)


_VERSION = Question(name="version", kind=Kind.HIDDEN)


def _once_fresh(do: Callable[[Values], HttpResponseBase]) -> Callable[[Values], HttpResponseBase]:
    """Says beside the form, with all that was typed, that somebody else was there first."""

    def fresh(values: Values) -> HttpResponseBase:
        try:
            return do(values)
        except Stale as refused:
            raise Invalid(str(refused)) from refused

    return fresh


def _version(values: Values) -> int:
    written = values.get("version", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0


def _found(request: HttpRequest, reference: str) -> tuple[Document, bool]:
    rights = members.rights(request)
    found = queries.document(rights, reference)
    is_member = members.is_signed_in(request) and queries.is_member(rights, found.collaboration)
    _note_read(request, found)
    return found, is_member


def _note_read(request: HttpRequest, found: Document) -> None:
    if not found.is_public:
        note_read(by=members.actor(request), subject_kind="document", subject_key=found.reference)


def _to_change(request: HttpRequest, reference: str, move: Move) -> Document:
    found, _is_member = _found(request, reference)
    actions.check_may(members.actor(request), move, found.collaboration)
    states.check(move, found)
    return found


def _what_publishing_does(found: Document) -> list[str]:
    said = [
        _("Everybody may then find and read it. They get a copy without who made it, when and with what."),
        _("If the file holds hidden words, comments laid over pages or tracked changes, we say so and stop."),
    ]
    if found.is_older_than_full_copy:
        said.append(_("The full copy has a newer version than this redacted copy was made from."))
    return said


def _done(found: Document, what: str) -> HttpResponseBase:
    return gone_to(reverse("document", args=[found.reference], query={"done": what}))


def _itself(found: Document) -> tuple[str, str]:
    return (found.title, reverse("document", args=[found.reference]))


def _back(found: Document) -> tuple[str, str]:
    return (_("Cancel"), reverse("document", args=[found.reference]))
