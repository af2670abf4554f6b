"""Inviting somebody, taking that back, and the page that an invitation's link leads to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from frankpledge.errors import FrankpledgeError, NotFound
from frankpledge.people.actions import invitations
from frankpledge.people.actions.giving import last_day
from frankpledge.people.models import DESCRIPTIONS, Invitation, Role, Standing, User
from frankpledge.people.permissions import Power, Rights
from frankpledge.people.queries import invitations as invited
from frankpledge.people.queries import users as accounts
from frankpledge.web import members
from frankpledge.web.access import needs, open_to_all
from frankpledge.web.forms.questions import (
    Kind,
    Question,
    Values,
    day_of,
    last_day_question,
    role_of,
    role_question,
)
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import when
from frankpledge.web.places import Place
from frankpledge.web.sign_in.entry import sign_in_new
from frankpledge.web.steps import Rows, Steps, gone_to, walk
from frankpledge.web.views import errors

View = Callable[..., HttpResponseBase]


def secret_in_address(view: View) -> View:
    """A view whose address holds a secret: it goes nowhere as a referrer, and is not indexed.

    The origin alone is named: without any, a browser says that the form came from nowhere.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except FrankpledgeError as refused:
            response = errors.refusal(request, refused)
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@needs(Power.MANAGE_PEOPLE)
def invite(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """Who, for what, until when; then a look at the answers; then the letter goes."""
    place = Place.of(request, slug, Power.MANAGE_PEOPLE)
    inviting = _Inviting(request, place)
    steps = Steps(
        title=_("Invite somebody"),
        button=_("Send the invitation"),
        lead=(_("We send a link by e-mail. It works once, for seven days."),),
        questions=(
            Question(name="email", label=_("E-mail address"), kind=Kind.EMAIL),
            Question(name="name", label=_("Name (optional)")),
            role_question(place.roles),
            last_day_question(is_optional=True),
        ),
        check=inviting.check,
        do=inviting.do,
        back=(_("Cancel"), place.address()),
        breadcrumbs=place.above(people=True),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Inviting:
    """One request to invite somebody."""

    request: HttpRequest
    place: Place

    def offer(self, values: Values) -> dict[str, Any]:
        return {
            "by": members.actor(self.request),
            "email": values["email"],
            "name": values["name"],
            "role": role_of(values, self.place.roles),
            "organisation": self.place.slug,
            "until": day_of(values),
        }

    def check(self, values: Values) -> Rows:
        offered = invitations.check(**self.offer(values))
        return (
            (_("E-mail address"), offered.email),
            (_("Name"), offered.name or _("not given")),
            (_("Where"), self.place.name),
            *_facts(offered),
        )

    def do(self, values: Values) -> HttpResponseBase:
        invitations.invite(**self.offer(values), stem=_stem(self.request))
        return gone_to(self.place.address(done="invited"))


@needs(Power.MANAGE_PEOPLE)
def again(request: HttpRequest, invitation_id: int, slug: str = "") -> HttpResponseBase:
    """A new link for an invitation that waits."""
    place, found = _waiting(request, slug, invitation_id)

    def do(_values: Values) -> HttpResponseBase:
        invitations.send_again(by=members.actor(request), invitation_id=found.pk, stem=_stem(request))
        return gone_to(place.address(done="again"))

    steps = Steps(
        title=_("Send the invitation again"),
        button=_("Send a new link"),
        lead=(_("The link sent before will work no more."),),
        facts=((_("E-mail address"), found.email), *_facts(found)),
        do=do,
        back=(_("Cancel"), place.address()),
        breadcrumbs=place.above(people=True),
    )
    return walk(request, steps)


@needs(Power.MANAGE_PEOPLE)
def withdraw(request: HttpRequest, invitation_id: int, slug: str = "") -> HttpResponseBase:
    """The end of an invitation that waits."""
    place, found = _waiting(request, slug, invitation_id)

    def do(_values: Values) -> HttpResponseBase:
        invitations.withdraw(by=members.actor(request), invitation_id=found.pk)
        return gone_to(place.address(done="withdrawn"))

    steps = Steps(
        title=_("Withdraw an invitation"),
        button=_("Withdraw it"),
        facts=((_("E-mail address"), found.email), *_facts(found)),
        do=do,
        back=(_("Cancel"), place.address()),
        breadcrumbs=place.above(people=True),
        is_a_warning=True,
    )
    return walk(request, steps)


@open_to_all
@never_cache
@secret_in_address
def accept(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What is offered, and taking it up: by whoever is signed in, or by opening an account."""
    try:
        found = invitations.check_works(secret)
    except invitations.Closed as closed:
        return _closed(request, str(closed), closed.invitation)
    person = members.user(request)
    if person is not None:
        return _accept_as(request, person, found, secret)
    if accounts.has_account(found.email):
        return _note(request, _("You are invited"), "invitations/sign_in.html", found)
    return _join(request, found, secret)


def _accept_as(request: HttpRequest, person: User, found: Invitation, secret: str) -> HttpResponseBase:
    if person.email != found.email:
        title = _("This invitation is for somebody else")
        return _note(request, title, "invitations/somebody_else.html", found, HTTPStatus.FORBIDDEN)

    def do(_values: Values) -> HttpResponseBase:
        invitations.accept(by=members.actor(request), secret=secret)
        return gone_to(_way_on(request))

    steps = Steps(
        title=_("You are invited"),
        button=_("Accept"),
        facts=_offered(found),
        do=do,
        back=(_("Not now"), reverse("account")),
    )
    return walk(request, steps)


def _join(request: HttpRequest, found: Invitation, secret: str) -> HttpResponseBase:
    def do(values: Values) -> HttpResponseBase:
        user = invitations.join(secret=secret, name=values["name"], password=values["password"])
        return sign_in_new(request, user)

    steps = Steps(
        title=_("You are invited"),
        button=_("Accept and open an account"),
        facts=(*_offered(found), (_("Your e-mail address"), found.email)),
        questions=(
            Question(
                name="name",
                label=_("Your full name"),
                hint=_("Others who keep the register see it beside what you do."),
                autocomplete="name",
            ),
            Question(
                name="password",
                label=_("Choose a password"),
                hint=_(
                    "At least 12 characters. Three or four words that do not belong together make a good one."
                ),
                kind=Kind.PASSWORD,
                autocomplete="new-password",
            ),
        ),
        initial={"name": found.name},
        do=do,
        back=(_("Not now"), "/"),
    )
    return walk(request, steps)


def _closed(request: HttpRequest, why: str, found: Invitation) -> HttpResponseBase:
    title = _("This link does not work any more")
    was_used = found.standing is Standing.ACCEPTED
    context = {"why": why, "was_used": was_used}
    return _note(request, title, "invitations/closed.html", found, HTTPStatus.GONE, context)


def _note(
    request: HttpRequest,
    title: str,
    template: str,
    found: Invitation,
    status: HTTPStatus = HTTPStatus.OK,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    page = Page(title=title, shows_register=False, for_search_engines=False)
    sign_in = reverse("account_login", query={"next": request.path})
    context = {"invitation": found, "facts": _offered(found), "sign_in_address": sign_in, **(more or {})}
    return page_response(request, template, page, context, status=status)


def _way_on(request: HttpRequest) -> str:
    rights = Rights.of(members.actor(request))
    return reverse("mfa_index" if rights.needs_second_factor else "account")


def _offered(found: Invitation) -> Rows:
    place = found.organisation.name if found.organisation else _("The whole register")
    return ((_("Where"), place), *_facts(found), (_("Invited by"), found.invited_by))


def _facts(found: Invitation) -> Rows:
    role = Role(found.role)
    until = last_day(found.role_expires_at)
    return (
        (_("Role"), role.label),
        (_("What that is"), DESCRIPTIONS[role]),
        (_("Last day"), when(until) if until else _("none")),
    )


def _waiting(request: HttpRequest, slug: str, invitation_id: int) -> tuple[Place, Invitation]:
    place = Place.of(request, slug, Power.MANAGE_PEOPLE)
    waiting = invited.pending_of(members.rights(request), place.pk)
    found = next((each for each in waiting if each.pk == invitation_id), None)
    if found is None:
        raise NotFound(_("There is no such invitation, or it waits no more."))
    return place, found


def _stem(request: HttpRequest) -> str:
    """What the address of an invitation begins with."""
    here = settings.PUBLIC_ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return here + reverse("invitation", args=["-"]).removesuffix("-")
