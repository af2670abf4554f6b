"""What can be said: sentences to quote, each at an address of its own, and others' claims as claims."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.exchange import statements as exchange
from frankpledge.register.queries import statements as queries
from frankpledge.register.queries.statements import NationalClaim, Statement
from frankpledge.web import asat, formats
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page


@public_page
def said(request: HttpRequest) -> HttpResponse:
    """Every sentence; with `?as-at=`, of the records and figures of then."""
    form, day = formats.wanted(request), asat.asked(request)
    ours = [(each, _path(each.slug, day)) for each in queries.statements(day)]
    theirs = [(each, _path(each.claim.key, None)) for each in queries.national_claims(day)]
    if form is Format.JSON:
        return formats.json_response(
            {
                "as_at": day or asat.today(),
                "statements": [exchange.as_json(each, _absolute(path)) for each, path in ours],
                "national_claims": [exchange.claim_as_json(each, _absolute(path)) for each, path in theirs],
            }
        )
    if form is Format.CSV:
        rows = exchange.as_rows(
            ((each, _absolute(path)) for each, path in ours),
            ((each, _absolute(path)) for each, path in theirs),
        )
        return formats.csv_response(exchange.COLUMNS, rows, filename=_file_name("what-can-be-said", day))
    return _page_of_all(request, ours, theirs, day)


@public_page
def sentence(request: HttpRequest, slug: str) -> HttpResponse:
    """One sentence at its permanent address, with the rows that it counts; or one claim of somebody's."""
    form, day = formats.wanted(request), asat.asked(request)
    national = queries.national_claim(slug)
    if national is not None:
        return _claim(request, national, form, day)
    found = queries.statement(slug, day)
    behind = queries.behind(found, day)
    address = _absolute(_path(slug, day))
    if form is Format.JSON:
        document = {**exchange.as_json(found, address), "behind": exchange.behind_as_json(behind)}
        return formats.json_response({"as_at": day or asat.today(), **document})
    if form is Format.CSV:
        rows = exchange.behind_as_rows(behind)
        return formats.csv_response(exchange.BEHIND_COLUMNS, rows, filename=_file_name(slug, day))
    page = _page(found.sentence, day, under=True)
    return page_response(
        request,
        "said/sentence.html",
        page,
        {
            "statement": found,
            "behind": behind,
            "address": address if settings.PUBLIC_ADDRESS else "",
            "path": reverse("sentence", args=[slug]),
        },
    )


def _page_of_all(
    request: HttpRequest,
    ours: Sequence[tuple[Statement, str]],
    theirs: Sequence[tuple[NationalClaim, str]],
    day: datetime.date | None,
) -> HttpResponse:
    page = _page(_("What can be said"), day)
    context = {"ours": ours, "theirs": theirs}
    return page_response(request, "said/said.html", page, context)


def _claim(
    request: HttpRequest, national: NationalClaim, form: Format, day: datetime.date | None
) -> HttpResponse:
    """Others' words do not depend on the day asked for: they have their own."""
    path = _path(national.claim.key, None)
    address = _absolute(path)
    if form is Format.JSON:
        return formats.json_response(exchange.claim_as_json(national, address))
    if form is Format.CSV:
        rows = exchange.as_rows((), [(national, address)])
        return formats.csv_response(exchange.COLUMNS, rows, filename=national.claim.key)
    page = _page(national.claim.sentence, day, under=True, about=national.claim.key)
    return page_response(request, "said/claim.html", page, {"national": national, "path": path})


def _page(title: str, day: datetime.date | None, *, under: bool = False, about: str = "") -> Page:
    return Page(
        title=title,
        section="said",
        description=_("Sentences about police collaborations that can be quoted, and how each was counted."),
        breadcrumbs=[(_("What can be said"), reverse("said"))] if under else [],
        as_at=day,
        has_data=True,
        about=about,
    )


def _path(slug: str, day: datetime.date | None) -> str:
    """The permanent address of a sentence on this copy, with the day it is about."""
    return reverse("sentence", args=[slug], query={asat.PARAMETER: str(day)} if day else None)


def _absolute(path: str) -> str:
    """The same for somebody who is elsewhere, when this copy says where it stands."""
    return settings.PUBLIC_ADDRESS + path


def _file_name(name: str, day: datetime.date | None) -> str:
    return f"{name}-{day}" if day else name
