"""The returns of a collaboration: when each is due, the grid of one period, and its locking."""

import datetime
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.benefits import years
from frankpledge.benefits.actions import returns as actions
from frankpledge.benefits.actions.returns import Cell
from frankpledge.benefits.drafts import returns as pasted
from frankpledge.benefits.method import version
from frankpledge.benefits.models import Return
from frankpledge.benefits.periods import is_start
from frankpledge.benefits.queries import reviews
from frankpledge.benefits.queries.returns import (
    ALL_TOGETHER,
    Grid,
    Period,
    calendar,
    grid,
    measured_profiles,
)
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.permissions import Power
from frankpledge.web import formats, members, tracking
from frankpledge.web.access import needs
from frankpledge.web.formats import Format
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms import returns as form
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import gone_to, shown_or_sent, walk
from frankpledge.web.workspaces import Desk, number_of, version_question

COLUMNS = ("benefit", "title", "party", "unit", "last", "value", "denominator", "explanation")


@needs(Power.READ_RESTRICTED)
@reading_only
def calendar_of(request: HttpRequest, written: str) -> HttpResponseBase:
    """Every period with its return: due, overdue, being filled in or locked."""
    desk = Desk.of(request, written)
    today = timezone.localdate()
    rows = calendar(desk.work, today, desk.work.returns.all(), measured_profiles(desk.work))
    context = {
        "rows": rows,
        "by_year": _by_year(rows),
        "overdue": [row for row in rows if row.is_overdue_on(today)],
        "today": today,
        "period": lambda day: tracking.period(desk.work, day),
        "done": request.GET.get("done", ""),
        "days": version(desk.work.method_version).rules.review_working_days,
    }
    return desk.page("tracking/returns.html", _("Returns"), context)


def _by_year(rows: Sequence[Period]) -> list[tuple[str, list[Period]]]:
    """The newest financial year first, and in it the newest period; none after the last that is asked."""
    asked_last = max((at for at, row in enumerate(rows) if row.is_asked or row.held), default=len(rows))
    newest = reversed(rows[: asked_last + 1])
    grouped = groupby(newest, key=lambda row: years.year_of(row.starts_on))
    return [(years.in_words(year), list(held)) for year, held in grouped]


@needs(Power.READ_RESTRICTED)
def one(request: HttpRequest, written: str, period: str) -> HttpResponseBase:
    """One return: its grid, to read or to fill in."""
    desk = Desk.of(request, written)
    day = _day_of(desk, period)
    if formats.wanted(request, (Format.HTML, Format.CSV)) is Format.CSV:
        return _as_csv(desk, grid(desk.work, day))
    return shown_or_sent(request, lambda: _shown(desk, grid(desk.work, day)), lambda: _taken(desk, day))


@needs(Power.DECIDE_CHANGE)
def reopen(request: HttpRequest, written: str, period: str) -> HttpResponseBase:
    """A locked return is opened again, with the reason."""
    desk = Desk.of(request, written, Power.DECIDE_CHANGE)
    day = _day_of(desk, period)
    held = _held(desk, day)

    def do(values: Mapping[str, str]) -> HttpResponseBase:
        actions.reopen(
            by=members.actor(request),
            collaboration=desk.held,
            starts_on=day,
            version=number_of(values),
            reason=values["reason"],
        )
        return gone_to(desk.at("benefits-return", period, done="reopened"))

    steps = desk.steps(
        _("Open the return for %(period)s again") % {"period": tracking.period(desk.work, day)},
        _("Open it again"),
        do,
        lead=(
            _("Until it is locked again, its figures count for nothing."),
            _("What the parties said of it stays on record, and they are asked again."),
        ),
        questions=(asked.long("reason", _("Why?")), version_question()),
        initial={"version": str(held.version)},
        back=(_("Cancel"), desk.at("benefits-return", period)),
    )
    return walk(request, steps)


def _held(desk: Desk, day: datetime.date) -> Return:
    held: Return | None = desk.work.returns.filter(starts_on=day).first()
    if held is None:
        raise NotFound(_("There is no return of this period yet."))
    return held


def _day_of(desk: Desk, period: str) -> datetime.date:
    """The first day of one of its periods that has begun. Raises NotFound."""
    day, first = tracking.day_at(period), desk.work.first_period_on
    if not first <= day <= timezone.localdate() or not is_start(first, desk.work.period_length, day):
        raise NotFound(_("There is no return at this address."))
    return day


