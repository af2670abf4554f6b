"""The pages of an account that are ours, and the library's where we add to them."""

from typing import Any
from urllib.parse import urlsplit

import requests
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.views import AddWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from frankpledge.errors import NotFound
from frankpledge.people.models import User
from frankpledge.web import members
from frankpledge.web.access import open_to_all, signed_in
from frankpledge.web.pages import Page, page_response
from frankpledge.web.views import errors
from frankpledge.web.your_roles import your_places


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Your account: what there is, and the way to change each."""
    person = _person(request)
    kinds = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    context = {
        "person": person,
        "passkeys": Authenticator.Type.WEBAUTHN in kinds,
        "app": Authenticator.Type.TOTP in kinds,
        "codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "has_password": person.has_usable_password(),
        "has_providers": bool(settings.SIGN_IN_PROVIDERS),
        "needs_second_factor": members.rights(request).needs_second_factor,
        "places": your_places(request),
    }
    page = Page(title=_("Your account"), shows_register=False, for_search_engines=False)
    return page_response(request, "sign_in/account.html", page, context)


@signed_in
def where_signed_in(request: HttpRequest) -> HttpResponse:
    """The sessions of one's own account, to end one or all others."""
    person = _person(request)
    if request.method == "POST":
        return _end(request, person)
    sessions = sorted(
        UserSession.objects.purge_and_list(person), key=lambda each: each.last_seen_at, reverse=True
    )
    page = Page(
        title=_("Where you are signed in"),
        breadcrumbs=[(_("Your account"), reverse("account"))],
        shows_register=False,
        for_search_engines=False,
    )
    return page_response(request, "sign_in/sessions.html", page, {"sessions": sessions})


def _end(request: HttpRequest, person: User) -> HttpResponse:
    chosen = request.POST.get("session", "")
    if chosen == "others":
        end_other_sessions(request, person)
    else:
        found = UserSession.objects.filter(user=person, pk=int(chosen) if chosen.isdecimal() else 0).first()
        if found is None:
            raise NotFound(_("There is no such session. It may have ended already."))
        if found.is_current():
            return HttpResponseRedirect(reverse("account_logout"))
        found.end()
    return HttpResponseRedirect(reverse("usersessions_list"))


@open_to_all
@require_POST
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """The way to the sign-in provider, as a page of ours.

    A form may lead only to our own pages (form-action in the security policy, which browsers follow through
    redirects, and providers redirect further): so the form leads here, and this page leads on.
    """
    try:
        answer: HttpResponseBase = openid_connect.login(request, provider_id)
    except requests.RequestException:
        return _cannot_reach(request)
    if answer.status_code != 302 or not urlsplit(answer.headers["Location"]).netloc:
        return answer
    address = answer.headers["Location"]
    page = Page(
        title=_("Going to your organisation’s sign-in"), shows_register=False, for_search_engines=False
    )
    response = page_response(request, "sign_in/to_provider.html", page, {"address": address})
    response.headers["Refresh"] = f"0; url={address}"
    # The provider need not learn more of where somebody comes from than the request itself tells it.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@open_to_all
def from_provider(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Where the provider sends them back to."""
    if request.method != "GET":
        return errors.method_not_allowed(request, "GET")
    answer: HttpResponseBase = openid_connect.callback(request, provider_id)
    return answer


class SetUpApp(ActivateTOTPView):  # type: ignore[misc] # the library has no types
    """Setting up an authenticator app: the code just typed proves the second step for this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keeps it, and ends the sessions that began without it."""
        answer: HttpResponse = super().form_valid(form)
        _proved(self.request, Authenticator.Type.TOTP)
        return answer


class AddPasskey(AddWebAuthnView):  # type: ignore[misc] # the library has no types
    """Adding a passkey, which proves the second step for this session."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is to make: a passkey that does for signing in by itself."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {
            "creation_options": passkeys.begin_registration(self.request.user, passwordless=True)
        }
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """Keeps it, and ends the sessions that began without it."""
        answer: HttpResponse = super().form_valid(form)
        _proved(self.request, Authenticator.Type.WEBAUTHN)
        return answer


class ProveSecondStep(AuthenticateView):  # type: ignore[misc] # the library has no types
    """The second step of signing in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which ways there are for this person."""
        held = Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True)
        return {**super().get_context_data(**kwargs), "held": set(held)}


def _proved(request: HttpRequest, kind: str) -> None:
    person = _person(request)
    record_authentication(request, person, "mfa", type=kind)
    end_other_sessions(request, person)


def _person(request: HttpRequest) -> User:
    person = members.user(request)
    if person is None:
        raise NotFound(_("Sign in first."))
    return person


def _cannot_reach(request: HttpRequest) -> HttpResponse:
    page = Page(title=_("We cannot reach that sign-in now"), shows_register=False, for_search_engines=False)
    return page_response(request, "sign_in/cannot_reach.html", page, status=503)
