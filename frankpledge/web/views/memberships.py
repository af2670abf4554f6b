"""The people of an organisation, or of the nation: who they are, giving and ending roles, leaving."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.actions import memberships
from frankpledge.people.actions.giving import last_day
from frankpledge.people.models import Membership, User
from frankpledge.people.permissions import Power
from frankpledge.people.queries import delegations
from frankpledge.people.queries import invitations as invited
from frankpledge.people.queries import memberships as held
from frankpledge.web import members
from frankpledge.web.access import needs, signed_in
from frankpledge.web.forms.questions import (
    Values,
    day_of,
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


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody and the roles they hold in one place."""

    user: User
    roles: tuple[Membership, ...]


@needs(Power.READ_PERSONS)
@reading_only
def people(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Who holds which role, since when and until when; and for who manages them, who is invited."""
    place = Place.of(request, slug, Power.READ_PERSONS if slug else Power.MANAGE_PEOPLE)
    rights = members.rights(request)
    manages = rights.may(Power.MANAGE_PEOPLE, [] if place.pk is None else [place.pk])
    title = _("People of %(body)s") % {"body": place.name} if slug else _("People with national roles")
    page = Page(title=title, shows_register=False, for_search_engines=False, breadcrumbs=place.above())
    context = {
        "place": place,
        "people": _by_person(held.of_organisation(rights, place.pk)),
        "invitations": invited.pending_of(rights, place.pk) if manages else (),
        "manages": manages,
        "stand_ins": delegations.of_organisation(rights, _own(request), place.pk) if place.pk else (),
        "hands_over": bool(place.pk) and rights.holds_by_role(Power.SPEAK_FOR, place.pk or 0),
        "manages_keys": bool(slug) and rights.may(Power.MANAGE_TOKENS, [place.pk or 0]),
        "needs_second_factor": rights.needs_second_factor,
        "is_member": place.pk in rights.by_organisation if place.pk else bool(rights.national),
        "own_id": _own(request),
        "last_day": last_day,
        "local_day": timezone.localdate,
        "done": _done_words().get(request.GET.get("done", ""), ""),
    }
    return page_response(request, "people/people.html", page, context)


@needs(Power.MANAGE_PEOPLE)
def give(request: HttpRequest, user_id: int, slug: str = "") -> HttpResponseBase:
    """Another role for somebody who is there already."""
    place = Place.of(request, slug, Power.MANAGE_PEOPLE)
    theirs = [
        each for each in held.of_organisation(members.rights(request), place.pk) if each.user_id == user_id
    ]
    if not theirs:
        raise NotFound(_("There is nobody of that number here."))
    user = theirs[0].user

    def check(values: Values) -> Rows:
        role, until = role_of(values, place.roles), day_of(values)
        return (
            (_("Who"), user.name),
            (_("Where"), place.name),
            (_("Role"), role.label),
            (_("Last day"), when(until) if until else _("none")),
        )

    def do(values: Values) -> HttpResponseBase:
        memberships.give(
            by=members.actor(request),
            user_id=user_id,
            role=role_of(values, place.roles),
            organisation=place.slug,
            until=day_of(values),
        )
        return gone_to(place.address(done="given"))

    steps = Steps(
        title=_("Give %(name)s a role") % {"name": user.name},
        button=_("Give the role"),
        facts=((_("Has now"), ", ".join(str(each.get_role_display()) for each in theirs)),),
        questions=(role_question(place.roles), last_day_question(is_optional=True)),
        check=check,
        do=do,
        back=(_("Cancel"), place.address()),
        breadcrumbs=place.above(people=True),
    )
    return walk(request, steps)


@needs(Power.MANAGE_PEOPLE)
def end(request: HttpRequest, membership_id: int, slug: str = "") -> HttpResponseBase:
    """The end of one role, at once and with a reason."""
    place = Place.of(request, slug, Power.MANAGE_PEOPLE)
    found = [
        each for each in held.of_organisation(members.rights(request), place.pk) if each.pk == membership_id
    ]
    if not found:
        raise NotFound(_("There is no such role, or it has ended."))

    def do(values: Values) -> HttpResponseBase:
        memberships.end(by=members.actor(request), membership_id=membership_id, reason=values["reason"])
        return gone_to(
            place.address(done="ended") if found[0].user_id != _own(request) else reverse("account")
        )

    steps = Steps(
        title=_("End a role"),
        button=_("End the role"),
        lead=(_("It ends at once, wherever they are signed in. What they did stays in the history."),),
        facts=(
            (_("Who"), found[0].user.name),
            (_("Where"), place.name),
            (_("Role"), str(found[0].get_role_display())),
        ),
        questions=(reason_question(),),
        do=do,
        back=(_("Cancel"), place.address()),
        breadcrumbs=place.above(people=True),
        is_a_warning=True,
    )
    return walk(request, steps)


@signed_in
def leave(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """The end of every role that one holds there oneself."""
    mine = [each for each in held.of_person(_own(request)) if _slug_of(each) == slug]
    if not mine:
        raise NotFound(_("You have no role there."))
    place = Place(mine[0].organisation)

    def do(_values: Values) -> HttpResponseBase:
        memberships.leave(by=members.actor(request), organisation=slug)
        return gone_to(reverse("account"))

    steps = Steps(
        title=_("Leave %(body)s") % {"body": place.name},
        button=_("Leave"),
        lead=(
            _("Your roles there end at once. To come back, you must be invited again."),
            _("Your account stays, and so does what you did in the history."),
        ),
        facts=((_("Your roles there"), ", ".join(str(each.get_role_display()) for each in mine)),),
        do=do,
        back=(_("Stay"), reverse("account")),
        is_a_warning=True,
    )
    return walk(request, steps)


def _by_person(rows: Iterable[Membership]) -> list[Person]:
    return [Person(user, tuple(roles)) for user, roles in groupby(rows, key=lambda row: row.user)]


def _own(request: HttpRequest) -> int:
    person = members.user(request)
    return person.pk if person else 0


def _slug_of(membership: Membership) -> str:
    return membership.organisation.slug if membership.organisation else ""


def _done_words() -> Mapping[str, str]:
    return {
        "invited": _("The invitation is on its way. Its link works once, for seven days."),
        "again": _("A new link is on its way. The one sent before works no more."),
        "withdrawn": _("The invitation is withdrawn. Its link works no more."),
        "handed": _("Your colleague stands in for you on those days."),
        "given": _("The role is given. It counts from now on."),
        "ended": _("The role has ended."),
    }
