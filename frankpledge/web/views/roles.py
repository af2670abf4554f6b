"""Who may do what: the table of roles and powers, for anybody to read."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from frankpledge.people.models import (
    DESCRIPTIONS,
    HARMLESS,
    NATIONAL_ROLES,
    ORGANISATION_ROLES,
    POWERS,
    Power,
)
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page


@public_page
def roles(request: HttpRequest) -> HttpResponse:
    """The roles in words, and each with each power as a table."""
    page = Page(
        title=_("Who may do what"),
        section="about",
        shows_register=False,
        description=_("The roles that people can have on this register, and what each may do."),
    )
    context = {
        "parts": (
            ("organisation", _("For one organisation"), ORGANISATION_ROLES),
            ("national", _("For the whole register"), NATIONAL_ROLES),
        ),
        "descriptions": DESCRIPTIONS,
        "powers": list(Power),
        "powers_of": POWERS,
        "harmless": HARMLESS,
    }
    return page_response(request, "people/roles.html", page, context)
