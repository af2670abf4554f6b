"""What the frame of a page needs to know, and the one way to render a page."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frankpledge.dates import PartialDate
from frankpledge.web import asat, formats


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page's frame.

    `title` is the page's name, without the name of the service; the template writes its own `h1`.
    `section` is the key in `navigation.MENU` that the page stands under.
    `breadcrumbs` are the pages above it, outermost first, as (text, address).
    `as_at` is the past date asked for, or None for today.
    `last_confirmed` is the date a body last confirmed what is shown, when one has.
    `has_data` says that the page answers as JSON and as CSV at its own address.
    `about` is what a reader who says that something is wrong is talking about (`C-0055`).
    `history` is the address where what happened to it is told.
    `path` is the one permanent address of the page, query and all, when it can be reached by others too.
    """

    title: str
    section: str = ""
    description: str = ""
    breadcrumbs: Sequence[tuple[str, str]] = ()
    as_at: datetime.date | None = None
    shows_register: bool = True
    last_confirmed: PartialDate | datetime.date | None = None
    has_data: bool = False
    about: str = ""
    history: str = ""
    path: str = ""
    for_search_engines: bool = True


def page_response(
    request: HttpRequest,
    template: str,
    page: Page,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Renders `template`, which extends layout.html, with `page` and what `context` adds."""
    response = render(request, template, {**(context or {}), **_frame(request, page)}, status=status)
    return formats.varying(response) if page.has_data else response


def _frame(request: HttpRequest, page: Page) -> dict[str, Any]:
    return {
        "page": page,
        "canonical": settings.PUBLIC_ADDRESS + (page.path or _path(request, page)),
        "today_address": formats.address(request, without={asat.PARAMETER, "page"}),
        "json_address": formats.address(request, format="json", without={"page"}) if page.has_data else "",
        "csv_address": formats.address(request, format="csv", without={"page"}) if page.has_data else "",
        "operator_name": settings.OPERATOR_NAME,
        "operator_contact": settings.OPERATOR_CONTACT,
    }


def _path(request: HttpRequest, page: Page) -> str:
    return f"{request.path}?{asat.PARAMETER}={page.as_at}" if page.as_at else request.path
