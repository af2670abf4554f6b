"""Something wrong? Tell us: the form, what we received, and what became of it."""

import uuid
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from frankpledge.audit import actors
from frankpledge.errors import Invalid
from frankpledge.register.actions import corrections, sendings
from frankpledge.register.actions.messages import AlreadySent
from frankpledge.register.models import LONGEST_TEXT
from frankpledge.register.queries import corrections as received
from frankpledge.register.queries.corrections import PublicCorrection
from frankpledge.register.queries.subjects import subject
from frankpledge.web import asat, correction_words, subjects, tokens
from frankpledge.web.access import open_to_all
from frankpledge.web.forms.corrections import TRAP, CorrectionForm
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import reading_only
from frankpledge.web.senders import sender_hash
from frankpledge.web.views import errors

ALLOWED = "GET, HEAD, OPTIONS, POST"
# Where an error that belongs to no one answer takes the reader.
WHOLE_FORM = "said_wrong"


@dataclass(slots=True)
class Reply:
    """The form as it goes back: its token, what is wrong with each answer and with the whole."""

    token: str
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY
    by_field: dict[str, str] = field(default_factory=dict)
    whole: list[str] = field(default_factory=list)
    wait_seconds: int = 0


@open_to_all
@never_cache
def tell_us(request: HttpRequest) -> HttpResponseBase:
    """The form; and sending it."""
    if request.method == "POST":
        return _send(request, CorrectionForm(request.POST))
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ALLOWED})
    if request.method not in {"GET", "HEAD"}:
        return errors.method_not_allowed(request, ALLOWED)
    form = CorrectionForm({name: request.GET.get(name, "") for name in ("about", "field")})
    return _form_page(request, form, Reply(tokens.new(), HTTPStatus.OK))


@open_to_all
@never_cache
@reading_only
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """The reference of what was just received, and what happens next."""
    correction = received.public(reference)
    page = Page(title=_("We have received your message"), shows_register=False, for_search_engines=False)
    return page_response(request, "corrections/sent.html", page, _facts(request, correction))


@open_to_all
@never_cache
@reading_only
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Where a message stands, and the answer; without who sent it or what was written."""
    correction = received.public(reference)
    heading = correction_words.heading(correction)
    title = f"{heading} ({correction.reference})"
    page = Page(title=title, shows_register=False, for_search_engines=False)
    context = {"heading": heading, "lead": correction_words.lead(correction, asat.today())}
    return page_response(request, "corrections/answer.html", page, {**context, **_facts(request, correction)})


def _send(request: HttpRequest, form: CorrectionForm) -> HttpResponseBase:
    written = str(form.data.get("token", ""))
    try:
        token = tokens.read(written)
    except tokens.BadToken:
        return _form_page(request, form, Reply(tokens.new(), whole=[correction_words.not_ours()]))
    if not form.is_valid():
        return _form_page(request, form, _with_errors(form, Reply(written)))
    if token.is_too_quick():
        return _form_page(request, form, Reply(written, whole=[correction_words.too_quick()]))
    if token.is_too_old():
        return _form_page(request, form, Reply(tokens.new(), whole=[_too_old(token.key)]))
    return _receive(request, form, token, written)


def _receive(
    request: HttpRequest, form: CorrectionForm, token: tokens.Token, written: str
) -> HttpResponseBase:
    try:
        taken_in = corrections.submit(
            by=actors.PUBLIC, message=form.message(), sender=sender_hash(request), key=token.key
        )
    except AlreadySent as refused:
        return _form_page(
            request, form, Reply(tokens.new(), whole=[correction_words.already_sent(refused.reference)])
        )
    except sendings.TooOften as refused:
        reply = Reply(written, HTTPStatus.TOO_MANY_REQUESTS, whole=[correction_words.too_often(refused)])
        reply.wait_seconds = refused.wait_seconds(timezone.now())
        return _form_page(request, form, reply)
    except Invalid as refused:
        return _form_page(request, form, Reply(written, by_field=dict(refused.fields)))
    return HttpResponseRedirect(
        reverse("tell-us-sent", args=[taken_in.reference]), status=HTTPStatus.SEE_OTHER
    )


def _with_errors(form: CorrectionForm, reply: Reply) -> Reply:
    for name, messages in form.errors.items():
        if name == NON_FIELD_ERRORS:
            reply.whole.extend(str(message) for message in messages)
        else:
            reply.by_field[name] = str(messages[0])
    return reply


def _too_old(key: uuid.UUID) -> str:
    reference = received.reference_for(key)
    return correction_words.already_sent(reference) if reference else correction_words.too_old()


def _form_page(request: HttpRequest, form: CorrectionForm, reply: Reply) -> HttpResponse:
    about = form.subject()
    listed = [{"text": text, "href": f"#{WHOLE_FORM}"} for text in reply.whole]
    in_order = (name for name in form.fields if name in reply.by_field)
    listed += [{"text": reply.by_field[name], "href": f"#{name}"} for name in in_order]
    page = Page(title=_("Something wrong? Tell us"), shows_register=False, for_search_engines=False)
    context = {
        "about": about,
        "about_address": subjects.address(about),
        "field_label": subjects.field_label(form.values()["field"]),
        "values": form.values(),
        "errors": {name: {"text": text} for name, text in reply.by_field.items()},
        "error_list": listed,
        "token": reply.token,
        "trap": TRAP,
        "longest_text": LONGEST_TEXT,
        "working_days": settings.CORRECTION_WORKING_DAYS,
    }
    response = page_response(request, "corrections/form.html", page, context, status=reply.status)
    if reply.wait_seconds:
        response["Retry-After"] = str(reply.wait_seconds)
    return response


def _facts(request: HttpRequest, correction: PublicCorrection) -> dict[str, Any]:
    about = subject(correction.about_key)
    path = reverse("tell-us-answer", args=[correction.reference])
    return {
        "correction": correction,
        "about": about,
        "about_address": subjects.address(about),
        "field_label": subjects.field_label(correction.field),
        "answer_address": (settings.PUBLIC_ADDRESS or request.build_absolute_uri("/").rstrip("/")) + path,
        "working_days": settings.CORRECTION_WORKING_DAYS,
    }
