"""What an agreement obliges somebody to, and what one of its parties keeps back."""

import uuid

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.register.actions import obligations, reservations
from frankpledge.register.actions.obligations import Owed
from frankpledge.register.models import ExitItem
from frankpledge.register.queries import agreements as made
from frankpledge.register.states.agreements import Move
from frankpledge.web import agreements as words
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Choice, Question, Values, day_of, key_of
from frankpledge.web.phrases import when
from frankpledge.web.steps import Steps, gone_to, walk


@needs(Power.DECIDE_CHANGE)
def oblige(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One more obligation."""
    place = words.place_for(request, reference, Move.OBLIGE)
    owners = [each.organisation for each in made.signatories_of(place.agreement)]

    def do(values: Values) -> HttpResponseBase:
        owed = Owed(
            what=values["what"],
            owner=values["owner"],
            owed_to=values["owed_to"],
            due_on=day_of(values, "due_on"),
            recurs=values["recurs"],
            exit_item=values["exit_item"],
        )
        obligations.add(by=members.actor(request), reference=place.key, owed=owed, key=key_of(values))
        return gone_to(place.done("obligation"))

    none = Choice("", _("It does not belong to leaving or ending"))
    steps = Steps(
        title=_("Add an obligation"),
        button=_("Record it"),
        questions=(
            asked.long("what", _("What is owed?")),
            asked.one_of_question("owner", _("Who owes it?"), asked.body_choices(owners), is_long=True),
            Question(name="owed_to", label=_("To whom? (optional)")),
            asked.day_question("due_on", _("Until when? (optional)")),
            Question(name="recurs", label=_("How often? (optional)"), hint=_("For example, each quarter.")),
            asked.one_of_question(
                "exit_item",
                _("Does it belong to leaving or ending?"),
                [none, *asked.choices_of(ExitItem)],
                is_long=True,
            ),
            asked.key_question(),
        ),
        initial={"key": str(uuid.uuid4())},
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def close(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """An obligation is done, or no longer owed."""
    place = words.place_for(request, reference, Move.OBLIGE)
    held = place.agreement.obligations.filter(pk=number).first()
    if held is None:
        raise NotFound(_("There is no such obligation in this agreement."))

    def do(values: Values) -> HttpResponseBase:
        obligations.close(
            by=members.actor(request),
            reference=place.key,
            number=number,
            day=day_of(values, "day"),
            evidence=values["evidence"],
            is_done=asked.is_yes(values, "is_done"),
        )
        return gone_to(place.done("obligation"))

    steps = Steps(
        title=_("Close an obligation"),
        button=_("Record it"),
        facts=((_("What is owed"), held.what),),
        questions=(
            asked.yes_or_no("is_done", _("Was it done?"), hint=_("“No” says that it is no longer owed.")),
            asked.day_question("day", _("On which day?")),
            asked.long("evidence", _("What shows it, or why is it no longer owed?")),
        ),
        initial={"day": when(timezone.localdate())},
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
    )
    return walk(request, steps)


@needs(Power.SPEAK_FOR)
def reserve(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """One of the parties reserves something."""
    place, body = words.place_of_body(request, reference, slug)

    def do(values: Values) -> HttpResponseBase:
        reservations.make(
            by=members.actor(request),
            reference=place.key,
            organisation=body.slug,
            clause=values["clause"],
            words=values["words"],
            since=day_of(values, "since"),
            is_public=asked.is_yes(values, "is_public"),
            key=key_of(values),
        )
        return gone_to(place.done("reservation"))

    steps = Steps(
        title=_("Make a reservation for %(body)s") % {"body": body.name},
        button=_("Record it"),
        questions=(
            Question(name="clause", label=_("Which clause or topic? (optional)")),
            asked.long("words", _("What does your organisation reserve?")),
            asked.day_question("since", _("Since when?")),
            asked.yes_or_no("is_public", _("May everybody read it?")),
            asked.key_question(),
        ),
        initial={"key": str(uuid.uuid4()), "since": when(timezone.localdate()), "is_public": asked.NO},
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
    )
    return walk(request, steps)


@needs(Power.SPEAK_FOR)
def withdraw_reservation(request: HttpRequest, reference: str, slug: str, number: int) -> HttpResponseBase:
    """Whoever reserved something withdraws that."""
    place, body = words.place_of_body(request, reference, slug)
    held = place.agreement.reservations.filter(pk=number, organisation=body).first()
    if held is None:
        raise NotFound(_("There is no such reservation of this body."))

    def do(values: Values) -> HttpResponseBase:
        reservations.withdraw(
            by=members.actor(request),
            reference=place.key,
            organisation=body.slug,
            number=number,
            day=day_of(values, "day"),
        )
        return gone_to(place.done("reservation"))

    steps = Steps(
        title=_("Withdraw a reservation"),
        button=_("Withdraw it"),
        lead=(_("It stays on record as withdrawn."),),
        facts=((_("What was reserved"), held.words),),
        questions=(asked.day_question("day", _("From which day?")),),
        initial={"day": when(timezone.localdate())},
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
    )
    return walk(request, steps)
