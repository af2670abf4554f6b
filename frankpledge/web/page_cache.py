"""Public pages already made, kept in PostgreSQL until the register changes.

A view asks for it with `@public_page`; nothing else is ever kept. A page is kept whole, compressed, under the
address, the form and language asked for, the day, and the release that made it; and it is good only while the
newest entry of the audit is the one it was made at. One statement reads both.

The table is UNLOGGED: writing to it costs no write-ahead log, and it is empty after a crash. It is not copied
to replicas.
"""

import gzip
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from frankpledge.errors import FrankpledgeError
from frankpledge.web import asat, formats, members
from frankpledge.web.models import PublicPage

logger = logging.getLogger(__name__)

PACKAGE = Path(__file__).resolve().parent.parent
# Files of data that pages read as they ship, without the database.
READ_AS_THEY_SHIP = tuple(PACKAGE.parent / "data" / name for name in ("method", "packs", "published"))
# Addresses without a query are as many as the records. Those with one can be made up by anybody, so they have
# slots of their own and cannot push the others out.
PLAIN_SLOTS = 32_768
QUERY_SLOTS = 4_096
LONGEST_QUERY = 500
# The whole method as a PDF is the largest, at some 410,000.
LARGEST_BODY_BYTES = 600_000
KEPT_HEADERS = (
    "Content-Type",
    "Vary",
    "Content-Language",
    "Content-Security-Policy",
    "Content-Disposition",
    "Access-Control-Allow-Origin",
    "Cross-Origin-Resource-Policy",
)
LOOK_UP = """
    SELECT now.revision, kept.headers, kept.body_gzip
    FROM (SELECT coalesce(max(id), 0) AS revision FROM audit_entry) AS now
    LEFT JOIN web_publicpage AS kept
      ON kept.slot = %s AND kept.key = %s AND kept.revision = now.revision
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is kept, and the revision of the register when it was asked for."""

    slot: int
    key: bytes
    revision: int

    @property
    def etag(self) -> str:
        """Weak, because the same page is sent compressed or not."""
        return f'W/"{self.revision}-{self.key[:9].hex()}"'


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An answer as it is kept."""

    headers: dict[str, str]
    body_gzip: bytes


class PublicPageCacheMiddleware:
    """Answers with the page kept for the address, or keeps the one that the view makes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on; keeps the answer when `process_view` found a place for it."""
        response = self.get_response(request)
        place: Place | None = getattr(request, "page_place", None)
        if place is None or not may_be_kept(response):
            return response
        body_gzip = gzip.compress(response.content, compresslevel=5, mtime=0)
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        keep(place, KeptPage(headers, body_gzip))
        return _send(request, response, place, body_gzip)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        _args: Any,
        _kwargs: Any,
    ) -> HttpResponseBase | None:
        """Looks for the page, unless the view did not ask for pages to be kept or somebody is signed in."""
        if not getattr(view, "may_be_kept", False) or not _is_on(request):
            return None
        # Their frame bears their name. Who names no session is not looked up.
        if members.is_signed_in(request):
            return None
        key = page_key(request)
        if key is None:
            return None
        place, kept = look_up(key, has_query=bool(request.META.get("QUERY_STRING")))
        if kept is None:
            request.page_place = place  # type: ignore[attr-defined] # read in __call__ when the view has answered
            return None
        return _send(request, HttpResponse(headers=kept.headers), place, kept.body_gzip)


def page_key(request: HttpRequest) -> bytes | None:
    """What tells this answer from every other; None when it cannot be told, or is not worth keeping."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return None
    try:
        form = formats.wanted(request)
    except FrankpledgeError:
        return None
    pairs = sorted((name, values) for name, values in request.GET.lists())
    parts = (request.path, repr(pairs), form, get_language() or "", asat.today().isoformat(), release())
    return hashlib.sha256("\0".join(parts).encode()).digest()


def look_up(key: bytes, *, has_query: bool) -> tuple[Place, KeptPage | None]:
    """The place of `key`, and the page kept there if it is `key`'s and of the register's present revision."""
    number = int.from_bytes(key[:8], "big")
    slot = PLAIN_SLOTS + number % QUERY_SLOTS if has_query else number % PLAIN_SLOTS
    with connection.cursor() as cursor:
        cursor.execute(LOOK_UP, [slot, key])
        revision, headers, body_gzip = cursor.fetchone()
    place = Place(slot, key, revision)
    return place, None if headers is None else KeptPage(dict(headers), bytes(body_gzip))


def may_be_kept(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Whether an answer is whole, good, and the same for everybody."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and "Content-Encoding" not in response.headers
        and "no-store" not in response.headers.get("Cache-Control", "")
        and "Cookie" not in response.headers.get("Vary", "")
    )


def keep(place: Place, page: KeptPage) -> None:
    """Puts the page in its slot, over whatever was there. A page that cannot be kept is only made again."""
    if len(page.body_gzip) > LARGEST_BODY_BYTES:
        return
    row = PublicPage(
        slot=place.slot,
        key=place.key,
        revision=place.revision,
        headers=[list(pair) for pair in page.headers.items()],
        body_gzip=page.body_gzip,
    )
    changed = ["key", "revision", "headers", "body_gzip", "created_at"]
    try:
        PublicPage.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["slot"], update_fields=changed
        )
    except DatabaseError:
        logger.warning("A public page could not be kept.", exc_info=True)


@cache
def release() -> str:
    """Changes with code, templates, method, translations, assets, and what this copy says of itself."""
    digest = hashlib.sha256()
    for folder in (PACKAGE, settings.METHOD_FOLDER, *READ_AS_THEY_SHIP):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".html", ".mo", ".md", ".json", ".csv", ".toml"}:
                digest.update(path.read_bytes())
    said = (
        settings.OPERATOR_NAME,
        settings.OPERATOR_CONTACT,
        settings.OPERATOR_AUTHORITY,
        settings.PUBLIC_ADDRESS,
    )
    digest.update(repr((said, settings.CORRECTION_WORKING_DAYS)).encode())
    digest.update(str(getattr(staticfiles_storage, "manifest_hash", "")).encode())
    return digest.hexdigest()


def _is_on(request: HttpRequest) -> bool:
    return bool(settings.PUBLIC_PAGE_CACHE) and not settings.DEBUG and request.method in {"GET", "HEAD"}


def _send(request: HttpRequest, response: HttpResponse, place: Place, body_gzip: bytes) -> HttpResponseBase:
    """The page as the reader can take it, or 304 when the reader has it already."""
    patch_vary_headers(response, ["Accept-Encoding"])
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        response.content = body_gzip
        response.headers["Content-Encoding"] = "gzip"
    elif not response.content:
        response.content = gzip.decompress(body_gzip)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["ETag"] = place.etag
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return get_conditional_response(request, etag=place.etag, response=response) or response
