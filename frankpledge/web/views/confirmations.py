"""Confirming a record for one of its parties, or saying what is not as it should be."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register.actions import confirmations
from frankpledge.register.models import Fact
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.confirmation_links import askable, waiting_on
from frankpledge.register.queries.confirmations import everything_said
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.queries.persons import those_to_say
from frankpledge.web import asat, confirming, members
from frankpledge.web import confirmation_words as words
from frankpledge.web.access import needs
from frankpledge.web.confirming import Form
from frankpledge.web.forms.questions import Values, key_of
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Rows, Steps, gone_to, walk

ABOUT = "about"


@needs(Power.READ_RESTRICTED)
@reading_only
def confirm(request: HttpRequest, written: str) -> HttpResponseBase:
    """Everything that was said of a record, for its people; and where its owners say something."""
    record = record_at(written)
    held, rights = record.collaboration, members.rights(request)
    keepers = keepers_of(held.pk)
    if not rights.may(Power.READ_RESTRICTED, keepers):
        raise _not_for_you()
    note_read(by=members.actor(request), subject_kind="collaboration", subject_key=held.reference)
    may_be_asked = askable(rights, those_to_say(held, asat.today()))
    page = Page(
        title=_("Who confirms this record"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=((held.title, reverse("collaboration", args=[held.address])),),
    )
    context = {
        "held": held,
        "said_in_short": words.in_short(record.said),
        "bodies": confirming.bodies_of(request, held),
        "answers": everything_said(held.pk),
        "askable": may_be_asked,
        "links": waiting_on(held.pk),
        "local_day": timezone.localdate,
        "name_of": words.name_of_row,
        "sees_persons": rights.may(Power.READ_PERSONS, keepers),
    }
    return page_response(request, "confirmations/answers.html", page, context)


@needs(Power.SPEAK_FOR)
def confirm_for(request: HttpRequest, written: str, slug: str) -> HttpResponseBase:
    """What the record says, and whether the body says so too."""
    record = record_at(written)
    body = _body(request, record, slug)
    confirming_it = _Confirming(request, body, Form(record, _only(request)))
    held, form = record.collaboration, confirming_it.form
    page = reverse("collaboration", args=[held.address])
    steps = Steps(
        title=_("Is this as it should be?"),
        button=_("Say so"),
        lead=(
            _("You answer for %(body)s. Your answer, the date and your office are public.")
            % {"body": body.name},
            _("What has been said about cost and benefit is not asked here."),
        ),
        questions=form.questions,
        initial=form.initial,
        check=confirming_it.check,
        do=confirming_it.do,
        back=(_("Not now"), page),
        breadcrumbs=((held.title, page),),
        template="confirmations/ask.html",
        more={"asked_facts": form.asked, "own_questions": form.own_questions, "caption": held.title},
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Confirming:
    """One request to say what a body says of a record."""

    request: HttpRequest
    body: Organisation
    form: Form

    def asked(self, values: Values) -> dict[str, Any]:
        return {
            "by": members.actor(self.request),
            "reference": self.form.record.collaboration.reference,
            "organisation": self.body,
            "said": self.form.said(values),
            "seen": values["seen"],
        }

    def check(self, values: Values) -> Rows:
        confirmations.check(**self.asked(values))
        return ((_("Who says so"), self.body.name), *self.form.rows(values))

    def do(self, values: Values) -> HttpResponseBase:
        confirmations.say(**self.asked(values), key=key_of(values))
        address = self.form.record.collaboration.address
        return gone_to(f"{reverse('collaboration', args=[address])}#said")


def record_at(written: str) -> Record:
    """The record that an address names. Raises NotFound."""
    reference = collaborations.reference_in(written)
    if reference is None:
        raise NotFound(_("There is no collaboration at this address."))
    return collaborations.record(reference, asat.today())


def _body(request: HttpRequest, record: Record, slug: str) -> Organisation:
    bodies = confirming.bodies_of(request, record.collaboration)
    found = next((body for body in bodies if body.slug == slug), None)
    if found is None:
        raise _not_for_you()
    return found


def _not_for_you() -> NotFound:
    return NotFound(_("There is nothing here that you can confirm."))


def _only(request: HttpRequest) -> Fact | None:
    """The one fact asked about, where the address names one."""
    asked = request.GET.get(ABOUT, "")
    return Fact(asked) if asked in Fact.values else None
