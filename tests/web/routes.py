"""The service's addresses and a few more, on which a view does what a test needs."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from frankpledge import errors
from frankpledge.config.urls import handler400, handler403, handler404, handler500
from frankpledge.config.urls import urlpatterns as real
from frankpledge.web import asat, formats, refusals
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.pagination import Pagination
from frankpledge.web.reading import public_page, reading_only

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

REFUSALS: dict[str, Exception] = {
    "not-found": errors.NotFound("There is no collaboration C-9999."),
    "not-allowed": errors.NotAllowed("Only its owner may."),
    "stale": errors.Stale("It was changed while you were reading."),
    "invalid": errors.Invalid("Say what is wrong."),
    "bad-address": refusals.BadAddress("Write a date."),
    "not-acceptable": refusals.NotAcceptable("It is a page."),
    "fault": RuntimeError("the password is hunter2"),
}


def refuse(request: HttpRequest, how: str) -> HttpResponse:
    """Raises one of REFUSALS."""
    raise REFUSALS[how]


@reading_only
def record(request: HttpRequest) -> HttpResponse:
    """A page as a record's is: with data, as at a date."""
    day = asat.asked(request)
    chosen = formats.wanted(request)
    if chosen is Format.JSON:
        return formats.json_response({"name": "Norfolk"})
    if chosen is Format.CSV:
        return formats.csv_response(["name"], [["Norfolk"]], filename="record")
    page = Page(
        title="Norfolk & Suffolk dogs",
        section="about",
        breadcrumbs=[("Up", "/up")],
        as_at=day,
        has_data=True,
        about="C-0001",
    )
    return page_response(request, "errors/refused.html", page, {"message": "words"})


@public_page
def counted(request: HttpRequest) -> HttpResponse:
    """A page that may be kept, and tells how often it was made."""
    MADE.append(request.get_full_path())
    return HttpResponse(f"made {len(MADE)} times")


@public_page
def counted_data(request: HttpRequest) -> HttpResponse:
    """The same as data."""
    MADE.append(request.get_full_path())
    return formats.json_response({"made": len(MADE)})


@public_page
def counted_with_cookie(request: HttpRequest) -> HttpResponse:
    """A page that would carry one reader's cookie to another."""
    MADE.append(request.get_full_path())
    response = HttpResponse("with a cookie")
    response.set_cookie("seen", "yes")
    return response


@public_page
def counted_error(request: HttpRequest) -> HttpResponse:
    """A page that is not there."""
    MADE.append(request.get_full_path())
    raise errors.NotFound("gone")


@public_page
def huge(request: HttpRequest) -> HttpResponse:
    """A page too large to keep: random enough not to be compressed away."""
    MADE.append(request.get_full_path())
    return HttpResponse("".join(f"{number * 2654435761 % 4294967296:08x}" for number in range(150_000)))


@reading_only
def never_kept(request: HttpRequest) -> HttpResponse:
    """A page that did not ask to be kept."""
    MADE.append(request.get_full_path())
    return HttpResponse("fresh")


def listed(request: HttpRequest) -> HttpResponse:
    """Page numbers of a list of 95 things."""
    pages = Pagination.of(request, total=95, per_page=10)
    return HttpResponse(" ".join(str(item.number or "…") for item in pages.items))


MADE: list[str] = []

urlpatterns = [
    *real,
    path("refuse/<how>", refuse),
    path("record", record),
    path("counted", counted),
    path("counted/data", counted_data),
    path("counted/cookie", counted_with_cookie),
    path("counted/error", counted_error),
    path("huge", huge),
    path("never-kept", never_kept),
    path("listed", listed),
]
