"""What the frame of a page of signing in needs to know. The library's views know nothing of our pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.web import members, navigation
from frankpledge.web.pages import Page

# What has no box of its own on the page is mended by the button that asks the browser.
PASSKEY_FIELD, PASSKEY_BUTTON = "credential", "passkey"


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done, or why it was not, said once."""

    text: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The same as a view of ours gives to its template, and what pages of signing in show."""

    page: Page
    canonical: str
    today_address: str
    operator_name: str
    operator_contact: str
    notices: tuple[Notice, ...]
    needs_second_factor: bool

    @property
    def providers(self) -> list[dict[str, str]]:
        """The sign-in providers of this copy, by id and name."""
        return [{"id": each.id, "name": each.name} for each in settings.SIGN_IN_PROVIDERS]

    @property
    def home(self) -> str:
        """Where somebody goes on to who is signed in."""
        return navigation.signed_in_home()

    def provider_name(self, provider_id: str) -> str:
        """What a provider is called; its id when this copy no longer uses it."""
        names = {each.id: each.name for each in settings.SIGN_IN_PROVIDERS}
        return str(names.get(provider_id, provider_id))


def account_frame(request: HttpRequest, title: str, above: str) -> Frame:
    """The frame of one page. `above` names the page it stands under: "account", a page under that, or ""."""
    names = {
        "account": _("Your account"),
        "mfa_index": _("Second steps"),
        "mfa_list_webauthn": _("Passkeys"),
    }
    ways = {
        "": (),
        "account": ("account",),
        "mfa_index": ("account", "mfa_index"),
        "mfa_list_webauthn": ("account", "mfa_index", "mfa_list_webauthn"),
    }
    page = Page(
        title=title,
        breadcrumbs=[(names[name], reverse(name)) for name in ways[above]],
        shows_register=False,
        for_search_engines=False,
    )
    return Frame(
        page=page,
        canonical=settings.PUBLIC_ADDRESS + request.path,
        today_address=request.path,
        operator_name=settings.OPERATOR_NAME,
        operator_contact=settings.OPERATOR_CONTACT,
        notices=messages_of(request),
        needs_second_factor=members.is_signed_in(request) and members.rights(request).needs_second_factor,
    )


def messages_of(request: HttpRequest) -> tuple[Notice, ...]:
    """What is to be said to this reader, once. Nobody without a session has any."""
    if not members.has_session(request):
        return ()
    return tuple(
        Notice(str(message), message.level >= messages.ERROR) for message in messages.get_messages(request)
    )


def error_list(*forms: object) -> list[dict[str, str]]:
    """What is wrong with what was sent, each with a link to its box, as the error summary takes it."""
    return [
        error for form in forms if isinstance(form, BaseForm) and form.is_bound for error in _errors(form)
    ]


def _errors(form: BaseForm) -> Iterator[dict[str, str]]:
    visible = [field.auto_id for field in form.visible_fields()]
    for name, errors in form.errors.items():
        if name == PASSKEY_FIELD or not visible:
            place = PASSKEY_BUTTON
        elif name == NON_FIELD_ERRORS:
            place = visible[0]
        else:
            place = form[name].auto_id
        for error in errors:
            yield {"text": str(error), "href": f"#{place}"}
