"""The same thing as a page, as JSON and as CSV, at the same address.

`?format=json` or `?format=csv` chooses; without it the reader's Accept header does; otherwise it is the page.
"""

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from frankpledge.dates import PartialDate
from frankpledge.web.refusals import BadAddress, NotAcceptable

Response = TypeVar("Response", bound=HttpResponseBase)

PARAMETER = "format"
NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
# What makes a spreadsheet read a cell as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """A form in which a page can be had."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"


MEDIA_TYPES = {Format.HTML: "text/html", Format.JSON: "application/json", Format.CSV: "text/csv"}
ALL = tuple(Format)


def wanted(request: HttpRequest, offered: Sequence[Format] = ALL) -> Format:
    """The form that the reader asks for.

    Raises BadAddress when `?format=` names another, NotAcceptable when Accept leaves none of those offered.
    """
    named = request.GET.get(PARAMETER)
    if named is not None:
        if named not in offered:
            raise BadAddress(
                _("There is no format “%(format)s” here. Write one of: %(formats)s.")
                % {"format": named[:20], "formats": ", ".join(offered)}
            )
        return Format(named)
    best = request.get_preferred_type([MEDIA_TYPES[each] for each in offered])
    for each in offered:
        if MEDIA_TYPES[each] == best:
            return each
    raise NotAcceptable(
        _("This address answers as: %(types)s.") % {"types": ", ".join(MEDIA_TYPES[each] for each in offered)}
    )


def address(request: HttpRequest, *, without: Iterable[str] = (), **changes: str) -> str:
    """The address asked for, with parameters of the query left out or changed. Always on this site."""
    query = [(name, value) for name, value in _pairs(request) if name not in {*without, *changes}]
    written = urlencode([*query, *changes.items()])
    return f"{request.path}?{written}" if written else request.path


def _pairs(request: HttpRequest) -> Iterable[tuple[str, str]]:
    return ((name, value) for name, values in request.GET.lists() for value in values if name != PARAMETER)


def json_response(data: Mapping[str, Any]) -> HttpResponse:
    """`data` as JSON: keys sorted, UTF-8, the same bytes for the same data, and what it is drawn from."""
    body = json.dumps(
        {"generated_from": standing(), **data},
        default=_plain,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return open_to_all(HttpResponse(body + "\n", content_type="application/json; charset=utf-8"))


def csv_response(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, filename: str) -> HttpResponse:
    """A header row and `rows` as CSV. No cell of text can act as a formula in a spreadsheet."""
    return open_to_all(csv_of_members(columns, rows, filename=filename))


def csv_of_members(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, filename: str) -> HttpResponse:
    """The same for the people of a record: pages of other sites may not read it."""
    body = io.StringIO()
    writer = csv.writer(body, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    response = HttpResponse(body.getvalue(), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'inline; filename="{get_valid_filename(filename)}.csv"'
    return varying(response)


def open_to_all(response: Response) -> Response:
    """Lets pages of other sites read open data in their readers' browsers: it is the same for everybody."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return varying(response)


def varying(response: Response) -> Response:
    """Marks a page that has other forms, so that no cache hands one reader another's."""
    patch_vary_headers(response, ["Accept"])
    return response


def cell(value: Any) -> str:
    """A value as a cell of CSV: numbers as they are, text made safe to open in a spreadsheet."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if text.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(text):
        return "'" + text
    return text


def standing() -> str:
    """What every document of data says of itself."""
    return _("Public sources. Independent and unofficial: not confirmed by the parties named.")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (PartialDate, datetime.date)):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON.")
