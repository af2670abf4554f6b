"""The ten questions, one a page, the text that may answer them, and what may be on the register already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.models import Power
from frankpledge.register import pasting
from frankpledge.register.actions import registrations as actions
from frankpledge.register.models import Function, LegalBasis, Registration, RegistrationState
from frankpledge.register.queries import named, registrations
from frankpledge.register.registering import QUESTIONS, Question, next_after, value_of
from frankpledge.register.registering.questions import ENDS, parties_in
from frankpledge.register.registering.reading import STATUSES
from frankpledge.register.search.alike import alike
from frankpledge.web import asat, members, registering
from frankpledge.web.access import needs
from frankpledge.web.forms import registering as forms
from frankpledge.web.forms.registering import Shown
from frankpledge.web.pages import Page, page_response
from frankpledge.web.steps import gone_to, shown_or_sent
from frankpledge.web.views import errors
from frankpledge.web.views.registrations import likely, question_address, version_sent

TEMPLATES = "registering/questions"


@dataclass(slots=True)
class Reply:
    """A question's page as it goes back, with what was typed and what is wrong with it."""

    typed: Mapping[str, Sequence[str]]
    status: HTTPStatus = HTTPStatus.OK
    faults: Mapping[str, str] = field(default_factory=dict)
    saved: str = ""
    asked: Sequence[named.Asked] = ()


