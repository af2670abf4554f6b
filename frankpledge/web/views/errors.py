"""Pages for what went wrong: each says what happened and what to do next."""

import json
import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from frankpledge import errors
from frankpledge.web import refusals
from frankpledge.web.pages import Page, page_response

logger = logging.getLogger(__name__)

STATUSES: dict[type[errors.FrankpledgeError], int] = {
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.Stale: 409,
    refusals.BadAddress: 400,
    errors.Invalid: 422,
    refusals.NotAcceptable: 406,
}


def refusal(request: HttpRequest, refused: errors.FrankpledgeError) -> HttpResponse:
    """The page for a refusal, with the refusal's own words."""
    status = next((code for kind, code in STATUSES.items() if isinstance(refused, kind)), 400)
    return _page(request, status, str(refused))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """400: what was sent could not be read."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """403: not for this reader."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """404, with a search box and the ways in."""
    return _page(request, 404)


def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: the page is for reading only, or for sending only."""
    response = _page(request, 405)
    response["Allow"] = allowed
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - shown to nobody
    """403 for a form without its token: usually a cookie that was not kept, or a page left open for long."""
    return _page(
        request,
        403,
        _(
            "We could not check that this form came from our own page. Go back, load the page again and "
            "send it once more. Your browser must keep our one cookie until the form is sent."
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500. It needs no database, and gives nothing away."""
    try:
        return _page(request, 500)
    except Exception:  # the last answer there is must not fail too
        logger.exception("The page that apologises could not be made.")
        return HttpResponse(titles()[500] + "\n", status=500, content_type="text/plain; charset=utf-8")


def titles() -> dict[int, str]:
    """The heading of each page for what went wrong."""
    return {
        400: _("We could not understand that address"),
        403: _("You cannot do that"),
        404: _("Page not found"),
        405: _("That cannot be done here"),
        406: _("This page does not come in that form"),
        409: _("Somebody changed this before you"),
        422: _("There is a problem"),
        500: _("Sorry, there is a problem with this service"),
    }


def _page(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    title = titles()[status]
    if _wants_json(request):
        return _problem(status, title, message)
    page = Page(title=title, shows_register=False, for_search_engines=False)
    template = f"errors/{status if status in {404, 500} else 'refused'}.html"
    return page_response(request, template, page, {"message": message}, status=status)


def _wants_json(request: HttpRequest) -> bool:
    if request.GET.get("format") == "json":
        return True
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _problem(status: int, title: str, message: str) -> HttpResponse:
    body: dict[str, Any] = {"status": status, "title": title}
    if message:
        body["detail"] = message
    return HttpResponse(
        json.dumps(body, ensure_ascii=False, sort_keys=True),
        status=status,
        content_type="application/problem+json",
    )
