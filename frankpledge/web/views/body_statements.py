"""A body's statement of its collaborations: to read and print, as data, and for the body's own site."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.exchange import body_statements as exchange
from frankpledge.register.queries.body_statements import statement_of
from frankpledge.web import asat, formats
from frankpledge.web.formats import Format
from frankpledge.web.labels import labels
from frankpledge.web.middleware import MAY_BE_FRAMED
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page


@public_page
def statement(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every collaboration of the body that is public, and how the body publishes each."""
    form = formats.wanted(request)
    held = statement_of(slug, asat.today())
    if form is Format.JSON:
        return formats.json_response(exchange.document(held))
    if form is Format.CSV:
        filename = f"{slug}-collaborations-statement"
        return formats.csv_response(exchange.COLUMNS, exchange.rows(held), filename=filename)
    body = held.organisation
    page = Page(
        title=_("Collaborations of %(name)s") % {"name": body.name},
        section="organisations",
        description=_("What %(name)s is in, and where each agreement is published.") % {"name": body.name},
        breadcrumbs=((_("Home"), "/"), (body.name, reverse("organisation", args=[body.slug]))),
        has_data=True,
        about=body.slug,
    )
    context = {
        "statement": held,
        "labels": labels(),
        "snippet": _snippet(body.slug, page.title),
    }
    return page_response(request, "organisation/statement.html", page, context)


@public_page
def embedded(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The same as a short list that the body's own site may show in a frame: no script, no cookie."""
    held = statement_of(slug, asat.today())
    context = {"statement": held, "labels": labels()}
    response = HttpResponse(render_to_string("organisation/statement_list.html", context, request))
    response.headers["Content-Security-Policy"] = MAY_BE_FRAMED
    return formats.open_to_all(response)


def _snippet(slug: str, title: str) -> str:
    """What somebody pastes into a page of their own."""
    address = settings.PUBLIC_ADDRESS + reverse("body-statement-list", args=[slug])
    return f'<iframe src="{address}" title="{title}" width="100%" height="600" loading="lazy"></iframe>'
