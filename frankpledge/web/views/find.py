"""Find: search, narrow, sort, and take the results away."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.exchange import search as exchange
from frankpledge.register.search.facets import Sort
from frankpledge.register.search.find import Found, Search
from frankpledge.register.search.find import find as find_collaborations
from frankpledge.web import asat, documents, finding, following, formats, publishing, registering, results
from frankpledge.web.formats import Format
from frankpledge.web.forms.find import FindForm
from frankpledge.web.pages import Page, page_response
from frankpledge.web.pagination import Pagination
from frankpledge.web.reading import public_page

LONGEST_TITLE = 80


@public_page
def find(request: HttpRequest) -> HttpResponseBase:
    """A page of results with its filter; or all results as CSV or JSON."""
    wanted = formats.wanted(request)
    form = FindForm.read(request)
    if wanted is Format.CSV:
        search = Search.of(form.asked())
        return _streamed(
            request, exchange.csv(search.wanted, _root()), "text/csv; charset=utf-8; header=present"
        )
    found = find_collaborations(form.asked())
    form = form.but(found.unknown)
    if wanted is Format.JSON:
        return _streamed(request, _as_json(form, found), "application/json; charset=utf-8")
    return _as_page(request, form, found)


def _as_page(request: HttpRequest, form: FindForm, found: Found) -> HttpResponse:
    heading = _heading(found)
    page = Page(
        title=_("Error: %(title)s") % {"title": heading} if form.as_at_error else heading,
        section="find",
        description=_(
            "Search the police collaborations found so far, and narrow them by force, function and more."
        ),
        as_at=form.as_at,
        has_data=True,
        path=form.address(page=found.page),
        for_search_engines=form.is_empty,
    )
    context = {
        "heading": heading,
        "form": form,
        "found": found,
        "rows": results.rows(found),
        "facets": finding.facets(found),
        "in_being": finding.in_being(found),
        "document_matches": documents.in_public(found.reading.text, form.page),
        "tags": finding.tags(form, found),
        "notices": finding.notices(form, found),
        "ways_on": finding.ways_on(form, found) if not found.total else (),
        "as_at_query": f"?{asat.PARAMETER}={form.as_at}" if form.as_at else "",
        "follow": following.button(request, form.to_follow),
        "not_public": publishing.not_public(request, form.text),
        "consider": _consider(form),
        "register_address": "" if found.total else registering.link(request),
        "sorts": [(title, form.address(sort=sort), sort == form.sort) for sort, title in _sorts()],
        "pages": Pagination.at(found.page, found.pages, lambda number: form.address(page=number)),
    }
    return page_response(request, "find.html", page, context)


def _heading(found: Found) -> str:
    text = found.reading.text
    if len(text) > LONGEST_TITLE:
        text = f"{text[:LONGEST_TITLE]}…"
    said = {"count": f"{found.total:,}", "text": text}
    if text and found.understood.clauses:
        if not found.total:
            return _("No collaborations found about “%(text)s”") % said
        return (
            ngettext(
                "%(count)s collaboration about “%(text)s”",
                "%(count)s collaborations about “%(text)s”",
                found.total,
            )
            % said
        )
    return ngettext("%(count)s collaboration", "%(count)s collaborations", found.total) % said


def _consider(form: FindForm) -> str:
    """Where to read what to consider for the forces and work that were chosen."""
    pairs = [(key, value) for key in ("force", "function") for value in form.chosen.get(key, ())]
    return f"{reverse('considerations')}?{urlencode(pairs)}" if pairs else reverse("considerations")


def _sorts() -> list[tuple[Sort, str]]:
    return [
        (Sort.BEST, _("best match")),
        (Sort.NEWEST, _("newest")),
        (Sort.PARTIES, _("most parties")),
        (Sort.TITLE, _("title")),
    ]


def _as_json(form: FindForm, found: Found) -> Iterator[bytes]:
    about: dict[str, Any] = {
        "generated_from": formats.standing(),
        "address": settings.PUBLIC_ADDRESS + form.address(),
        "as_at": form.as_at,
        "total": found.total,
        "left_out": found.left_out,
        "by_assumption_besides": found.besides,
        "not_understood": {key: list(values) for key, values in found.unknown.items()},
        "facets": {
            counted.facet.key: {value.value: value.count for value in counted.values}
            for counted in found.facets
        },
    }
    return exchange.json_document(found.wanted, _root(), about)


def _streamed(request: HttpRequest, pieces: Iterator[bytes], media_type: str) -> HttpResponseBase:
    """Sends all results as they come; for HEAD nothing is read."""
    response: HttpResponse | StreamingHttpResponse
    if request.method == "HEAD":
        response = HttpResponse(content_type=media_type)
    else:
        response = StreamingHttpResponse(pieces, content_type=media_type)
    if media_type.startswith("text/csv"):
        response["Content-Disposition"] = 'inline; filename="collaborations-found.csv"'
    return formats.open_to_all(response)


def _root() -> str:
    return settings.PUBLIC_ADDRESS + reverse("find") + "/"