@needs(Power.PROPOSE_CHANGE)
def question(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """One question. What is answered is saved, and the next question not yet answered comes."""
    held = _writable(request, reference)
    asked = next((each for each in QUESTIONS if each.value == slug), None)
    if asked is None:
        raise NotFound(_("There is no such question."))
    take = _parties_sent if asked == Question.PARTIES else _answered
    return shown_or_sent(
        request,
        lambda: _page(request, held, asked, Reply(_kept(held, asked))),
        lambda: take(request, held, asked, forms.sent(asked, request.POST)),
    )


@needs(Power.PROPOSE_CHANGE)
def paste(request: HttpRequest, reference: str) -> HttpResponseBase:
    """A text, and the answers that its words give. Each is taken only by a tick."""
    held = _writable(request, reference)
    return shown_or_sent(
        request,
        lambda: _pasted(request, held, pasting.Text(""), {}),
        lambda: _text_sent(request, held),
    )


@needs(Power.PROPOSE_CHANGE)
def alike_to(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What may be on the register already, as a piece of a page, for a title as it is being typed."""
    held = _writable(request, reference)
    if request.method != "POST":
        return errors.method_not_allowed(request, "OPTIONS, POST")
    title = request.POST.get("title", "")[:200]
    functions = value_of(held.answers, Question.FUNCTIONS) or []
    found = alike(title, parties_in(held.answers)[0], functions)
    return render(request, "registering/alike.html", {"alike": found, "held": held})


def _writable(request: HttpRequest, reference: str) -> Registration:
    """A draft that somebody may go on with. Raises NotFound for all else."""
    by, rights = members.actor(request), members.rights(request)
    held = registrations.visible(reference, by=by, rights=rights)
    if held.state != RegistrationState.DRAFT or not registrations.is_writer(held, by, rights):
        raise NotFound(_("There is nothing to answer at this address."))
    return held


def _answered(request: HttpRequest, held: Registration, asked: Question, typed: Shown) -> HttpResponseBase:
    after = _saved(request, held, asked, typed)
    if isinstance(after, Reply):
        return _page(request, held, asked, after)
    if request.GET.get("back") == "check":
        return gone_to(reverse("registration", args=[after.reference]))
    return gone_to(question_address(after, next_after(after.answers, asked)))


def _saved(request: HttpRequest, held: Registration, asked: Question, typed: Shown) -> Registration | Reply:
    """The registration with the answer, or the page to show instead. Nothing typed is lost."""
    try:
        return actions.answer(
            by=members.actor(request),
            reference=held.reference,
            version=version_sent(request),
            question=asked,
            typed=typed,
        )
    except Stale as refused:
        held.refresh_from_db()
        names = registering.Names.of(held.answers)
        said = registering.said(asked, value_of(held.answers, asked), names)
        return Reply(typed, HTTPStatus.CONFLICT, {"": str(refused)}, saved=said)
    except Invalid as refused:
        return Reply(typed, HTTPStatus.UNPROCESSABLE_ENTITY, refused.fields)


def _parties_sent(
    request: HttpRequest, held: Registration, asked: Question, typed: Shown
) -> HttpResponseBase:
    """Adds, takes away, or goes on. What is still in the box when somebody goes on is added first."""
    unclear, typed = _with_named(request.POST, typed)
    do = request.POST.get("do", "")
    if do == "add" and not request.POST.get("name", "").strip():
        fault = {"name": _("Enter the name of a force, a policing body or another body")}
        return _page(request, held, asked, Reply(typed, HTTPStatus.UNPROCESSABLE_ENTITY, fault))
    if do == "continue" and not unclear:
        return _answered(request, held, asked, {**typed, "finished": ["yes"]})
    after = _saved(request, held, asked, typed)
    if isinstance(after, Reply):
        return _page(request, held, asked, after)
    if unclear:
        return _page(request, after, asked, Reply(_kept(after, asked), asked=unclear))
    query = {"back": "check"} if request.GET.get("back") == "check" else None
    return gone_to(reverse("registration-question", args=[after.reference, asked], query=query))


def _with_named(posted: QueryDict, typed: Shown) -> tuple[tuple[named.Asked, ...], Shown]:
    """What was named and is not clear, and the parties with what was clearly added or taken away."""
    typed = {name: list(values) for name, values in typed.items()}
    if removed := posted.get("remove", ""):
        gone = set(removed.split(","))
        return (), {**typed, "parties": [each for each in typed["parties"] if each not in gone]}
    if unnamed := posted.get("unname", ""):
        return (), {**typed, "others": [each for each in typed["others"] if each != unnamed]}
    for slugs in posted.getlist("take"):
        typed["parties"] += slugs.split(",")
    typed["others"] += posted.getlist("unlisted")
    found = named.look_up_all(posted.get("name", ""))
    typed["parties"] += [slug for each in found if each.meant for slug in each.meant.slugs]
    return tuple(each for each in found if each.meant is None), typed


def _text_sent(request: HttpRequest, held: Registration) -> HttpResponseBase:
    text = pasting.Text.of(_lines(request.POST.get("text", "")))
    if not text.text.strip():
        return _pasted(request, held, text, {"text": _("Paste the text of an agreement or of a decision")})
    if request.POST.get("do") != "accept":
        return _pasted(request, held, text, {})
    ticked = set(request.POST.getlist("accept"))
    found = [each for each in pasting.read(text, pasting.vocabulary()) if each.key in ticked]
    try:
        after = actions.accept(
            by=members.actor(request),
            reference=held.reference,
            version=version_sent(request),
            proposed=pasting.proposed(found, held.answers, text),
        )
    except (Stale, Invalid) as refused:
        return _pasted(request, held, text, {"text": str(refused)}, ticked)
    return gone_to(reverse("registration", args=[after.reference]))


def _kept(held: Registration, asked: Question) -> dict[str, list[str]]:
    typed = forms.shown(asked, value_of(held.answers, asked), is_answered=asked in held.answers)
    if asked == Question.STATUS and asked not in held.answers:
        today = asat.today()
        typed |= {"as_of-day": [str(today.day)], "as_of-month": [str(today.month)]}
        typed |= {"as_of-year": [str(today.year)]}
        if ends := held.answers.get(ENDS, {}).get("value"):
            year, month, day = (*str(ends).split("-"), "", "")[:3]
            typed |= {"ends_on-day": [day], "ends_on-month": [month], "ends_on-year": [year]}
    return typed


def _page(request: HttpRequest, held: Registration, asked: Question, reply: Reply) -> HttpResponse:
    title = str(registering.TITLES[asked])
    page = Page(
        title=title,
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=(
            (_("Home"), "/"),
            (held.reference, reverse("registration", args=[held.reference])),
        ),
    )
    answer: Mapping[str, Any] = held.answers.get(asked, {})
    context = {
        "held": held,
        "question": asked,
        "progress": registering.progress(asked),
        "hint": str(registering.HINTS.get(asked, "")),
        "value": lambda name: forms.first(reply.typed, name),
        "values": reply.typed,
        "saved": reply.saved,
        "quote": answer.get("quote", ""),
        "how": registering.how_sure(answer.get("how", "")),
        "alike": likely(held),
        "errors": {name: {"text": text} for name, text in reply.faults.items()},
        "error_list": [
            {"text": text, "href": f"#{_anchor(asked, name)}"} for name, text in reply.faults.items()
        ],
        **_choices(held, asked, reply),
    }
    template = f"{TEMPLATES}/{asked.value}.html"
    return page_response(request, template, page, context, status=reply.status)


def _choices(held: Registration, asked: Question, reply: Reply) -> dict[str, Any]:
    """What there is to choose from."""
    match asked:
        case Question.FUNCTIONS:
            return {"functions": list(Function.objects.order_by("name"))}
        case Question.PARTIES:
            return _of_parties(held, reply)
        case Question.LEAD:
            names = registering.Names.of(held.answers)
            slugs, _others = parties_in(held.answers)
            return {"parties": [(slug, names.bodies[slug].name) for slug in slugs if slug in names.bodies]}
        case Question.LEGAL_BASIS:
            stated = [basis for basis in LegalBasis if basis != LegalBasis.NOT_STATED]
            return {"bases": [(basis.value, str(basis.label)) for basis in stated]}
        case Question.STATUS:
            return {"statuses": [(status.value, str(status.label)) for status in STATUSES]}
    return {}


def _of_parties(held: Registration, reply: Reply) -> dict[str, Any]:
    names = registering.Names.of(held.answers)
    slugs, others = parties_in(held.answers)
    found = registering.areas(held.answers, names)
    return {
        "areas": [(area, said, registering.entries_of(area, slugs)) for area, said in found],
        "slugs": slugs,
        "others": others,
        "persons": sum(len(area.persons) for area, _said in found) + len(others),
        "asked": reply.asked,
        "known_names": named.datalist(),
    }


def _anchor(asked: Question, name: str) -> str:
    if name in {*forms.FIELDS[asked], "name"}:
        return "name" if name in {"parties", "others"} else name
    if name in forms.DATES.get(asked, ()):
        return f"{name}-day"
    return forms.DATES[asked][0] + "-day" if asked in forms.DATES else "answer"


def _pasted(
    request: HttpRequest,
    held: Registration,
    text: pasting.Text,
    faults: Mapping[str, str],
    ticked: set[str] | None = None,
) -> HttpResponse:
    known = pasting.vocabulary() if text.text.strip() else pasting.Vocabulary()
    found = pasting.read(text, known)
    page = Page(
        title=_("Have a text answer the questions"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=(
            (_("Home"), "/"),
            (held.reference, reverse("registration", args=[held.reference])),
        ),
    )
    context = {
        "held": held,
        "text": text.text,
        "found": [
            {
                "key": each.key,
                "question": registering.pasted_title(each),
                "answer": registering.pasted_answer(each, known),
                "passage": text.passage(each.quote),
                "is_ticked": each.key in (ticked or ()),
            }
            for each in found
        ],
        "errors": {name: {"text": each} for name, each in faults.items()},
        "error_list": [{"text": each, "href": "#text"} for each in faults.values()],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return page_response(request, "registering/paste.html", page, context, status=status)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
