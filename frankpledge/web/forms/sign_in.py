"""The forms of signing in whose fields differ from the library's."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc] # the library has no types
    """An address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].error_messages = {
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address in the correct format, like name@example.com"),
        }
        self.fields["password"].error_messages = {"required": _("Enter your password")}


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc] # the library has no types
    """A passkey always does for signing in by itself: the device asks for a finger, a face or a PIN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.fields["credential"].error_messages = {
            "required": _("Your browser did not make a passkey. Try again"),
            "invalid": _("Your browser did not make a passkey. Try again"),
        }

    def clean(self) -> dict[str, Any]:
        """Refuses a key that did not ask who holds it."""
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned
