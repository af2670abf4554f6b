"""The keys by which other systems act for an organisation: which there are, making one, ending one."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.actions import tokens
from frankpledge.people.actions.giving import last_day
from frankpledge.people.actions.tokens import Made
from frankpledge.people.models import ENTRUSTED_ROLES, Token
from frankpledge.people.permissions import Power
from frankpledge.people.queries import tokens as held
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import (
    Kind,
    Question,
    Values,
    day_of,
    key_of,
    last_day_question,
    reason_question,
    role_of,
    role_question,
)
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import when
from frankpledge.web.places import Place
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Rows, Steps, gone_to, walk


@needs(Power.MANAGE_TOKENS)
@reading_only
def keys(request: HttpRequest, slug: str) -> HttpResponse:
    """Every key there is or was, without its secret."""
    place = Place.of(request, slug, Power.MANAGE_TOKENS)
    page = Page(
        title=_("Keys of %(body)s") % {"body": place.name},
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=place.above(people=True),
    )
    context = {
        "place": place,
        "tokens": held.of_organisation(members.rights(request), place.pk or 0),
        "last_day": last_day,
        "local_day": timezone.localdate,
        "done": _("The key has ended. It opens nothing any more.")
        if request.GET.get("done") == "ended"
        else "",
    }
    return page_response(request, "keys/keys.html", page, context)


@needs(Power.MANAGE_TOKENS)
def make(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What for, with which role, until when; a look at the answers; then the secret, once."""
    place = Place.of(request, slug, Power.MANAGE_TOKENS)
    making = _Making(request, place)
    steps = Steps(
        title=_("Make a key"),
        button=_("Make the key"),
        lead=(_("Another system can then act for the organisation with the role that you choose."),),
        questions=(
            Question(name="name", label=_("What is it for?"), hint=_("For example, Workforce system.")),
            role_question(ENTRUSTED_ROLES),
            last_day_question(is_optional=False),
            Question(name="key", kind=Kind.HIDDEN),
        ),
        initial={"key": str(uuid.uuid4())},
        check=making.check,
        do=making.do,
        back=(_("Cancel"), place.address("keys")),
        breadcrumbs=place.above(keys=True),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Making:
    """One request to make a key."""

    request: HttpRequest
    place: Place

    def asked(self, values: Values) -> dict[str, Any]:
        return {
            "by": members.actor(self.request),
            "organisation": self.place.slug,
            "name": values["name"],
            "role": role_of(values, ENTRUSTED_ROLES),
            "until": day_of(values),
        }

    def check(self, values: Values) -> Rows:
        offered = tokens.check(**self.asked(values))
        return (
            (_("What for"), offered.name),
            (_("Where"), self.place.name),
            (_("Role"), str(offered.get_role_display())),
            (_("Last day"), when(last_day(offered.expires_at))),
        )

    def do(self, values: Values) -> HttpResponseBase:
        made = tokens.make(**self.asked(values), key=key_of(values))
        return _shown_once(self.request, self.place, made)


@needs(Power.MANAGE_TOKENS)
def end(request: HttpRequest, slug: str, token_id: int) -> HttpResponseBase:
    """The end of a key, at once."""
    place = Place.of(request, slug, Power.MANAGE_TOKENS)
    found = _of_this_place(request, place, token_id)

    def do(values: Values) -> HttpResponseBase:
        tokens.end(by=members.actor(request), token_id=found.pk, reason=values["reason"])
        return gone_to(place.address("keys", done="ended"))

    steps = Steps(
        title=_("End a key"),
        button=_("End the key"),
        lead=(_("It opens nothing from this moment. It cannot be brought back."),),
        facts=((_("What for"), found.name), (_("Begins with"), found.prefix)),
        questions=(reason_question(),),
        do=do,
        back=(_("Cancel"), place.address("keys")),
        breadcrumbs=place.above(keys=True),
        is_a_warning=True,
    )
    return walk(request, steps)


def _shown_once(request: HttpRequest, place: Place, made: Made) -> HttpResponse:
    page = Page(
        title=_("The key is made"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=((place.name, reverse("organisation", args=[place.slug])),),
    )
    return page_response(request, "keys/made.html", page, {"made": made, "place": place})


def _of_this_place(request: HttpRequest, place: Place, token_id: int) -> Token:
    visible = held.visible_to(members.rights(request)).filter(organisation=place.pk)
    found = visible.filter(pk=token_id).first()
    if found is None:
        raise NotFound(_("There is no such key."))
    return found
