"""Who runs this copy, how the data was made, what is kept about readers, and how usable the pages are."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """Who runs this copy and on whose authority, who is not behind it, and how the data was made."""
    page = Page(
        title=_("About this register"),
        section="about",
        shows_register=False,
        description=_(
            "Who runs this register of police collaborations, how it was made, and what it cannot tell."
        ),
    )
    return page_response(
        request,
        "about/about.html",
        page,
        {
            "operator_authority": settings.OPERATOR_AUTHORITY,
            "correction_working_days": settings.CORRECTION_WORKING_DAYS,
        },
    )


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    page = Page(
        title=_("Accessibility statement"),
        section="about",
        breadcrumbs=_under_about(),
        shows_register=False,
    )
    return page_response(request, "about/accessibility.html", page)


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about readers, and about people named on the register."""
    page = Page(
        title=_("Privacy and cookies"),
        section="about",
        breadcrumbs=_under_about(),
        shows_register=False,
    )
    return page_response(
        request,
        "about/privacy.html",
        page,
        {
            "correction_working_days": settings.CORRECTION_WORKING_DAYS,
            "cookie_kept_for": cookie_kept_for(settings.CSRF_COOKIE_AGE),
            "form_cookie": settings.CSRF_COOKIE_NAME,
            "session_cookie": settings.SESSION_COOKIE_NAME,
            "session_kept_for": session_kept_for(settings.SESSION_COOKIE_AGE),
        },
    )


def cookie_kept_for(seconds: int | None) -> str:
    """How long the browser keeps the form's cookie."""
    if seconds is None:
        return _("Until you close your browser")
    days = max(1, round(seconds / 86_400))
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def session_kept_for(seconds: int) -> str:
    """How long the browser keeps the session's cookie."""
    minutes = round(seconds / 60)
    return ngettext(
        "%(minutes)s minute after you last used it", "%(minutes)s minutes after you last used it", minutes
    ) % {"minutes": minutes}


def _under_about() -> list[tuple[str, str]]:
    return [(_("About"), reverse("about"))]
