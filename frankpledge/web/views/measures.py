"""The national library of measures: what each counts, in which unit, and how values are put together."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.benefits.queries import measures as queries
from frankpledge.exchange import measures as exchange
from frankpledge.people.permissions import Power
from frankpledge.web import formats, members
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page


@public_page
def measures(request: HttpRequest) -> HttpResponseBase:
    """Every measure of the library."""
    form, held = formats.wanted(request), queries.national()
    if form is Format.JSON:
        return formats.json_response(exchange.document(held))
    if form is Format.CSV:
        return formats.csv_response(exchange.COLUMNS, exchange.rows(held), filename="measures")
    page = Page(
        title=_("Measures of costs and benefits"),
        section="method",
        breadcrumbs=((_("Home"), "/"), (_("Method"), reverse("method"))),
        has_data=True,
        shows_register=False,
    )
    context = {"measures": held, "may_define": _may_define(request)}
    return page_response(request, "measures/list.html", page, context)


@public_page
def measure(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One measure, as it is defined and as it was."""
    held = queries.definitions(slug)
    page = Page(
        title=held[0].name,
        section="method",
        breadcrumbs=((_("Method"), reverse("method")), (_("Measures"), reverse("measures"))),
        shows_register=False,
    )
    rights = members.rights(request) if members.is_signed_in(request) else None
    variants = queries.variants(slug)
    context = {
        "measure": held[0],
        "earlier": held[1:],
        "variants": variants,
        "may_define": _may_define(request),
        "may_vary": rights is not None and rights.may_anywhere(Power.PROPOSE_CHANGE),
        "may_retire": {
            each.pk
            for each in variants
            if rights and each.organisation_id and rights.may(Power.DECIDE_CHANGE, [each.organisation_id])
        },
    }
    return page_response(request, "measures/measure.html", page, context)


def _may_define(request: HttpRequest) -> bool:
    """Whether it is a curator who reads it. No kept page has what depends on it."""
    if not members.is_signed_in(request):
        return False
    return members.rights(request).may_nationally(Power.DECIDE_CHANGE)