def _taken(desk: Desk, day: datetime.date) -> HttpResponseBase:
    """Saves or locks what was sent; “no change” and what is pasted are shown before they are saved."""
    sent = desk.request.POST
    held = grid(desk.work, day)
    cells = form.typed(sent, held)
    step, _colon, key = sent.get(form.STEP, form.SAVE).partition(":")
    try:
        if step in {form.ALL_UNCHANGED, form.ROW_UNCHANGED}:
            return _shown(desk, held, form.unchanged(cells, held, key), version=sent.get("version"))
        if step == form.PASTE:
            read = pasted.read(sent.get(pasted.FIELD, ""), held.lines)
            return _shown(desk, held, cells | read, version=sent.get("version"), is_pasted=True)
        return _kept(desk, held, cells, is_to_lock=step == form.LOCK)
    except Stale as refused:
        return _shown(desk, held, cells, {"": str(refused)}, HTTPStatus.CONFLICT)
    except Invalid as refused:
        faults = refused.fields or {"": str(refused)}
        # What was right before something else was wrong is saved: look at it as it stands now.
        return _shown(desk, grid(desk.work, day), cells, faults, HTTPStatus.UNPROCESSABLE_ENTITY)


def _kept(desk: Desk, held: Grid, cells: Mapping[str, Cell], *, is_to_lock: bool) -> HttpResponseBase:
    if faults := form.checked(cells):
        raise Invalid(_("Some rows cannot be saved as they are."), faults)
    by, day = members.actor(desk.request), held.starts_on
    saved = actions.save(
        by=by,
        collaboration=desk.held,
        starts_on=day,
        version=number_of(desk.request.POST),
        cells=list(cells.values()),
    )
    done = "saved"
    if is_to_lock:
        actions.lock(by=by, collaboration=desk.held, starts_on=day, version=saved.version)
        done = "locked"
    return gone_to(desk.at("benefits-return", f"{day:%Y-%m}", done=done))


def _shown(
    desk: Desk,
    held: Grid,
    cells: Mapping[str, Cell] | None = None,
    faults: Mapping[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    *,
    version: str | None = None,
    is_pasted: bool = False,
) -> HttpResponse:
    today, wrong = timezone.localdate(), faults or {}
    title = _("Return for %(period)s") % {"period": tracking.period(desk.work, held.starts_on)}
    sent = desk.request.POST
    context = {
        "grid": held,
        "rows": form.rows(held, cells if cells is not None else form.saved(held), wrong),
        "version": version or held.version,
        "error_list": form.listed(wrong, held),
        "stands": reviews.stands(held.held, today) if held.held and held.is_locked else [],
        "own": desk.rights.organisations_with(Power.VALIDATE_FIGURES),
        "reviewed": tracking.REVIEWED,
        "observed": tracking.observed,
        "is_open_to_review": bool(
            held.held and held.held.review_ends_on and today <= held.held.review_ends_on
        ),
        "has_ended": held.ends_on < today,
        "is_overdue": not held.is_locked and held.due_on < today,
        "pasted": "" if is_pasted else sent.get(pasted.FIELD, ""),
        "is_pasted": is_pasted,
        "paste_fault": wrong.get(pasted.FIELD, ""),
        "done": desk.request.GET.get("done", ""),
        "form": form,
        "csv_address": formats.address(desk.request, format="csv"),
        "period_at": f"{held.starts_on:%Y-%m}",
    }
    above = (_("Returns"), desk.at("benefits-returns"))
    response = desk.page("tracking/return.html", title, context, above)
    response.status_code = status
    return response


def _as_csv(desk: Desk, held: Grid) -> HttpResponse:
    """The grid as a spreadsheet has it, to fill in and to paste back."""
    rows = []
    for line in held.lines:
        now = line.now
        first = (now.numerator if line.is_ratio else now.value) if now else None
        rows.append(
            (
                line.profile.reference,
                line.profile.title,
                line.organisation.slug if line.organisation else ALL_TOGETHER,
                str(line.measure.get_unit_display()),
                tracking.observed(line.last) if line.last else "",
                first if first is not None else (now.get_said_display() if now else ""),
                now.denominator if now else "",
                now.explanation if now else "",
            )
        )
    name = f"{desk.held.address}-return-{held.starts_on:%Y-%m}"
    return formats.csv_of_members(COLUMNS, rows, filename=name)
