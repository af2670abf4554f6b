"""The regions: who is in each, what its forces do together, and what with others."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.exchange import regions as exchange
from frankpledge.people.queries.regions import RegionBodies, all_regions, region_bodies
from frankpledge.register.queries.listings import When
from frankpledge.register.queries.memberships import EVERYTHING
from frankpledge.register.queries.regions import BEYOND, WITHIN, RegionWork, region_work
from frankpledge.web import asat, formats, listings, navigation
from frankpledge.web.addresses import stems
from frankpledge.web.formats import Format
from frankpledge.web.labels import labels
from frankpledge.web.listings import Group
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page


@public_page
def regions(request: HttpRequest) -> HttpResponseBase:
    """Every region with the forces in it."""
    form, day = formats.wanted(request), asat.asked(request)
    found = all_regions(day or asat.today())
    if form is Format.JSON:
        return formats.json_response(exchange.regions(found, day))
    if form is Format.CSV:
        return formats.csv_response(exchange.REGION_COLUMNS, exchange.region_rows(found), filename="regions")
    page = Page(
        title=_("Regions"), section="regions", breadcrumbs=((_("Home"), "/"),), as_at=day, has_data=True
    )
    return page_response(request, "regions.html", page, {"found": found, "path": request.path, **stems(day)})


@public_page
def region(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One region. The policing region and the one for organised crime may differ, and both are said."""
    form, day = formats.wanted(request), asat.asked(request)
    when = When(day or asat.today(), is_past=day is not None)
    bodies = region_bodies(slug, when.day)
    if form is not Format.HTML:
        document = exchange.region(bodies, region_work(bodies.region, when, most=EVERYTHING), day)
        if form is Format.JSON:
            return formats.json_response(document)
        return formats.csv_response(exchange.COLUMNS, exchange.rows(document), filename=f"region-{slug}")
    work = region_work(bodies.region, when)
    page = Page(
        title=str(bodies.region.label),
        section="regions",
        breadcrumbs=((_("Home"), "/"), (_("Regions"), reverse("regions"))),
        as_at=day,
        has_data=True,
    )
    context = {
        "bodies": bodies,
        "work": work,
        "groups": _groups(bodies, work),
        "labels": labels(),
        "places": listings.place_words(),
        "find_address": _find(slug),
        "path": request.path,
    }
    return page_response(request, "region.html", page, {**context, **stems(day)})


def _groups(bodies: RegionBodies, work: RegionWork) -> list[Group]:
    name = {"region": bodies.region.label}
    return [
        listings.group(
            work.listing,
            WITHIN,
            _("Within %(region)s") % name,
            _("All the forces that sources name in it are of this region."),
        ),
        listings.group(
            work.listing,
            BEYOND,
            _("Reaching beyond %(region)s") % name,
            _("Sources name at least one force of this region, and at least one of another."),
        ),
    ]


def _find(slug: str) -> str:
    address = navigation.address("find")
    return f"{address}?region={slug}" if address else ""
