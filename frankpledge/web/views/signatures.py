"""Signing an agreement for one's own body, and entering what stands on the signed copy."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.people.models import Organisation, Power
from frankpledge.register.actions import signatures
from frankpledge.register.queries import agreements as made
from frankpledge.register.states.agreements import Move
from frankpledge.web import agreements as words
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Choice, Question, Values, day_of
from frankpledge.web.phrases import when
from frankpledge.web.steps import Rows, gone_to, walk


@needs(Power.SPEAK_FOR)
def sign(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """One legal person signs, in its own word."""
    place, body = words.place_of_body(request, reference, slug)

    def check(values: Values) -> Rows:
        return (
            (_("For"), body.name),
            (_("Office that signs"), values["office"]),
            *_when_and_note(values),
        )

    def do(values: Values) -> HttpResponseBase:
        signatures.sign(
            by=members.actor(request),
            reference=place.key,
            organisation=body.slug,
            office=values["office"],
            signed_on=day_of(values, "signed_on"),
            note=values["note"],
        )
        return gone_to(place.done("signed"))

    told = {"title": place.agreement.title}
    steps = place.steps(
        _("Sign for %(body)s") % {"body": body.name},
        _("Sign"),
        do,
        lead=(
            _("You sign “%(title)s” for this body alone, not for the other half of its area.") % told,
            _("A signature stays: it is never changed or taken away."),
        ),
        facts=words.dates(place.agreement)[1:],
        questions=_asked_of_who_signs(),
        initial={"signed_on": when(timezone.localdate())},
        check=check,
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def from_copy(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What stands on the signed copy, for one of them or for all who have not signed here."""
    place = words.place_for(request, reference, Move.SIGN_FROM_COPY)
    unsigned = made.unsigned(place.agreement, made.signatories_of(place.agreement))
    waiting = [each.organisation for each in unsigned]

    def check(values: Values) -> Rows:
        return (
            (_("Who signed"), _who(values["organisation"], waiting)),
            (_("Office that signed"), values["office"] or _("as on the signed copy")),
            *_when_and_note(values),
        )

    def do(values: Values) -> HttpResponseBase:
        signatures.sign_from_copy(
            by=members.actor(request),
            reference=place.key,
            organisation=values["organisation"],
            office=values["office"],
            signed_on=day_of(values, "signed_on"),
            note=values["note"],
        )
        return gone_to(place.done("signed"))

    steps = place.steps(
        _("Enter signatures from a signed copy"),
        _("Record"),
        do,
        lead=(
            _("Only what you see on the signed copy. The page says that it stands on the copy."),
            _("A signature stays: it is never changed or taken away."),
        ),
        questions=_asked_of_the_copy(waiting),
        initial={"organisation": ""},
        check=check,
    )
    return walk(request, steps)


def _asked_of_who_signs() -> tuple[Question, ...]:
    office = Question(
        name="office",
        label=_("Which office signs?"),
        hint=_("For example, Chief Constable, or Police and Crime Commissioner."),
    )
    day = asked.day_question("signed_on", _("On which day is it signed?"))
    return (office, day, asked.long("note", _("Note (optional)")))


def _asked_of_the_copy(waiting: Sequence[Organisation]) -> tuple[Question, ...]:
    everybody = Choice("", _("All who have not signed here: they signed on the same day"))
    who = [everybody, *asked.body_choices(waiting)]
    return (
        asked.one_of_question("organisation", _("Who signed?"), who),
        Question(name="office", label=_("Which office signed? (optional)")),
        asked.day_question("signed_on", _("On which day?")),
        asked.long("note", _("Note (optional)")),
    )


def _who(slug: str, waiting: Sequence[Organisation]) -> str:
    """The one who was chosen, or all of them."""
    names = {each.slug: each.name for each in waiting}
    return names.get(slug) or "; ".join(names.values())


def _when_and_note(values: Values) -> Rows:
    return (
        (_("Signed on"), when(day_of(values, "signed_on"))),
        (_("Note"), values["note"] or _("none")),
    )
