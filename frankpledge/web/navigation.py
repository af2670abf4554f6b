"""The ways through the service: what stands in the menu and in the footer of every page."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Way:
    """A link in the menu or the footer. `key` is the route's name; a page names the `key` it stands under."""

    key: str
    text: str | Promise
    address: str = ""


MENU = (
    Way("find", _("Find collaborations")),
    Way("organisations", _("Forces and other bodies")),
    Way("functions", _("Functions")),
    Way("regions", _("Regions")),
    Way("known", _("What is known")),
    Way("said", _("What can be said")),
    Way("method", _("Method")),
    Way("data", _("Open data")),
    Way("about", _("About")),
)
FOOTER = (
    Way("about", _("About")),
    Way("accessibility", _("Accessibility")),
    Way("privacy", _("Privacy and cookies")),
    Way("data", _("Open data")),
)


@cache
def menu() -> tuple[Way, ...]:
    """The menu, with addresses."""
    return _with_addresses(MENU)


@cache
def footer() -> tuple[Way, ...]:
    """The footer's links, with addresses."""
    return _with_addresses(FOOTER)


@cache
def address(key: str) -> str:
    """The address of a route that needs nothing but its name."""
    return reverse(key)


@cache
def signed_in_home() -> str:
    """Where somebody begins who is signed in: what is asked of them, or their account where nothing is."""
    try:
        return reverse("tasks")
    except NoReverseMatch:
        return reverse("account")


def _with_addresses(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    return tuple(Way(way.key, way.text, address(way.key)) for way in ways)


def tell_us(about: str = "") -> str:
    """Where a reader says that something is wrong with `about` (`C-0055`), or with anything."""
    return f"{address('tell-us')}?{urlencode({'about': about})}" if about else address("tell-us")
