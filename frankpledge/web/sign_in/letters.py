"""What we write to people about their account: plain text, short, and nothing in it but words and a link."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _


class Letter(NamedTuple):
    """A subject line and what the e-mail says."""

    subject: str
    text: str


Said = Mapping[str, Any]


def written(template: str, said: Said) -> Letter:
    """The letter that the library asks for by the name of its template."""
    letter = LETTERS[template](said)
    return Letter(letter.subject, f"{letter.text}\n\n{_signature(said)}\n")


def _signature(said: Said) -> str:
    return _("Frankpledge: who works with whom in policing\n%(address)s") % {
        "address": said["current_site"].domain
    }


def _confirm(said: Said) -> Letter:
    return Letter(
        _("Confirm your e-mail address"),
        _(
            "Somebody asked to use this address for an account on the register. If it was you, open this "
            "link within three days:\n\n%(link)s\n\nIf it was not you, do nothing: nothing changes."
        )
        % {"link": said["activate_url"]},
    )


def _reset(said: Said) -> Letter:
    return Letter(
        _("Set a new password"),
        _(
            "Somebody asked for a new password for your account. If it was you, open this link within "
            "an hour:\n\n%(link)s\n\nIf it was not you, do nothing: your password stays as it is."
        )
        % {"link": said["password_reset_url"]},
    )


def _unknown(_said: Said) -> Letter:
    return Letter(
        _("You asked for a new password"),
        _(
            "Somebody asked for a new password for an account with this e-mail address. There is no such "
            "account. If it was you, you may have signed up with another address, or need an invitation from "
            "your organisation.\n\nIf it was not you, do nothing."
        ),
    )


def _taken(said: Said) -> Letter:
    return Letter(
        _("This address has an account already"),
        _(
            "Somebody asked to use this e-mail address for another account. It has one already. If you have "
            "forgotten its password, set a new one here:\n\n%(link)s\n\nIf it was not you, do nothing."
        )
        % {"link": said["password_reset_url"]},
    )


def _noted(what: Callable[[Said], str]) -> Callable[[Said], Letter]:
    """A letter that says that something was done, and what to do if it was somebody else."""

    def letter(said: Said) -> Letter:
        done = what(said)
        return Letter(
            done,
            _(
                "%(done)s, on %(day)s.\n\nIf it was not you, set a new password at once (“I have forgotten "
                "my password” on the sign-in page) and tell the people who look after the register in your "
                "organisation."
            )
            % {"done": done, "day": said["timestamp"].strftime("%d %B %Y, %H:%M UTC")},
        )

    return letter


LETTERS: Mapping[str, Callable[[Said], Letter]] = {
    "account/email/email_confirmation": _confirm,
    "account/email/email_confirmation_signup": _confirm,
    "account/email/password_reset_key": _reset,
    "account/email/unknown_account": _unknown,
    "account/email/account_already_exists": _taken,
    "account/email/email_changed": _noted(lambda _said: _("The e-mail address of your account was changed")),
    "account/email/email_confirm": _noted(
        lambda _said: _("The e-mail address of your account was confirmed")
    ),
    "account/email/email_deleted": _noted(lambda _said: _("An e-mail address of your account was removed")),
    "account/email/password_changed": _noted(lambda _said: _("The password of your account was changed")),
    "account/email/password_set": _noted(lambda _said: _("The password of your account was set")),
    "account/email/password_reset": _noted(lambda _said: _("The password of your account was set anew")),
    "mfa/email/recovery_codes_generated": _noted(
        lambda _said: _("New recovery codes were made for your account")
    ),
    "mfa/email/totp_activated": _noted(lambda _said: _("An authenticator app was set up for your account")),
    "mfa/email/totp_deactivated": _noted(
        lambda _said: _("The authenticator app of your account was removed")
    ),
    "mfa/email/webauthn_added": _noted(lambda _said: _("A passkey was added to your account")),
    "mfa/email/webauthn_removed": _noted(lambda _said: _("A passkey of your account was removed")),
    "socialaccount/email/account_connected": _noted(
        lambda said: _("An account of %(provider)s was joined to yours") % {"provider": said["provider"]}
    ),
    "socialaccount/email/account_disconnected": _noted(
        lambda said: _("An account of %(provider)s was parted from yours") % {"provider": said["provider"]}
    ),
}


def notices() -> dict[str, str]:
    """What is said once on the next page, by the name of the library's template; of the rest nothing."""
    return {
        "account/messages/email_confirmation_sent.txt": _("We have sent the link"),
        "account/messages/email_confirmed.txt": _("Your e-mail address is confirmed"),
        "account/messages/email_deleted.txt": _("The address stays as it is"),
        "account/messages/password_changed.txt": _("Your password is changed"),
        "account/messages/password_set.txt": _("Your password is set"),
        "mfa/messages/recovery_codes_generated.txt": _("These are your new recovery codes. Keep them now"),
        "mfa/messages/totp_activated.txt": _("The authenticator app is set up"),
        "mfa/messages/totp_deactivated.txt": _("The authenticator app is removed"),
        "mfa/messages/webauthn_added.txt": _("The passkey is added"),
        "mfa/messages/webauthn_removed.txt": _("The passkey is removed"),
        "socialaccount/messages/account_connected.txt": _("Your organisation’s account is joined to yours"),
        "socialaccount/messages/account_connected_other.txt": _(
            "Somebody else’s account here is joined to that account already"
        ),
        "socialaccount/messages/account_disconnected.txt": _(
            "Your organisation’s account is parted from yours"
        ),
    }
