"""People who come by a sign-in provider: who may come in, and as whom.

An account of ours is joined to a provider's only when the provider says that it checked the e-mail address,
and is mapped to that address's domain. Nobody else is let in, and no account is taken over.
"""

from collections.abc import Mapping
from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.people.actions import arrivals
from frankpledge.people.models import Domain, User
from frankpledge.people.queries.arrivals import place_of
from frankpledge.web.pages import Page, page_response

# How providers say that they checked an address; some write it as text. The second is Microsoft's.
CHECKED = ("email_verified", "xms_edov")
YES = (True, "true", "1", 1)


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # the library has no types
    """Lets in whoever a mapped provider vouches for, and says clearly why it lets in nobody else."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": gettext_lazy("First set a password: it would be your only way in"),
        "connected_other": gettext_lazy("Somebody else’s account here is joined to that account already"),
    }

    def list_apps(
        self,
        request: HttpRequest,  # noqa: ARG002 - the library's
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """Those of the settings; none is ever kept in the database."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Whether the provider may speak for the account of this address."""
        return email == checked_email(login) and _place(login, email) is not None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuses an answer that speaks of two people; takes an address as checked only when it was."""
        said = sociallogin.account.extra_data
        subjects = {part["sub"] for part in _parts(said) if "sub" in part}
        if len(subjects) > 1:
            raise ImmediateHttpResponse(refusal(request, sociallogin))
        for address in sociallogin.email_addresses:
            address.verified = address.email == checked_email(sociallogin)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Open to whoever the provider's people are mapped for."""
        if not sociallogin.user.email or place(sociallogin) is None:
            raise ImmediateHttpResponse(refusal(request, sociallogin))
        return True

    def populate_user(
        self,
        request: HttpRequest,  # noqa: ARG002 - the library's
        sociallogin: SocialLogin,
        data: Mapping[str, Any],
    ) -> User:
        """Their name as the provider writes it, or the part of the address before the @."""
        user: User = sociallogin.user
        user.email = (data.get("email") or "").lower()
        user.name = (data.get("name") or user.email.partition("@")[0])[:200]
        return user

    @transaction.atomic
    def save_user(
        self,
        request: HttpRequest,  # noqa: ARG002 - the library's
        sociallogin: SocialLogin,
        form: object = None,  # noqa: ARG002 - the library's
    ) -> User:
        """Opens the account by the action that opens accounts, and joins the provider's to it."""
        wanted: User = sociallogin.user
        user = arrivals.open_account(email=wanted.email, name=wanted.name)
        if checked_email(sociallogin) != user.email:
            EmailAddress.objects.filter(user=user).update(verified=False)
        sociallogin.user = sociallogin.account.user = user
        sociallogin.account.save()
        return user


def place(login: SocialLogin) -> Domain | None:
    """Where the provider's people of this kind belong."""
    return _place(login, checked_email(login))


def checked_email(login: SocialLogin) -> str:
    """The address, if the provider says that it checked it; else ""."""
    for part in _parts(login.account.extra_data):
        if part.get("email"):
            is_checked = any(part.get(name) in YES for name in CHECKED)
            return str(part["email"]).lower() if is_checked else ""
    return ""


def asked_for_second_step(login: SocialLogin) -> bool:
    """Whether the provider asked for a second step, in the words that the settings expect of it."""
    expected = settings.SIGN_IN_SECOND_STEPS.get(login.account.provider)
    token = login.account.extra_data.get("id_token") or {}
    methods = token.get("amr")
    return bool(expected) and (
        (isinstance(methods, list) and expected in methods) or token.get("acr") == expected
    )


def refusal(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    """403: who they are is known, and no organisation is joined to it."""
    page = Page(title=_("You do not have an account here"), shows_register=False, for_search_engines=False)
    said = {
        "provider": login.provider.name,
        "email": login.user.email,
        "is_checked": bool(checked_email(login)),
    }
    return page_response(request, "sign_in/not_mapped.html", page, said, status=403)


def _place(login: SocialLogin, verified_email: str) -> Domain | None:
    claims: dict[str, Any] = {}
    for part in _parts(login.account.extra_data):
        claims |= part
    return place_of(provider=login.account.provider, claims=claims, verified_email=verified_email)


def _parts(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the provider answered when asked, then what its signed token says."""
    return [part for part in (said.get("userinfo"), said.get("id_token")) if isinstance(part, dict)]
