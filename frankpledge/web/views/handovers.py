"""Who answers for each benefit, handing one over, and those that nobody answers for."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.audit.actions import note_read
from frankpledge.benefits.actions import handovers
from frankpledge.benefits.models import Handover, HandoverState, Profile
from frankpledge.benefits.queries.handovers import Ownership, ownership_of
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation, Power
from frankpledge.register import references
from frankpledge.web import ledgers, members
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, key_of, new_key
from frankpledge.web.ledgers import Place
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Steps, gone_to, walk

ACCEPTS, DECLINES = "accepts", "declines"


@needs(Power.READ_RESTRICTED)
@reading_only
def owners(request: HttpRequest, written: str) -> HttpResponseBase:
    """Every benefit with who answers for it; those without anybody first."""
    place = Place.of(request, written, Power.READ_RESTRICTED)
    note_read(by=members.actor(request), subject_kind="collaboration", subject_key=place.record.reference)
    held = ownership_of(place.workspace)
    rights = members.rights(request)
    page = Page(
        title=_("Who answers for each benefit"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=place.within,
    )
    context = {
        "place": place,
        "ownership": held,
        "said": _in_words(held),
        "may_offer": rights.may(Power.DECIDE_CHANGE, place.keepers),
        "speaks_for": rights.organisations_with(Power.SPEAK_FOR),
        "done": str(ledgers.DONE.get(request.GET.get("done", ""), "")),
    }
    return page_response(request, "ledgers/owners.html", page, context)


@needs(Power.DECIDE_CHANGE)
def offer(request: HttpRequest, written: str, reference: str) -> HttpResponseBase:
    """A benefit is offered to another owner."""
    place = Place.of(request, written, Power.DECIDE_CHANGE)
    kept = Profile.objects.filter(workspace=place.workspace, reference=references.written("B", reference))
    profile = kept.select_related("owner").first()
    if profile is None:
        raise NotFound(_("There is no such benefit."))
    bodies = list(Organisation.objects.filter(pk__in=place.keepers).order_by("name"))

    def do(values: Values) -> HttpResponseBase:
        to = next((body for body in bodies if body.slug == values["to"]), None)
        if to is None:
            fault = _("Choose who is to answer for it")
            raise Invalid(fault, {"to": fault})
        handovers.offer(
            by=members.actor(request),
            reference=profile.reference,
            to_organisation=to,
            to_post=values["to_post"],
            reason=values["reason"],
            key=key_of(values),
        )
        return gone_to(place.address("ledger-owners", query={"done": "said"}))

    steps = Steps(
        title=_("Hand a benefit over"),
        button=_("Offer it"),
        lead=(_("Until the new owner accepts, whoever answers for it now still does."),),
        facts=(
            (_("Benefit"), f"{profile.reference} {profile.title}"),
            (_("Who answers for it now"), profile.owner.name if profile.owner else _("nobody")),
        ),
        questions=(
            asked.one_of_question(
                "to", _("Who is to answer for it?"), asked.body_choices(bodies), is_long=True
            ),
            Question(name="to_post", label=_("Which post there?"), hint=_("The post, not a name.")),
            asked.long("reason", _("Why is it handed over?")),
            asked.key_question(),
        ),
        initial={"key": new_key()},
        do=do,
        back=(_("Cancel"), place.address("ledger-owners")),
        breadcrumbs=place.within,
    )
    return walk(request, steps)


@needs(Power.SPEAK_FOR)
def answer(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """The new owner accepts or declines."""
    place = Place.of(request, written, Power.READ_RESTRICTED)
    held = _offered(place, number)
    if held.to_organisation_id not in members.rights(request).organisations_with(Power.SPEAK_FOR):
        raise NotFound(_("There is no such page, or it is not for you."))

    def do(values: Values) -> HttpResponseBase:
        handovers.answer(
            by=members.actor(request),
            handover_id=number,
            accepts=asked.chosen_of(values, "answer", (ACCEPTS, DECLINES)) == ACCEPTS,
            words=values["words"],
        )
        return gone_to(place.address("ledger-owners", query={"done": "said"}))

    steps = Steps(
        title=_("Will %(body)s answer for this benefit?") % {"body": held.to_organisation.name},
        button=_("Say so"),
        facts=_facts(held),
        questions=(
            Question(
                name="answer",
                label=_("What does it say?"),
                kind=Kind.CHOICE,
                choices=[Choice(ACCEPTS, _("It accepts it")), Choice(DECLINES, _("It declines it"))],
            ),
            asked.long("words", _("If it declines: why?")),
        ),
        do=do,
        back=(_("Not now"), place.address("ledger-owners")),
        breadcrumbs=place.within,
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def take_back(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """An offer that nobody answered is taken back."""
    place = Place.of(request, written, Power.DECIDE_CHANGE)
    held = _offered(place, number)

    def do(_values: Values) -> HttpResponseBase:
        handovers.take_back(by=members.actor(request), handover_id=number)
        return gone_to(place.address("ledger-owners", query={"done": "said"}))

    steps = Steps(
        title=_("Take this offer back?"),
        button=_("Take it back"),
        facts=_facts(held),
        do=do,
        back=(_("Cancel"), place.address("ledger-owners")),
        breadcrumbs=place.within,
    )
    return walk(request, steps)


def _offered(place: Place, number: int) -> Handover:
    kept = Handover.objects.filter(pk=number, profile__workspace=place.workspace, state=HandoverState.OFFERED)
    held = kept.select_related("profile", "to_organisation", "from_organisation").first()
    if held is None:
        raise NotFound(_("There is no such offer, or it was answered."))
    return held


def _facts(held: Handover) -> tuple[tuple[str, str], ...]:
    return (
        (_("Benefit"), f"{held.profile.reference} {held.profile.title}"),
        (_("Who answers for it now"), held.from_organisation.name if held.from_organisation else _("nobody")),
        (_("To"), f"{held.to_organisation.name}, {held.to_post}"),
        (_("Why"), held.reason),
    )


def _in_words(held: Ownership) -> str:
    if not held.benefits:
        return _("No benefit is written down yet.")
    count = len(held.orphans)
    if not count:
        return _("Every benefit has an owner that takes part in the collaboration.")
    return ngettext(
        "%(count)s benefit has nobody to answer for it.",
        "%(count)s benefits have nobody to answer for them.",
        count,
    ) % {"count": count}
