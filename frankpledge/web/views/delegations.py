"""Handing one's voice and decisions to a colleague while one is away, and taking them back."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.actions import delegations
from frankpledge.people.permissions import Power
from frankpledge.people.queries import delegations as queries
from frankpledge.web import members
from frankpledge.web.access import needs, signed_in
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of
from frankpledge.web.phrases import span, when
from frankpledge.web.places import Place
from frankpledge.web.steps import Rows, Steps, gone_to, walk


@needs(Power.SPEAK_FOR)
def hand_over(request: HttpRequest, slug: str) -> HttpResponseBase:
    """To whom, from when and until when; then a look at the answers."""
    place = Place.of(request, slug, Power.SPEAK_FOR)
    if not members.rights(request).holds_by_role(Power.SPEAK_FOR, place.pk or 0):
        raise NotFound(_("There is no such page, or it is not for you."))
    own = members.actor(request).user_id or 0
    colleagues = queries.who_may_stand_in(place.pk or 0, but=own)

    handing = _Handing(request, place)
    alone = () if colleagues else (_("No colleague has both a role here and a second step for signing in."),)
    steps = Steps(
        title=_("Who stands in for you?"),
        button=_("Hand over"),
        lead=(
            _("Your colleague decides on changes and speaks for the organisation in your place."),
            _("It begins and ends by itself, and all they do says that it is for you. You keep your role."),
            *alone,
        ),
        questions=(
            Question(
                name="delegate",
                label=_("Which colleague?"),
                kind=Kind.CHOICE,
                choices=[Choice(str(each.pk), each.name) for each in colleagues],
            ),
            Question(name="starts_on", label=_("First day"), hint=_("For example, 27 March 2027.")),
            Question(name="ends_on", label=_("Last day"), hint=_("Three months at most.")),
        ),
        check=handing.check,
        do=handing.do,
        back=(_("Cancel"), place.address()),
        breadcrumbs=place.above(people=True),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Handing:
    """One request to hand over."""

    request: HttpRequest
    place: Place

    def asked(self, values: Values) -> dict[str, Any]:
        return {
            "by": members.actor(self.request),
            "organisation": self.place.slug,
            "delegate_id": int(values["delegate"]) if values["delegate"].isdecimal() else 0,
            "starts_on": delegations.day_or_refuse(day_of(values, "starts_on"), "starts_on"),
            "ends_on": delegations.day_or_refuse(day_of(values, "ends_on"), "ends_on"),
        }

    def check(self, values: Values) -> Rows:
        wanted = delegations.check(**self.asked(values))
        return (
            (_("Who stands in"), wanted.delegate.name),
            (_("Where"), self.place.name),
            (_("When"), span(wanted.starts_on, wanted.ends_on)),
        )

    def do(self, values: Values) -> HttpResponseBase:
        delegations.hand_over(**self.asked(values))
        return gone_to(self.place.address(done="handed"))


@signed_in
def take_back(request: HttpRequest, slug: str, delegation_id: int) -> HttpResponseBase:
    """The end of it, at once: by either of the two, or by who manages people there."""
    rights, own = members.rights(request), members.actor(request).user_id
    held = queries.visible_to(rights, own).filter(
        pk=delegation_id, organisation__slug=slug, ended_at=None
    ).first()  # fmt: skip
    if held is None or not (
        own in {held.delegator_id, held.delegate_id}
        or rights.may(Power.MANAGE_PEOPLE, [held.organisation_id])
    ):
        raise NotFound(_("There is nothing to take back here."))
    place = Place(held.organisation)
    back = place.address() if rights.may(Power.READ_PERSONS, [held.organisation_id]) else reverse("account")

    def do(_values: Values) -> HttpResponseBase:
        delegations.take_back(by=members.actor(request), delegation_id=delegation_id)
        return gone_to(back)

    steps = Steps(
        title=_("End standing in"),
        button=_("End it now"),
        lead=(_("What was done until now stays, and says for whom it was done."),),
        facts=(
            (_("Who stands in"), held.delegate.name),
            (_("For"), held.delegator.name),
            (_("Until"), when(held.ends_on)),
        ),
        do=do,
        back=(_("Cancel"), back),
        is_a_warning=True,
    )
    return walk(request, steps)
