"""Which organisation a sign-in provider's people belong to: the curators' list."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.actions import domains
from frankpledge.people.models import ENTRUSTED_ROLES, Domain
from frankpledge.people.permissions import Power
from frankpledge.people.queries import domains as mapped
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import (
    Choice,
    Kind,
    Question,
    Values,
    reason_question,
    role_of,
    role_question,
)
from frankpledge.web.pages import Page, page_response
from frankpledge.web.places import Place
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Rows, Steps, gone_to, walk


@needs(Power.MANAGE_PEOPLE)
@reading_only
def sign_in(request: HttpRequest) -> HttpResponse:
    """Every domain and claim that leads to an organisation."""
    place = Place.of(request, "", Power.MANAGE_PEOPLE)
    page = Page(
        title=_("Sign-in domains and claims"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=place.above(people=True),
    )
    done = {
        "mapped": _("Kept. People who come by it now belong there."),
        "unmapped": _("Taken out. Nobody more comes in by it."),
    }
    context = {
        "domains": mapped.every(),
        "has_providers": bool(settings.SIGN_IN_PROVIDERS),
        "done": done.get(request.GET.get("done", ""), ""),
    }
    return page_response(request, "national/sign_in.html", page, context)


@needs(Power.MANAGE_PEOPLE)
def map_to(request: HttpRequest) -> HttpResponseBase:
    """A provider and a domain or claim; the organisation; the role."""
    place = Place.of(request, "", Power.MANAGE_PEOPLE)

    def check(values: Values) -> Rows:
        offered = domains.check(by=members.actor(request), **_read(values))
        return (
            (_("Provider"), offered.provider),
            (_("Claim"), offered.claim or _("none: by the domain of the address")),
            (_("Value"), offered.value),
            (_("Organisation"), offered.organisation.name),
            (_("Role"), str(offered.get_role_display())),
        )

    def do(values: Values) -> HttpResponseBase:
        domains.map_to(by=members.actor(request), **_read(values))
        return gone_to(reverse("national-sign-in", query={"done": "mapped"}))

    steps = Steps(
        title=_("Lead a provider’s people to an organisation"),
        button=_("Keep this"),
        lead=(_("Everybody whom the provider vouches for in this way gets the role when they first come."),),
        questions=_questions(),
        initial={"role": "reader"},
        check=check,
        do=do,
        back=(_("Cancel"), reverse("national-sign-in")),
        breadcrumbs=place.above(people=True),
    )
    return walk(request, steps)


@needs(Power.MANAGE_PEOPLE)
def unmap(request: HttpRequest, domain_id: int) -> HttpResponseBase:
    """The end of a mapping."""
    place = Place.of(request, "", Power.MANAGE_PEOPLE)
    found = next((each for each in mapped.every() if each.pk == domain_id), None)
    if found is None:
        raise NotFound(_("There is no such mapping."))

    def do(values: Values) -> HttpResponseBase:
        domains.unmap(by=members.actor(request), domain_id=domain_id, reason=values["reason"])
        return gone_to(reverse("national-sign-in", query={"done": "unmapped"}))

    steps = Steps(
        title=_("Take this out"),
        button=_("Take it out"),
        lead=(_("Nobody more comes in by it. Whoever did keeps their role until it is ended."),),
        facts=_facts(found),
        questions=(reason_question(),),
        do=do,
        back=(_("Cancel"), reverse("national-sign-in")),
        breadcrumbs=place.above(people=True),
        is_a_warning=True,
    )
    return walk(request, steps)


def _questions() -> tuple[Question, ...]:
    providers = [Choice(each.id, each.name) for each in settings.SIGN_IN_PROVIDERS]
    bodies = [Choice(slug, name) for slug, name in mapped.organisations()]
    return (
        Question(name="provider", label=_("Provider"), kind=Kind.ONE_OF_MANY, choices=providers),
        Question(
            name="claim",
            label=_("Claim (optional)"),
            hint=_(
                "What the provider says of a person, such as tid or groups. Leave empty to go by the domain."
            ),
        ),
        Question(
            name="value",
            label=_("Domain, or what the claim must say"),
            hint=_("For example, northshire.police.uk. Only addresses that the provider has checked count."),
        ),
        Question(name="organisation", label=_("Organisation"), kind=Kind.ONE_OF_MANY, choices=bodies),
        role_question(ENTRUSTED_ROLES),
    )


def _read(values: Values) -> dict[str, Any]:
    return {
        **{name: values[name] for name in ("provider", "claim", "value", "organisation")},
        "role": role_of(values, ENTRUSTED_ROLES),
    }


def _facts(found: Domain) -> Rows:
    return (
        (_("Provider"), found.provider),
        (found.claim or _("Domain"), found.value),
        (_("Organisation"), found.organisation.name),
        (_("Role"), str(found.get_role_display())),
    )
