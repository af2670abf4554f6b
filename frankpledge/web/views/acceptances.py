"""Accepting the purpose of a record for one legal person, or contesting it."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register.actions import acceptances
from frankpledge.register.actions.acceptances import LONGEST_READING, Said
from frankpledge.register.models import AcceptanceAnswer
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.acceptances import Standing
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.purposes import Answer, story_of
from frankpledge.web import asat, members, purposes
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of
from frankpledge.web.phrases import when
from frankpledge.web.purposes import number_of
from frankpledge.web.steps import Rows, Steps, gone_to, walk

ACCEPTS, CONTESTS = AcceptanceAnswer


@needs(Power.SPEAK_FOR)
def answer(request: HttpRequest, written: str, slug: str) -> HttpResponseBase:
    """The version in force, and what this body says of it."""
    record = _record(written)
    held, standing = record.collaboration, record.standing
    body = _body(request, record, slug)
    if standing is None:
        raise NotFound(_("There is no published version of the purpose to answer."))
    newest = _newest(record, standing, slug)
    page = reverse("purpose", args=[held.address])

    def check(values: Values) -> Rows:
        return _looked_over(body, standing, acceptances.checked(_said(values)))

    def do(values: Values) -> HttpResponseBase:
        acceptances.answer(
            by=members.actor(request),
            collaboration=held,
            organisation=body,
            version=number_of(values, "version"),
            seen=number_of(values, "seen"),
            said=_said(values),
        )
        return gone_to(f"{page}#acceptance")

    steps = Steps(
        title=_("Does %(body)s accept this purpose?") % {"body": body.name},
        button=_("Say so"),
        questions=_questions(),
        initial=_initial(standing, newest),
        check=check,
        do=do,
        back=(_("Not now"), page),
        breadcrumbs=(*purposes.above(held), (_("Purpose"), page)),
        template="purposes/answer.html",
        more={"version": standing.version, "newest": newest, "held": held, "labels_of": purposes.LABELS},
    )
    return walk(request, steps)


def _looked_over(body: Organisation, standing: Standing, said: Said) -> Rows:
    return (
        (_("Who says so"), body.name),
        (_("Purpose"), _("version %(version)s") % {"version": standing.version.version}),
        (_("Answer"), str(said.answer.label) if said.answer else ""),
        *(((_("Why"), said.reason),) if said.reason else ()),
        *(((_("In its own words"), said.reading),) if said.reading else ()),
        (_("Office"), said.office),
        (_("Day"), when(said.answered_on)),
    )


def _record(written: str) -> Record:
    reference = collaborations.reference_in(written)
    if reference is None:
        raise NotFound(_("There is no collaboration at this address."))
    return collaborations.record(reference, asat.today())


def _body(request: HttpRequest, record: Record, slug: str) -> Organisation:
    bodies = purposes.bodies_of(request, record.collaboration)
    found = next((body for body in bodies if body.slug == slug), None)
    if found is None:
        raise NotFound(_("There is no purpose here that you can accept for this body."))
    return found


def _newest(record: Record, standing: Standing, slug: str) -> Answer | None:
    """What the body said last about what is asked now, whichever day it is of."""
    said = [
        each
        for each in story_of(record.collaboration.pk).answers
        if each.slug == slug and each.version >= standing.asked.version
    ]
    return max(said, key=lambda each: each.id, default=None)


def _questions() -> tuple[Question, ...]:
    return (
        Question(
            name="answer",
            label=_("What does it say?"),
            kind=Kind.CHOICE,
            choices=[Choice(ACCEPTS, _("It accepts it")), Choice(CONTESTS, _("It contests it"))],
        ),
        Question(
            name="reason",
            label=_("If it contests it: why?"),
            hint=_("For the people of this record. Not public."),
            kind=Kind.LONG,
        ),
        Question(
            name="reading",
            label=_("What does it take the purpose to mean, in one line? (optional)"),
            hint=_("At most %(most)s letters. For the people of this record, beside what the others say.")
            % {"most": LONGEST_READING},
        ),
        Question(
            name="office",
            label=_("In which office is this said?"),
            hint=_("The post, not a name. For example, Chief Constable."),
            autocomplete="organization-title",
        ),
        Question(
            name="answered_on", label=_("On which day?"), hint=_("Today, or the day on which it was said.")
        ),
        Question(name="version", kind=Kind.HIDDEN, is_made_anew=True),
        Question(name="seen", kind=Kind.HIDDEN, is_made_anew=True),
    )


def _initial(standing: Standing, newest: Answer | None) -> dict[str, str]:
    return {
        "answered_on": when(asat.today()),
        "office": newest.office if newest else "",
        "reading": newest.reading if newest else "",
        "version": str(standing.version.version),
        "seen": str(newest.id if newest else 0),
    }


def _said(values: Values) -> Said:
    day = day_of(values, "answered_on")
    if day is None:
        fault = _("Enter the day on which it was said")
        raise Invalid(fault, {"answered_on": fault})
    chosen = values.get("answer", "")
    return Said(
        answer=AcceptanceAnswer(chosen) if chosen in AcceptanceAnswer.values else None,
        answered_on=day,
        office=values.get("office", ""),
        reading=values.get("reading", ""),
        reason=values.get("reason", ""),
    )
