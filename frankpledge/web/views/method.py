"""The Collaboration Benefits Method: its text, a page for each calculation, and the schemas of its cases."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.exchange import method as exchange
from frankpledge.web import method as text
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page


@public_page
def method(request: HttpRequest) -> HttpResponse:
    """The method itself: stages, words, and what tells tracked from not."""
    return _page(request, "")


@public_page
def method_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One calculation: what it answers, how, with an example worked out now, and where it ends."""
    return _page(request, slug)


@public_page
def method_schema(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - every view takes it
    """What a command's case or result may hold, for programs."""
    schema = exchange.schema(settings.METHOD_FOLDER, name)
    return HttpResponse(schema, content_type="application/schema+json")


def _page(request: HttpRequest, slug: str) -> HttpResponse:
    found = exchange.page(settings.METHOD_FOLDER, slug)
    home = reverse("method")
    page = Page(
        title=found.title,
        section="method",
        description=found.description,
        breadcrumbs=((_("Home"), "/"), (_("Method"), home)) if slug else ((_("Home"), "/"),),
        shows_register=False,
    )
    return page_response(request, "method/page.html", page, {"text": text.rendered(found.text, home)})
