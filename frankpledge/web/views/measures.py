"""The national library of measures: what each counts, in which unit, and how values are put together."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.benefits.queries import measures as queries
from frankpledge.exchange import measures as exchange
from frankpledge.web import formats
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
    return page_response(request, "measures/list.html", page, {"measures": held})


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
    context = {"measure": held[0], "earlier": held[1:], "variants": queries.variants(slug)}
    return page_response(request, "measures/measure.html", page, context)
