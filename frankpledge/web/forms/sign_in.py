"""The library's forms in our words. A new password is asked for once: it can be shown while it is typed."""

from collections.abc import Mapping
from copy import copy
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ADDRESS = _("Enter your e-mail address")
FORMAT = _("Enter an e-mail address in the correct format, like name@example.com")
CODE = _("Enter the code")
NO_PASSKEY = _("Your browser did not answer with a passkey. Try again")


class Worded:
    """Says what to enter where something is missing: `missing`, by field. One with None is not asked for."""

    missing: ClassVar[Mapping[str, Promise | None]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.missing.items():
            if words is None:
                self.fields.pop(name, None)  # type: ignore[attr-defined] # mixed into forms
            else:
                field = self.fields[name]  # type: ignore[attr-defined] # mixed into forms
                field.error_messages |= {"required": words, "invalid": FORMAT if words is ADDRESS else words}
                if words is ADDRESS:
                    field.validators = [_worded(validator) for validator in field.validators]


def _worded(validator: Any) -> Any:
    """One of our own: Django shares one among all forms and models."""
    ours = copy(validator)
    ours.message = FORMAT
    return ours


class SignInForm(Worded, account.LoginForm):  # type: ignore[misc] # the library has no types
    missing = {"login": ADDRESS, "password": _("Enter your password")}


class ShowAgainForm(Worded, account.ReauthenticateForm):  # type: ignore[misc] # the library has no types
    missing = {"password": _("Enter your password")}


class EmailForm(Worded, account.AddEmailForm):  # type: ignore[misc] # the library has no types
    missing = {"email": ADDRESS}


class ForgottenForm(Worded, account.ResetPasswordForm):  # type: ignore[misc] # the library has no types
    missing = {"email": ADDRESS}


class ChangePasswordForm(Worded, account.ChangePasswordForm):  # type: ignore[misc] # the library has no types
    missing = {
        "oldpassword": _("Enter your present password"),
        "password1": _("Enter a new password"),
        "password2": None,
    }


class SetPasswordForm(Worded, account.SetPasswordForm):  # type: ignore[misc] # the library has no types
    missing = {"password1": _("Enter a new password"), "password2": None}


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):  # type: ignore[misc] # the library has no types
    missing = {"password1": _("Enter a new password"), "password2": None}


class CodeForm(Worded, second_step.AuthenticateForm):  # type: ignore[misc] # the library has no types
    missing = {"code": CODE}


class CodeAgainForm(Worded, second_step.ReauthenticateForm):  # type: ignore[misc] # the library has no types
    missing = {"code": CODE}


class AppForm(Worded, ActivateTOTPForm):  # type: ignore[misc] # the library has no types
    missing = {"code": _("Enter the code that the app shows")}


class PasskeyNameForm(Worded, passkeys.EditWebAuthnForm):  # type: ignore[misc] # the library has no types
    missing = {"name": _("Enter what to call it")}


class AnswerForm(Worded, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc] # the library has no types
    missing = {"credential": NO_PASSKEY}


class AnswerAgainForm(Worded, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc] # the library has no types
    missing = {"credential": NO_PASSKEY}


class PasskeySignInForm(Worded, passkeys.LoginWebAuthnForm):  # type: ignore[misc] # the library has no types
    missing = {"credential": NO_PASSKEY}


class PasskeyForm(Worded, passkeys.AddWebAuthnForm):  # type: ignore[misc] # the library has no types
    """A passkey always does for signing in by itself: the device asks for a finger, a face or a PIN."""

    missing = {"credential": NO_PASSKEY, "passwordless": None}

    def clean(self) -> dict[str, Any]:
        """Refuses a key that did not ask who holds it."""
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned
