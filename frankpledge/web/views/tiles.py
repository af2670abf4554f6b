"""The map that finds a force."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from frankpledge.web import asat, navigation, tiles
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page


@public_page
def force_map(request: HttpRequest) -> HttpResponse:
    """The present forces, roughly as they lie; with `?as-at=`, their links lead to the pages of that day."""
    day = asat.asked(request)
    page = Page(
        title=_("Find a police force"),
        section="organisations",
        description=_("The police forces of England and Wales, laid out roughly as they lie."),
        breadcrumbs=[(_("Forces and other bodies"), navigation.address("organisations"))],
        as_at=day,
    )
    return page_response(request, "force_map.html", page, {"map": tiles.tile_map()})
