"""How the library that signs people in asks us: who may come in, what they are told, where they go next."""

import ipaddress
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from frankpledge.audit import actions as audit
from frankpledge.people.actions import arrivals
from frankpledge.people.actions.users import as_themselves
from frankpledge.people.models import User
from frankpledge.web import members, navigation, senders
from frankpledge.web.sign_in import letters, limits, providers

# Whoever proved who they are within this time is not asked again before a change to how they sign in.
FRESH_SECONDS = 300
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - said of a caller, never listened on
TRIED_TOO_OFTEN = frozenset({"too_many_login_attempts", "rate_limited"})


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library has no types
    """Accounts come from invitations and mapped providers; a sign-in leads to the second step if need be."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _(
            "The e-mail address or the password is not right. Check both and try again"
        ),
        "email_taken": _("Enter an e-mail address that no other account uses"),
        "duplicate_email": _("This is your e-mail address already"),
        "enter_current_password": _("Enter your present password"),
        "incorrect_password": _("The password is not right"),
        "incorrect_code": _("The code is not right. Enter the newest one"),
        "same_as_current": _("Enter a password that differs from the present one"),
        "invalid_password_reset": _("This link was used already, or is too old. Ask for a new one"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's
        """Nobody opens an account by themselves."""
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The error in our words; who tried too often gets the page that says when to come back."""
        if code in TRIED_TOO_OFTEN:
            raise ImmediateHttpResponse(limits.too_often(self.request))
        error: ValidationError = super().validation_error(code, *args)
        return error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002
        """One count for an account, by whatever name of this service it is tried."""
        return str(credentials.get("email", "")).strip().lower()

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """A letter of ours, as plain text."""
        letter = letters.written(template_prefix, context)
        return EmailMessage(letter.subject, letter.text, self.get_from_email(), [email], headers=headers)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - the library's
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Says it in our words on the next page; what we have no words for needs none."""
        text = message or letters.notices().get(message_template or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The sender's address as our own proxies saw it; one for all whose address cannot be read."""
        written = senders.address(request)
        try:
            return str(ipaddress.ip_address(written))
        except ValueError:
            return UNKNOWN_ADDRESS

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - the library's
        """What is asked of them; their account where there is no such page."""
        return navigation.signed_in_home()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - the library's
        """Back to the account."""
        return reverse("account")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Goes on to where they wanted to go, by way of the second step if a role waits for it."""
        login = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        if login is not None:
            _came_by_provider(request, user, login)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if members.rights(request).needs_second_factor:
            return HttpResponseRedirect(reverse("mfa_index"))
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a moment ago has just proved who they are."""
        proofs = get_authentication_records(self.request, self.request.user)
        if any(time.time() - proof.get("at", 0) < FRESH_SECONDS for proof in proofs):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways to prove it again, in our words."""
        names = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code from your app, or a recovery code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": names[method["id"]]} for method in methods]

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """Keeps the new password, and that it is new."""
        user.set_password(password)
        user.save(update_fields=["password"])
        _record("password", user)

    @transaction.atomic
    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Takes the address as checked; if it is the new one to sign in with, keeps that it changed."""
        before = User.objects.values_list("email", flat=True).get(pk=email_address.user_id)
        confirmed: bool = super().confirm_email(request, email_address)
        user = User.objects.get(pk=email_address.user_id)
        if user.email != before:
            _record("email", user)
        return confirmed


def _record(what: str, user: User) -> None:
    """The entry says that it changed; neither passwords nor addresses are written in it."""
    audit.record(
        by=as_themselves(user),
        action=f"people.users.{what}",
        subject_kind="user",
        subject_key=str(user.pk),
        is_public=False,
    )


def _came_by_provider(request: HttpRequest, user: User, login: SocialLogin) -> None:
    if providers.asked_for_second_step(login):
        record_authentication(request, user, "mfa", type="provider", provider=login.account.provider)
    place = providers.place(login)
    if place is not None:
        arrivals.belong(by=as_themselves(user), user=user, place=place)
