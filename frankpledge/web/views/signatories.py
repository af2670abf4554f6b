"""Who is to sign an agreement: put on its list and taken off it while it is a draft."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.people.models import Organisation, Power
from frankpledge.people.queries.organisations import named
from frankpledge.register.actions import agreements
from frankpledge.register.models import MEMBER_ROLES, Role, SignatoryPlace
from frankpledge.register.states.agreements import Move
from frankpledge.web import agreements as words
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Choice, Question, Values
from frankpledge.web.steps import gone_to, walk


@needs(Power.PROPOSE_CHANGE)
def add(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One more who is to sign, or another word about one already there."""
    place = words.place_for(request, reference, Move.SAVE)
    words.check_is_draft(place)

    def do(values: Values) -> HttpResponseBase:
        agreements.add_signatory(
            by=members.actor(request),
            reference=place.key,
            organisation=values["organisation"].strip().lower(),
            place=SignatoryPlace(asked.chosen(values, "place", SignatoryPlace)),
            role=values["role"],
        )
        return gone_to(place.done("saved"))

    steps = place.steps(
        _("Who is to sign"),
        _("Save"),
        do,
        lead=(_("A force and its policing body are two who sign: add each of them."),),
        questions=_questions(),
        initial={"place": SignatoryPlace.STAYS.value, "role": ""},
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def remove(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """One less who is to sign."""
    place = words.place_for(request, reference, Move.SAVE)
    words.check_is_draft(place)
    body = named(slug)

    def do(_values: Values) -> HttpResponseBase:
        agreements.remove_signatory(by=members.actor(request), reference=place.key, organisation=slug)
        return gone_to(place.done("saved"))

    title = _("%(body)s is not to sign") % {"body": body.name}
    return walk(request, place.steps(title, _("Take it off the list"), do, is_a_warning=True))


def _questions() -> Sequence[Question]:
    bodies = asked.body_choices(Organisation.objects.order_by("name"))
    roles = [Choice("", _("It does not join")), *(Choice(e.value, Role(e).label) for e in MEMBER_ROLES)]
    places = asked.choices_of(SignatoryPlace)
    return (
        asked.one_of_question("organisation", _("Which body?"), bodies, is_long=True),
        asked.one_of_question("place", _("What becomes of its place?"), places),
        asked.one_of_question("role", _("If it joins: as what?"), roles),
    )
