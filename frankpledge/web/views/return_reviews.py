"""What a party's finance officers say of a locked return."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import reviews as actions
from frankpledge.benefits.actions.reviews import Word
from frankpledge.benefits.models import Profile, Return
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require_own_word
from frankpledge.web import members, tracking
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Choice, Question, Values, key_of, new_key
from frankpledge.web.phrases import when
from frankpledge.web.steps import gone_to, walk
from frankpledge.web.workspaces import Desk, number_of, version_question

AGREES, DISPUTES = "agrees", "disputes"


@needs(Power.VALIDATE_FIGURES)
def review(request: HttpRequest, written: str, period: str, slug: str) -> HttpResponseBase:
    """One party agrees to a return, or disputes it with the reason."""
    desk = Desk.of(request, written)
    body = _body(desk, slug)
    require_own_word(members.actor(request), body.pk, Power.VALIDATE_FIGURES)
    held = _held(desk, period)
    address = desk.at("benefits-return", period)
    profiles = list(Profile.objects.filter(observations__of_return=held).distinct())

    def do(values: Values) -> HttpResponseBase:
        actions.say(
            by=members.actor(request),
            collaboration=desk.held,
            starts_on=held.starts_on,
            organisation=body,
            word=_word(values, profiles),
            key=key_of(values),
        )
        return gone_to(f"{address}?done=reviewed")

    steps = desk.steps(
        _("Review the return for %(period)s, for %(body)s")
        % {"period": tracking.period(desk.work, held.starts_on), "body": body.name},
        _("Record it"),
        do,
        lead=_lead(held),
        questions=_questions(profiles),
        initial={"version": str(held.version), "key": new_key()},
        back=(_("Cancel"), address),
    )
    return walk(request, steps)


def _held(desk: Desk, period: str) -> Return:
    found: Return | None = desk.work.returns.filter(starts_on=tracking.day_at(period)).first()
    if found is None:
        raise NotFound(_("There is no return of this period yet."))
    return found


def _word(values: Values, profiles: Sequence[Profile]) -> Word:
    if values["agrees"] not in {AGREES, DISPUTES}:
        fault = _("Choose whether you agree")
        raise Invalid(fault, {"agrees": fault})
    return Word(
        agrees=values["agrees"] == AGREES,
        version=number_of(values),
        words=values["words"],
        profile=next((each for each in profiles if each.reference == values["profile"]), None),
    )


def _lead(held: Return) -> tuple[str, str]:
    return (
        _("You can say so until %(day)s. Silence is shown as “not reviewed”, never as agreement.")
        % {"day": when(held.review_ends_on)},
        _("If the figures are released, everybody reads what a party disputes, in its words."),
    )


def _questions(profiles: Sequence[Profile]) -> tuple[Question, ...]:
    choices = [
        Choice(AGREES, _("We agree to what it says of us")),
        Choice(DISPUTES, _("We dispute it")),
    ]
    every = [
        Choice("", _("The return as a whole")),
        *(Choice(each.reference, each.title) for each in profiles),
    ]
    return (
        asked.one_of_question("agrees", _("Do you agree?"), choices),
        asked.one_of_question("profile", _("If not, what is it about?"), every, is_long=True),
        asked.long("words", _("If not, what do you dispute, and why?")),
        version_question(),
        asked.key_question(),
    )


def _body(desk: Desk, slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug, pk__in=desk.keepers).first()
    if found is None:
        raise NotFound(_("This body is no party to this collaboration."))
    return found
