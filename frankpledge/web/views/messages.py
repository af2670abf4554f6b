"""The messages of readers, for those who answer for the record: the list, one, and each thing to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.permissions import Power
from frankpledge.register.models import Correction, CorrectionState
from frankpledge.register.queries import inbox
from frankpledge.register.queries.inbox import Chosen
from frankpledge.register.queries.subjects import Subject
from frankpledge.register.states import corrections as states
from frankpledge.register.states.corrections import Who
from frankpledge.web import asat, members, subjects
from frankpledge.web.access import needs
from frankpledge.web.forms.messages import DEEDS, SEEN, Deed, possible
from frankpledge.web.pages import Page, page_response
from frankpledge.web.pagination import Pagination, asked
from frankpledge.web.reading import reading_only
from frankpledge.web.refusals import BadAddress
from frankpledge.web.task_phrases import here
from frankpledge.web.views import errors

ALLOWED = "GET, HEAD, OPTIONS, POST"
CHOICE = "show"


@dataclass(frozen=True, slots=True)
class Reply:
    """A form as it goes back: what was written, and what is wrong with it."""

    values: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)
    status: HTTPStatus = HTTPStatus.OK


@needs(Power.READ_RESTRICTED)
@reading_only
def messages(request: HttpRequest) -> HttpResponse:
    """What readers said about the records one answers for, the one due first on top."""
    chosen = request.GET.get(CHOICE, Chosen.OPEN.value)
    if chosen not in inbox.choices(asat.today()):
        raise BadAddress(_("There is no such list of messages."))
    found = inbox.listed(members.rights(request), chosen, asked(request), asat.today())
    pages = Pagination.of(request, total=found.counts[chosen], per_page=inbox.PER_PAGE)
    page = Page(title=_("Messages"), shows_register=False, for_search_engines=False)
    context = {
        "messages": [(message, _named(message)) for message in found.messages],
        "choices": [(name, text, found.counts[name], name == chosen) for name, text in _choices()],
        "today": asat.today(),
        "pages": pages,
        "working_days": settings.CORRECTION_WORKING_DAYS,
    }
    return page_response(request, "messages/list.html", page, context)


@needs(Power.READ_RESTRICTED)
@reading_only
def message(request: HttpRequest, reference: str) -> HttpResponse:
    """One message: what was said, about what, and what may be done. Who sent it only for who may answer."""
    found, by = _found(request, reference)
    done = DEEDS.get(request.GET.get("done", ""))
    page = Page(
        title=_("Message %(reference)s") % {"reference": found.reference},
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=_above(),
    )
    context = {**_facts(found, by), "done": done, "deeds": possible(found, by)}
    return page_response(request, "messages/message.html", page, context)


@needs(Power.ANSWER_MESSAGES)
def deed(request: HttpRequest, reference: str, name: str) -> HttpResponseBase:
    """The page of one thing to do to a message; and doing it."""
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ALLOWED})
    if request.method not in {"GET", "HEAD", "POST"}:
        return errors.method_not_allowed(request, ALLOWED)
    if name not in DEEDS:
        raise NotFound(_("That cannot be done to a message."))
    found, by = _found(request, reference)
    if request.method == "POST":
        return _do(request, found, name)
    return _deed_page(request, found, by, DEEDS[name], Reply(_begun(found)))


def _do(request: HttpRequest, found: Correction, name: str) -> HttpResponseBase:
    doing = DEEDS[name]
    posted = {key: str(value) for key, value in request.POST.items()}
    try:
        doing.do(members.actor(request), found.reference, posted)
    except Stale as refused:
        reply = Reply(posted, {"": str(refused)}, HTTPStatus.CONFLICT)
    except Invalid as refused:
        reply = Reply(posted, refused.fields, HTTPStatus.UNPROCESSABLE_ENTITY)
    else:
        address = reverse("message", args=[found.reference], query={"done": name})
        return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
    return _deed_page(request, *_found(request, found.reference), doing, reply)


def _deed_page(request: HttpRequest, found: Correction, by: Who, doing: Deed, reply: Reply) -> HttpResponse:
    page = Page(
        title=str(doing.title),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=(*_above(), (found.reference, reverse("message", args=[found.reference]))),
    )
    context = {
        **_facts(found, by),
        "deed": doing,
        "may": doing.may(found, by),
        # Whoever has read how it stands now may send what they wrote again.
        "values": {**reply.values, SEEN: states.mark(found)},
        "errors": {name: {"text": text} for name, text in reply.wrong.items()},
        "error_list": _listed(doing, reply.wrong),
    }
    return page_response(request, "messages/deed.html", page, context, status=reply.status)


def _listed(doing: Deed, wrong: Mapping[str, str]) -> list[dict[str, str]]:
    """What is wrong, in the order of the page; what belongs to no question leads to the first."""
    names = [field.name for field in doing.fields]
    whole = [name for name in wrong if name not in names]
    first = names[0] if names else "do"
    return [
        {"text": wrong[name], "href": f"#{name if name in names else first}"}
        for name in (*whole, *(name for name in names if name in wrong))
    ]


def _found(request: HttpRequest, reference: str) -> tuple[Correction, Who]:
    rights = members.rights(request)
    found = inbox.message(rights, reference)
    note_read(by=members.actor(request), subject_kind="correction", subject_key=found.reference)
    return found, inbox.who(rights, found)


def _facts(found: Correction, by: Who) -> dict[str, Any]:
    subject = _named(found)
    return {
        "message": found,
        "subject": subject,
        "subject_address": subjects.address(subject),
        "field_label": subjects.field_label(found.field),
        "may_answer": by is not Who.READER,
        "is_overdue": found.is_overdue_on(asat.today()),
        "working_days": settings.CORRECTION_WORKING_DAYS,
        "public_address": reverse("tell-us-answer", args=[found.reference]),
        "change_address": _change_address(found),
    }


def _named(found: Correction) -> Subject:
    """What a message is about, from the rows read with it."""
    name = found.claim.sentence if found.claim else str(found.collaboration or found.organisation or "")
    return Subject(
        kind=found.about_kind,  # type: ignore[arg-type] # a text of its choices
        key=found.about_key,
        name=name or found.about_key,
        collaboration=found.collaboration,
        organisation=found.organisation,
        claim=found.claim,
    )


def _change_address(found: Correction) -> str:
    """Where a change to what it is about is begun."""
    if found.collaboration is not None:
        return here(f"/collaborations/{found.collaboration.address}/change")
    return here(f"/organisations/{found.organisation.slug}/change") if found.organisation else ""


def _begun(found: Correction) -> dict[str, str]:
    """What a form starts with: words that are displayed already, and the body that the sender speaks for."""
    return {
        "words": found.display_words,
        "body": found.display_body or found.speaks_for or found.sender_organisation,
    }


def _choices() -> list[tuple[str, str]]:
    return [
        (Chosen.OPEN.value, _("Waiting for an answer")),
        (Chosen.OVERDUE.value, _("Overdue")),
        *((state.value, str(state.label).capitalize()) for state in CorrectionState),
        (Chosen.ALL.value, _("All")),
    ]


def _above() -> tuple[tuple[str, str], ...]:
    return ((_("Messages"), reverse("messages")),)
