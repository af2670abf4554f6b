"""Asking somebody without an account, and the page that such a link leads to."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register.actions import confirmation_links as actions
from frankpledge.register.models import ConfirmationLink, LinkStanding
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.confirmation_links import askable, waiting_on
from frankpledge.register.queries.persons import those_to_say
from frankpledge.web import asat, members
from frankpledge.web.access import needs, open_to_all
from frankpledge.web.confirming import Form
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, key_of, new_key
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import when
from frankpledge.web.senders import sender_hash
from frankpledge.web.steps import Rows, Steps, gone_to, walk
from frankpledge.web.views.confirmations import record_at
from frankpledge.web.views.invitations import secret_in_address

YES = "yes"


@needs(Power.DECIDE_CHANGE)
def ask(request: HttpRequest, written: str, slug: str) -> HttpResponseBase:
    """Whom; a look at the answers; then the letter goes."""
    record = record_at(written)
    body = _body(request, record, slug)
    asking = _Asking(request, record, body)
    held = record.collaboration
    steps = Steps(
        title=_("Ask somebody of %(body)s") % {"body": body.name},
        button=_("Send the question"),
        lead=(
            _("We send a link by e-mail. It works once, for fourteen days. You do not see it."),
            _("Ask only somebody who may speak for the body. The public page says “by link”, and no name."),
        ),
        questions=(
            Question(name="email", label=_("E-mail address"), kind=Kind.EMAIL),
            Question(name="name", label=_("Name")),
            Question(name="key", kind=Kind.HIDDEN),
        ),
        initial={"key": new_key()},
        check=asking.check,
        do=asking.do,
        back=(_("Cancel"), reverse("confirm", args=[held.reference])),
        breadcrumbs=((held.title, reverse("collaboration", args=[held.address])),),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Asking:
    """One request to ask somebody of a body."""

    request: HttpRequest
    record: Record
    body: Organisation

    def asked(self, values: Values) -> dict[str, Any]:
        return {
            "by": members.actor(self.request),
            "reference": self.record.collaboration.reference,
            "organisation": self.body,
            "email": values["email"],
            "name": values["name"],
        }

    def check(self, values: Values) -> Rows:
        link = actions.check(**self.asked(values))
        return (
            (_("E-mail address"), link.email),
            (_("Name"), link.name),
            (_("Answers for"), self.body.name),
            (_("Works until"), when(timezone.localdate(link.expires_at))),
        )

    def do(self, values: Values) -> HttpResponseBase:
        actions.ask(**self.asked(values), stem=_stem(self.request), key=key_of(values))
        return gone_to(reverse("confirm", args=[self.record.collaboration.reference]))


@needs(Power.DECIDE_CHANGE)
def withdraw(request: HttpRequest, written: str, slug: str, number: int) -> HttpResponseBase:
    """The end of a question that waits."""
    record = record_at(written)
    body, held = _body(request, record, slug), record.collaboration
    waiting = (each for each in waiting_on(held.pk) if each.organisation_id == body.pk)
    link = next((each for each in waiting if each.pk == number), None)
    if link is None:
        raise NotFound(_("There is no such link, or it waits no more."))

    def do(_values: Values) -> HttpResponseBase:
        actions.withdraw(by=members.actor(request), link_id=number)
        return gone_to(reverse("confirm", args=[held.reference]))

    steps = Steps(
        title=_("Withdraw a question"),
        button=_("Withdraw it"),
        facts=((_("Answers for"), body.name), (_("About"), held.title)),
        do=do,
        back=(_("Cancel"), reverse("confirm", args=[held.reference])),
        breadcrumbs=((held.title, reverse("collaboration", args=[held.address])),),
        is_a_warning=True,
    )
    return walk(request, steps)


@open_to_all
@never_cache
@secret_in_address
def answer(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What is asked, and the answer of whoever has the link."""
    try:
        link = actions.check_works(secret)
    except actions.Closed as closed:
        return _closed(request, str(closed), closed.link)
    record = collaborations.record(link.collaboration.reference, asat.today())
    form = Form(record, more=_person_questions(link.organisation))
    said = _Answering(request, link, secret, form)
    steps = Steps(
        title=_("Is this as it should be?"),
        button=_("Say so"),
        lead=(
            _("%(name)s asks what %(body)s says of this record. Answer only if you may speak for it.")
            % {"name": link.asked_by, "body": link.organisation.name},
            _("The answer, the date and your office are public. Your name is not: the page says “by link”."),
        ),
        questions=form.questions,
        initial={**form.initial, "name": link.name},
        check=said.check,
        do=said.do,
        back=(_("Not now"), "/"),
        template="confirmations/ask.html",
        more={
            "asked_facts": form.asked,
            "own_questions": form.own_questions,
            "caption": record.collaboration.title,
        },
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Answering:
    """One request to answer by a link."""

    request: HttpRequest
    link: ConfirmationLink
    secret: str
    form: Form

    def check(self, values: Values) -> Rows:
        actions.check_answer(self.link, said=self.form.said(values), seen=values["seen"], **_who(values))
        return (
            (_("Who says so"), self.link.organisation.name),
            (_("Your name (not public)"), values["name"]),
            (_("On whose authority"), values["authority"]),
            *self.form.rows(values),
        )

    def do(self, values: Values) -> HttpResponseBase:
        actions.answer(
            secret=self.secret,
            said=self.form.said(values),
            seen=values["seen"],
            sender=sender_hash(self.request),
            key=key_of(values),
            **_who(values),
        )
        return gone_to(reverse("confirm-link", args=[self.secret]))


def _who(values: Values) -> dict[str, Any]:
    return {
        "name": values["name"],
        "authority": values["authority"],
        "has_authority": values["has_authority"] == YES,
    }


def _person_questions(body: Organisation) -> tuple[Question, ...]:
    return (
        Question(name="name", label=_("Your full name"), hint=_("Not public."), autocomplete="name"),
        Question(
            name="authority",
            label=_("On whose authority do you answer?"),
            hint=_("Not public. For example: the chief constable; or your own, as the commissioner."),
        ),
        Question(
            name="has_authority",
            label=_("May you say this for %(body)s?") % {"body": body.name},
            kind=Kind.CHOICE,
            choices=[Choice(YES, _("I have the authority to say so"))],
        ),
    )


def _body(request: HttpRequest, record: Record, slug: str) -> Organisation:
    bodies = askable(members.rights(request), those_to_say(record.collaboration, asat.today()))
    found = next((body for body in bodies if body.slug == slug), None)
    if found is None:
        raise NotFound(_("There is nobody here whom you can ask."))
    return found


def _closed(request: HttpRequest, why: str, link: ConfirmationLink) -> HttpResponse:
    was_used = link.standing is LinkStanding.USED
    title = _("Thank you: this was answered") if was_used else _("This link does not work any more")
    page = Page(title=title, shows_register=False, for_search_engines=False)
    context = {"why": why, "link": link, "was_used": was_used}
    status = HTTPStatus.OK if was_used else HTTPStatus.GONE
    return page_response(request, "confirmations/closed.html", page, context, status=status)


def _stem(request: HttpRequest) -> str:
    """What the address of a link begins with."""
    here = settings.PUBLIC_ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return here + reverse("confirm-link", args=["-"]).removesuffix("-")
