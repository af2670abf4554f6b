"""What a view for reading says of itself: which methods it takes, and whether its page may be kept."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from frankpledge.web.access import open_to_all
from frankpledge.web.views import errors

ALLOWED = "GET, HEAD, OPTIONS"

Arguments = ParamSpec("Arguments")


def reading_only(
    view: Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]:
    """A view that is only read: GET and HEAD reach it, OPTIONS is answered, the rest are refused with 405."""

    @wraps(view)
    def read(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"}:
            return view(request, *args, **kwargs)
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ALLOWED})
        return errors.method_not_allowed(request, ALLOWED)

    return read


def public_page(
    view: Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]:
    """A view for reading whose page is the same for everybody, and may be kept until the register changes.

    It may depend on the register, the address, the form asked for, the language, today's date and the
    settings of this copy; on nothing else.
    """
    read = open_to_all(reading_only(view))
    read.may_be_kept = True  # type: ignore[attr-defined] # the mark that page_cache looks for
    return read
