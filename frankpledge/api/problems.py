"""How a refusal is told to a program: application/problem+json, with what to do in words."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from frankpledge.errors import FrankpledgeError, Invalid, NotAllowed, NotFound, Stale
from frankpledge.register.actions.sendings import TooOften

STATUS: tuple[tuple[type[FrankpledgeError], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Stale, 409),
    (TooOften, 429),
    (Invalid, 422),
)


def add_to(api: NinjaAPI) -> None:
    """Have every refusal answered here, and nothing else told."""
    api.add_exception_handler(FrankpledgeError, _refused)
    api.add_exception_handler(ValidationError, _not_understood)
    api.add_exception_handler(AuthenticationError, _no_key)
    api.add_exception_handler(HttpError, _http)


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """The answer."""
    body = {"status": status, "title": _titles().get(status, _titles()[400]), "detail": detail, **more}
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json"
    )
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _refused(_request: HttpRequest, refusal: Any) -> HttpResponse:
    status = next((status for kind, status in STATUS if isinstance(refusal, kind)), 400)
    more = {"fields": refusal.fields} if isinstance(refusal, Invalid) else {}
    return problem(status, str(refusal), **more)


def _not_understood(_request: HttpRequest, refusal: Any) -> HttpResponse:
    """What is wrong where; never what was sent."""
    fields = {".".join(str(part) for part in each["loc"][1:]): each["msg"] for each in refusal.errors}
    return problem(422, _("What was sent does not fit the description of this operation."), fields=fields)


def _no_key(_request: HttpRequest, _refusal: Any) -> HttpResponse:
    return problem(401, _("Send the key of your organisation: “Authorization: Bearer fp_…”."))


def _http(request: HttpRequest, refusal: Any) -> HttpResponse:
    if refusal.status_code == 401:
        return _no_key(request, refusal)
    return problem(refusal.status_code, str(refusal))


def _titles() -> dict[int, str]:
    return {
        400: _("This cannot be answered"),
        401: _("No key, or one that opens nothing"),
        403: _("Not allowed"),
        404: _("Not found"),
        409: _("Changed since you read it"),
        422: _("Not accepted"),
        429: _("Too many"),
    }
