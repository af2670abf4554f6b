"""The whole register to take away: what there is, and the files."""

import json
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from frankpledge.audit.queries import revision
from frankpledge.exchange.open_data import archive, package, tables
from frankpledge.exchange.open_data.columns import Table
from frankpledge.web import open_data_words
from frankpledge.web.access import open_to_all
from frankpledge.web.page_cache import release
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page, reading_only

CSV = "text/csv; charset=utf-8; header=present"
JSON_LINES = "application/jsonl; charset=utf-8"


@public_page
def data(request: HttpRequest) -> HttpResponse:
    """What the files are, what is in them, and how to use them."""
    page = Page(
        title=_("Open data"),
        section="data",
        description=_(
            "The whole register of police collaborations as CSV, JSON Lines and a Frictionless data package."
        ),
    )
    context = {
        "tables": tables.TABLES,
        "counts": tables.counts(),
        "type_words": open_data_words.types(),
        "licences": package.LICENCES,
        "public_address": settings.PUBLIC_ADDRESS,
    }
    return page_response(request, "open_data/data.html", page, context)


@open_to_all
@reading_only
def csv(request: HttpRequest, name: str) -> HttpResponseBase:
    """One table as CSV."""
    return _table(request, tables.table(name), "csv", CSV, tables.csv)


@open_to_all
@reading_only
def json_lines(request: HttpRequest, name: str) -> HttpResponseBase:
    """One table as JSON Lines."""
    return _table(request, tables.table(name), "jsonl", JSON_LINES, tables.json_lines)


@open_to_all
@reading_only
def data_package(request: HttpRequest) -> HttpResponseBase:
    """The description of the files, for programs."""

    def described() -> Iterator[bytes]:
        yield json.dumps(package.descriptor(), ensure_ascii=False, indent=2).encode() + b"\n"

    return _file(request, "datapackage.json", "application/json", described, disposition="inline")


@open_to_all
@reading_only
def everything(request: HttpRequest) -> HttpResponseBase:
    """All tables and their description in one ZIP."""
    return _file(request, "frankpledge.zip", "application/zip", archive.zipped)


def _table(
    request: HttpRequest,
    table: Table,
    ending: str,
    media_type: str,
    stream: Callable[[Table], Iterator[bytes]],
) -> HttpResponseBase:
    return _file(request, f"{table.name}.{ending}", media_type, lambda: stream(table))


def _file(
    request: HttpRequest,
    filename: str,
    media_type: str,
    stream: Callable[[], Iterator[bytes]],
    *,
    disposition: str = "attachment",
) -> HttpResponseBase:
    """A file that is made while it is sent; nothing is read for HEAD, or when the reader has it already."""
    # Weak, because the rows are read after the revision, and may be newer.
    etag = f'W/"{revision()}-{release()[:12]}-{filename}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        response: HttpResponseBase = unchanged
    elif request.method == "HEAD":
        # How long it will be is not known before it is made, so nothing is said about that.
        response = StreamingHttpResponse(iter(()), content_type=media_type)
    else:
        response = StreamingHttpResponse(stream(), content_type=media_type)
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    response["Content-Disposition"] = f'{disposition}; filename="{filename}"'
    # Open to programs in other pages' browsers too.
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Link"] = f'<{reverse("data-package")}>; rel="describedby"; type="application/json"'
    return response
