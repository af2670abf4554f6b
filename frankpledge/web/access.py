"""Who may open a page: said once, where the view stands, and refused by default.

Every view says it with one of these, above all else; a test fails for a view that does not. What somebody may
do there is asked again by the action, in its transaction.

Pages of whoever is signed in are made with the sight of their rights (`register.sight`); pages open to all
with the public's, unless they ask for it by `with_their_own`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from frankpledge.people.permissions import Power, require
from frankpledge.register import sight
from frankpledge.web import members

View = Callable[..., HttpResponseBase]
AnyView = TypeVar("AnyView", bound=View)


@dataclass(frozen=True, slots=True)
class Access:
    """`is_open` to anybody; else to those signed in, and with a `power` to those who hold it somewhere.

    For which record or organisation it must be held depends on the address, and is asked by the view's query.
    """

    is_open: bool = False
    power: Power | None = None


def open_to_all(view: AnyView) -> AnyView:
    """Anybody may open it."""
    view.access = Access(is_open=True)  # type: ignore[attr-defined] # read by the test of all routes
    return view


def signed_in(view: View) -> View:
    """Whoever has an account may open it; others are asked to sign in, and come back."""
    return _guarded(view, Access())


def needs(power: Power) -> Callable[[View], View]:
    """Whoever holds the power for some organisation, or for the nation, may open it."""
    return lambda view: _guarded(view, Access(power=power))


def with_their_own(view: View) -> View:
    """On a page open to all: whoever is signed in also sees what is not public of their own records."""

    @wraps(view)
    def seeing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not members.is_signed_in(request):
            return view(request, *args, **kwargs)
        with sight.seen_by(members.rights(request)):
            return view(request, *args, **kwargs)

    return seeing


def _guarded(view: View, access: Access) -> View:
    @wraps(view)
    @never_cache
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not members.is_signed_in(request):
            return _to_sign_in(request)
        if access.power is not None and not members.rights(request).may_anywhere(access.power):
            # Says what would help: a role, or a second factor.
            require(members.actor(request), access.power, ())
        with sight.seen_by(members.rights(request)):
            return view(request, *args, **kwargs)

    guarded.access = access  # type: ignore[attr-defined] # read by the test of all routes
    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return HttpResponseRedirect(reverse("account_login", query={"next": back}))
