"""Registering a collaboration: where it begins, and the page of one registration with everything answered."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.models import Organisation, Power
from frankpledge.register import references
from frankpledge.register.actions import registrations as actions
from frankpledge.register.models import Registration, RegistrationState
from frankpledge.register.queries import registrations
from frankpledge.register.registering import Question, is_complete, next_after, value_of
from frankpledge.register.registering.questions import parties_in
from frankpledge.register.search.alike import Alike, alike
from frankpledge.register.states.registrations import Move, may
from frankpledge.web import members, registering
from frankpledge.web.access import needs, signed_in
from frankpledge.web.forms.questions import key_of
from frankpledge.web.pages import Page, page_response
from frankpledge.web.steps import gone_to, shown_or_sent

MOST_LISTED = 50
MOVES: Mapping[str, Callable[..., Registration]] = {
    "send": actions.send,
    "discard": actions.discard,
    "take-back": actions.take_back,
    "decide": actions.approve,
}


@dataclass(slots=True)
class Reply:
    """The page as it goes back after something was refused."""

    status: HTTPStatus = HTTPStatus.OK
    faults: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


@needs(Power.PROPOSE_CHANGE)
def start(request: HttpRequest) -> HttpResponseBase:
    """What will be asked, for whom, and from where: from nothing, from another record or from a text."""
    like = request.GET.get("like", "")[:20]
    return shown_or_sent(
        request, lambda: _asked(request, Reply(typed={"like": like})), lambda: _begun(request)
    )


@signed_in
def registration(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One registration; what may be done with it is sent to the same address."""
    return shown_or_sent(
        request, lambda: _shown(request, reference, Reply()), lambda: _done(request, reference)
    )


def question_address(held: Registration, question: Question | None) -> str:
    """Where a question is asked; without one, the page of the whole registration."""
    if question is None:
        return reverse("registration", args=[held.reference])
    return reverse("registration-question", args=[held.reference, question.value])


def likely(held: Registration) -> tuple[Alike, ...]:
    """What it may be already, by everything answered so far."""
    title = value_of(held.answers, Question.TITLE) or ""
    functions = value_of(held.answers, Question.FUNCTIONS) or []
    return alike(title, parties_in(held.answers)[0], functions)


def version_sent(request: HttpRequest) -> int:
    """The version that a form was made with; nought for none."""
    written = request.POST.get("version", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def _begun(request: HttpRequest) -> HttpResponseBase:
    typed = {name: request.POST.get(name, "") for name in ("organisation", "like", "key", "begin")}
    try:
        begun = actions.begin(
            by=members.actor(request),
            organisation=typed["organisation"],
            key=key_of(typed),
            like=typed["like"] if typed["begin"] == "like" else "",
        )
    except (Invalid, NotFound) as refused:
        faults = refused.fields if isinstance(refused, Invalid) else {"like": str(refused)}
        return _asked(request, Reply(HTTPStatus.UNPROCESSABLE_ENTITY, faults, typed))
    if typed["begin"] == "paste":
        return gone_to(reverse("registration-paste", args=[begun.reference]))
    first = None if typed["begin"] == "like" else next_after(begun.answers)
    return gone_to(question_address(begun, first))


def _done(request: HttpRequest, reference: str) -> HttpResponseBase:
    typed = {name: request.POST.get(name, "") for name in ("decision", "reason")}
    try:
        after = _do(request, reference, typed)
    except Stale as refused:
        return _shown(request, reference, Reply(HTTPStatus.CONFLICT, {"": str(refused)}, typed))
    except Invalid as refused:
        return _shown(request, reference, Reply(HTTPStatus.UNPROCESSABLE_ENTITY, refused.fields, typed))
    if after.state == RegistrationState.DISCARDED:
        return gone_to(reverse("tasks"))
    return gone_to(reverse("registration", args=[after.reference]))


def _asked(request: HttpRequest, reply: Reply) -> HttpResponse:
    by, rights = members.actor(request), members.rights(request)
    own = Organisation.objects.filter(pk__in=rights.organisations_with(Power.PROPOSE_CHANGE))
    page = Page(title=_("Register a collaboration"), shows_register=False, for_search_engines=False)
    context = {
        "organisations": [(body.slug, body.name) for body in own.order_by("name")],
        "may_for_nobody": rights.may_nationally(Power.PROPOSE_CHANGE),
        "begun": [
            (each, registering.called(each.answers))
            for each in registrations.open_to(by, rights)[:MOST_LISTED]
        ],
        "key": reply.typed.get("key") or _new_key(),
        "typed": reply.typed,
        "errors": {name: {"text": text} for name, text in reply.faults.items()},
        "error_list": [
            {"text": text, "href": f"#{name or 'organisation'}"} for name, text in reply.faults.items()
        ],
    }
    return page_response(request, "registering/start.html", page, context, status=reply.status)


def _do(request: HttpRequest, reference: str, typed: Mapping[str, str]) -> Registration:
    by, reference = members.actor(request), references.written("F", reference)
    do, version = request.POST.get("do", ""), version_sent(request)
    if do == "settle":
        return actions.settle(by=by, reference=reference)
    if do == "decide" and typed["decision"] == "refuse":
        return actions.refuse(by=by, reference=reference, version=version, reason=typed["reason"])
    if do == "decide" and typed["decision"] != "approve":
        raise Invalid(_("Choose whether to approve or refuse it."), {"decision": _("Choose one")})
    if do not in MOVES:
        raise Invalid(_("Choose what to do."))
    return MOVES[do](by=by, reference=reference, version=version)


def _shown(request: HttpRequest, reference: str, reply: Reply) -> HttpResponse:
    by, rights = members.actor(request), members.rights(request)
    held = registrations.visible(reference, by=by, rights=rights)
    state = RegistrationState(held.state)
    is_open = state in {RegistrationState.DRAFT, RegistrationState.WAITING}
    asked = registrations.persons_ids(held.answers) if state == RegistrationState.DRAFT else None
    standing = registrations.standing(held, by, rights, asked)
    names = registering.Names.of(held.answers)
    may_move = {move.value: may(move, state, standing) for move in Move}
    page = Page(
        title=registering.heading(held),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=((_("Home"), "/"), (_("Your tasks"), reverse("tasks"))),
    )
    context = {
        "held": held,
        "state": state,
        "may": may_move,
        "called": registering.called(held.answers),
        "rows": registering.rows(held.answers, names, reply.faults),
        "how_sure": registering.how_sure,
        "is_complete": is_complete(held.answers),
        "next_address": question_address(held, next_after(held.answers)),
        "alike": likely(held) if is_open else (),
        "sees_persons": may_move[Move.SAVE.value] or rights.may(Power.READ_PERSONS, held.asked),
        "typed": {"decision": "", "reason": "", **reply.typed},
        "errors": {name: {"text": text} for name, text in reply.faults.items()},
        "error_list": [{"text": text, "href": _anchor(name)} for name, text in reply.faults.items()],
    }
    return page_response(request, "registering/registration.html", page, context, status=reply.status)


def _anchor(name: str) -> str:
    if name in {"decision", "reason"}:
        return f"#{name}"
    return f"#answer-{name}" if name in set(Question) else "#answers"


def _new_key() -> str:
    return str(uuid.uuid4())
