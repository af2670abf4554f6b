"""Returns as a file: looked through and shown first, then saved as drafts. It locks nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from frankpledge.benefits.actions import returns as actions
from frankpledge.benefits.drafts import return_files as drafts
from frankpledge.benefits.drafts.return_files import COLUMNS, FileRow, Sorted
from frankpledge.errors import Invalid, Stale
from frankpledge.exchange import return_files as exchange
from frankpledge.exchange import spreadsheets
from frankpledge.exchange.documents import reasons
from frankpledge.exchange.documents.faults import Fault, Refused
from frankpledge.people.permissions import Power
from frankpledge.web import formats, members, tracking, uploads
from frankpledge.web.access import needs
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import gone_to, shown_or_sent
from frankpledge.web.workspaces import Desk

MOST_BYTES = spreadsheets.LARGEST_BYTES
TEMPLATE = "tracking/return_file.html"


# Who may is asked before anything of the file is read; the form's own mark stands in the form, so it is asked
# once the form is.
@needs(Power.PROPOSE_CHANGE)
@csrf_exempt
def upload(request: HttpRequest, written: str) -> HttpResponseBase:
    """Asks for the file; shows what is read and what is refused; saves."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    return shown_or_sent(request, lambda: _asked(desk), lambda: _sent(desk))


@needs(Power.READ_RESTRICTED)
@reading_only
def rows_as_csv(request: HttpRequest, written: str) -> HttpResponseBase:
    """The rows that are still due, to fill in, as CSV."""
    desk = Desk.of(request, written)
    rows = exchange.rows_due(desk.work, timezone.localdate())
    return formats.csv_of_members(exchange.HEADER, rows, filename=f"{desk.held.address}-returns")


@needs(Power.READ_RESTRICTED)
@reading_only
def rows_as_xlsx(request: HttpRequest, written: str) -> HttpResponseBase:
    """The same as a workbook."""
    desk = Desk.of(request, written)
    content = exchange.workbook(exchange.rows_due(desk.work, timezone.localdate()))
    name = get_valid_filename(f"{desk.held.address}-returns.xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=exchange.MEDIA_TYPE, headers=headers)


def _sent(desk: Desk) -> HttpResponseBase:
    if fault := uploads.fault_by_its_size(desk.request, MOST_BYTES):
        return _refused(desk, Refused(fault))
    one = uploads.listen(desk.request, MOST_BYTES)
    try:
        return _taken(desk.request, desk, one)
    finally:
        one.discard()


@csrf_protect
def _taken(request: HttpRequest, desk: Desk, one: uploads.OneFile) -> HttpResponseBase:
    if "rows" in request.POST:
        return _saved(desk, request.POST["rows"], request.POST.get("versions", ""))
    try:
        sent = one.sent()
    except Refused as refused:
        return _refused(desk, refused)
    try:
        rows = _read(sent.path)
    except Invalid as refused:
        return _asked(desk, refused.fields, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _shown(desk, rows, drafts.sort_out(rows, desk.work))


def _read(path: Path) -> list[FileRow]:
    return exchange.file_rows(spreadsheets.lines_of(path))


def _saved(desk: Desk, written: str, versions: str) -> HttpResponseBase:
    """Saves what was shown; whatever has become wrong since is shown again, with all that was read."""
    rows, seen = _rows_of(written), _versions_of(versions)
    found = drafts.sort_out(rows, desk.work)
    if found.refused or not found.count:
        return _shown(desk, rows, found, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    filled = [replace(each, version=seen.get(f"{each.starts_on:%Y-%m}", -1)) for each in found.filled()]
    by = members.actor(desk.request)
    try:
        actions.save_several(by=by, collaboration=desk.held, filled=filled)
    except Stale as refused:
        return _shown(desk, rows, found, str(refused), HTTPStatus.CONFLICT)
    return gone_to(desk.at("benefits-returns", done="uploaded"))


def _rows_of(written: str) -> list[FileRow]:
    """The rows as the page carries them. Raises Invalid for what is not ours."""
    try:
        held = json.loads(written)
        return [
            FileRow(
                line=int(line), cells={name: str(text) for name, text in zip(COLUMNS, cells, strict=True)}
            )
            for line, cells in held[: spreadsheets.MOST_LINES]
        ]
    except (ValueError, TypeError) as error:
        raise Invalid(_("We could not read this form. Load the page again.")) from error


def _versions_of(written: str) -> dict[str, int]:
    try:
        return {str(period): int(version) for period, version in json.loads(written).items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise Invalid(_("We could not read this form. Load the page again.")) from error


def _refused(desk: Desk, refused: Refused) -> HttpResponse:
    told = reasons.said(refused)
    if refused.fault is Fault.TOO_LARGE:
        told = _("The file is larger than %(most)s megabytes. Split it.") % {"most": MOST_BYTES // 10**6}
    return _asked(desk, {"file": told}, uploads.status_of(refused.fault))


def _asked(
    desk: Desk, wrong: Mapping[str, str] | None = None, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = {"faults": list((wrong or {}).values()), "columns": COLUMNS, "found": None}
    return _page(desk, context, status)


def _shown(
    desk: Desk,
    rows: Sequence[FileRow],
    found: Sorted,
    stale: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    refused = {each.line for each in found.refused}
    kept = [
        [row.line, [row.cells.get(name, "") for name in COLUMNS]] for row in rows if row.line not in refused
    ]
    context = {
        "faults": [stale] if stale else [],
        "found": found,
        "period": lambda day: tracking.period(desk.work, day),
        "observed": tracking.observed,
        "kept": json.dumps(kept, ensure_ascii=False),
        "versions": json.dumps({f"{day:%Y-%m}": found.grids[day].version for day in found.periods}),
    }
    return _page(desk, context, status)


def _page(desk: Desk, context: Mapping[str, object], status: HTTPStatus) -> HttpResponse:
    title = _("Figures as a file") if context["found"] is None else _("Look the file over")
    above = (_("Returns"), desk.at("benefits-returns"))
    response = desk.page(TEMPLATE, title, context, above)
    response.status_code = status
    return response
