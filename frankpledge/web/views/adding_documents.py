"""Adding a document: the one page to which a file may be sent."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from frankpledge.errors import Invalid
from frankpledge.exchange.documents import reasons, receiving
from frankpledge.exchange.documents.faults import Fault, Refused
from frankpledge.people.permissions import Power
from frankpledge.register import references
from frankpledge.register.actions.document_work import check_may
from frankpledge.register.models import Collaboration
from frankpledge.register.queries import documents as queries
from frankpledge.register.states.documents import Move
from frankpledge.web import documents, members, uploads
from frankpledge.web.access import needs
from frankpledge.web.forms import documents as forms
from frankpledge.web.forms.questions import Kind, key_of
from frankpledge.web.pages import Page, page_response
from frankpledge.web.steps import gone_to
from frankpledge.web.views import errors

ALLOWED = "GET, HEAD, OPTIONS, POST"


# Who may is asked before anything of the file is read; the form's own mark stands in the form, so it is asked
# once the form is.
@needs(Power.PROPOSE_CHANGE)
@csrf_exempt
def add(request: HttpRequest, written: str) -> HttpResponseBase:
    """What it is and the file; then it is looked into, kept and read."""
    if request.method not in {"GET", "HEAD", "OPTIONS", "POST"}:
        return errors.method_not_allowed(request, ALLOWED)
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ALLOWED})
    record = documents.record_of(written)
    check_may(members.actor(request), Move.ADD, record)
    if request.method != "POST":
        return _ask(request, record, _begun(request, record), {})
    if fault := uploads.fault_by_its_size(request):
        return _refused(request, record, Refused(fault), _begun(request, record))
    upload = uploads.listen(request)
    try:
        return _take(request, record, upload)
    finally:
        upload.discard()


@csrf_protect
def _take(request: HttpRequest, record: Collaboration, upload: uploads.OneFile) -> HttpResponseBase:
    values = {name: str(value) for name, value in request.POST.items()}
    try:
        sent = upload.sent()
    except Refused as refused:
        return _refused(request, record, refused, values)
    try:
        document = receiving.receive(
            by=members.actor(request),
            collaboration=record,
            draft=forms.draft(values),
            sent=sent,
            key=key_of(values),
            replaces=references.written("D", values.get("replaces", "")),
        )
    except Invalid as refused:
        return _ask(request, record, values, refused.fields)
    return gone_to(reverse("document", args=[document.reference], query={"done": "added"}))


def _refused(
    request: HttpRequest, record: Collaboration, refused: Refused, values: Mapping[str, str]
) -> HttpResponse:
    """What is wrong with the file, beside what is wrong with the rest."""
    wrong = {"file": reasons.said(refused)}
    if refused.fault is Fault.NO_FILE:
        try:
            forms.draft(values)
        except Invalid as more:
            wrong = {**more.fields, **wrong}
    return _ask(request, record, values, wrong, uploads.status_of(refused.fault))


def _begun(request: HttpRequest, record: Collaboration) -> dict[str, str]:
    replaced = None
    if reference := request.GET.get("replaces", ""):
        replaced = queries.document(members.rights(request), reference)
        if replaced.collaboration_id != record.pk:
            replaced = None
    return forms.first_answers(replaced, request.GET.get("agreement", ""))


def _ask(
    request: HttpRequest,
    record: Collaboration,
    values: Mapping[str, str],
    wrong: Mapping[str, str],
    status: HTTPStatus | None = None,
) -> HttpResponse:
    questions = forms.questions(members.rights(request), record)
    names = [*(question.name for question in questions), "file"]
    in_order = sorted(wrong, key=lambda name: names.index(name) if name in names else -1)
    replaces = values.get("replaces", "")
    title = _("Add a newer version") if replaces else _("Add a document")
    page = Page(
        title=title,
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=documents.above(record),
    )
    context = {
        "questions": questions,
        "kinds": Kind,
        "values": values,
        "errors": {name: {"text": text} for name, text in wrong.items()},
        "error_list": [
            {"text": wrong[name], "href": f"#{name if name in names else 'file'}"} for name in in_order
        ],
        "megabytes": uploads.largest() // uploads.MEGABYTE,
        "replaces": replaces,
        "record": record,
        "back": reverse("collaboration-documents", args=[record.reference]),
    }
    if status is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return page_response(request, "documents/add.html", page, context, status=status)
