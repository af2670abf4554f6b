"""Second steps: passkeys, authenticator apps and recovery codes, in our words."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from frankpledge.people.models import User
from frankpledge.web.sign_in import codes


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc] # the library has no types
    """Secrets are kept sealed; a person is named as others see them."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _("You cannot change the e-mail address of this account here"),
        "cannot_delete_authenticator": _("You cannot remove this second step"),
        "cannot_generate_recovery_codes": _("Set up a passkey or an authenticator app first"),
        "incorrect_code": _("The code is not right. Enter the newest one"),
        "unverified_email": _("First open the link that we sent to your new e-mail address"),
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The error in our words."""
        error: ValidationError = super().validation_error(code, *args)
        return error

    def encrypt(self, text: str) -> str:
        """Seals a secret before it is kept."""
        return codes.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Opens it again."""
        return codes.unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The square to scan, to stand in the page itself: our pages load no picture from a data address."""
        return codes.square(url)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - the library's
        """What a passkey is called until its owner calls it otherwise."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}
