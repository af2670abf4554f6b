"""The case of a record for whoever wants to work it out again: in words, as JSON, as a workbook."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.audit.actions import note_read
from frankpledge.benefits import years
from frankpledge.benefits.models import Profile
from frankpledge.benefits.queries import holdings
from frankpledge.benefits.queries.cases import Basis, not_in_pounds
from frankpledge.engine import money
from frankpledge.engine.appraisal import View
from frankpledge.engine.appraisal.ledgers import Indicators
from frankpledge.errors import NotFound
from frankpledge.exchange.benefit_cases import case as cases
from frankpledge.exchange.benefit_cases import series, words, workbook
from frankpledge.exchange.benefit_cases.case import Asked, Made
from frankpledge.exchange.cases.appraise.words import ratio
from frankpledge.people.models import Power
from frankpledge.web import members, tracking
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Text
from frankpledge.web.reading import reading_only
from frankpledge.web.refusals import BadAddress
from frankpledge.web.workspaces import Desk

VIEWS: Mapping[str, View] = {"whole": View.WHOLE_LIFE, "ahead": View.FORWARD}
LEAST_RISE, MOST_RISE = Decimal(-10), Decimal(30)
AMOUNTS: Mapping[str, Text] = {
    "public_costs": gettext_lazy("Costs"),
    "savings": gettext_lazy("Savings"),
    "benefits": gettext_lazy("Benefits"),
    "disbenefits": gettext_lazy("Drawbacks"),
    "paid": gettext_lazy("Paid"),
    "received": gettext_lazy("Received"),
}


@needs(Power.READ_RESTRICTED)
@reading_only
def case(request: HttpRequest, written: str) -> HttpResponseBase:
    """What it is worth in words, what is left out and why, and how to work it out again."""
    desk = Desk.of(request, written)
    asked = _asked(request)
    workspace = desk.work
    context: dict[str, Any] = {
        "made": None,
        "why_none": "",
        "chosen_basis": asked.basis.value,
        "chosen_view": next(name for name, view in VIEWS.items() if view is asked.view),
        "rise": request.GET.get("rise", "").strip(),
        "not_in_pounds": (),
        "words": words,
        "in_words": years.in_words,
        "is_ahead": asked.view is View.FORWARD,
    }
    try:
        made = cases.made_of(desk.held, workspace, asked, timezone.localdate())
    except NotFound as nothing:
        context["why_none"] = str(nothing)
        context["not_in_pounds"] = not_in_pounds(workspace)
    else:
        rows = _rows(made)
        by_values = {each.profile.pk for each in made.valued}
        context["not_in_pounds"] = [each for each in not_in_pounds(workspace) if each.pk not in by_values]
        context |= {"made": made, "rows": rows, "worth": _pounds(made.npsv_pence), **_files(desk)}
        context["columns"] = _columns(rows)
        context["beside"] = _beside(made)
        gross = cases.gross_pence(made)
        context["gross"] = "" if gross == made.npsv_pence else _pounds(gross)
    return desk.page("workspaces/case.html", _("The case, to work out again"), context)


@needs(Power.READ_RESTRICTED)
@reading_only
def in_json(request: HttpRequest, written: str) -> HttpResponseBase:
    """The case for `frankpledge appraise`."""
    made, desk = _made(request, written)
    return _json(made.document, f"{desk.held.reference}-case")


@needs(Power.READ_RESTRICTED)
@reading_only
def in_xlsx(request: HttpRequest, written: str) -> HttpResponseBase:
    """The case as a workbook with formulas."""
    made, desk = _made(request, written)
    notes = words.notes(made, desk.work.method_version, timezone.localdate())
    content = workbook.file_of(made, notes)
    return _file(content, workbook.MEDIA_TYPE, f"{desk.held.reference}-case.xlsx")


@needs(Power.READ_RESTRICTED)
@reading_only
def signals(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The series of one benefit for `frankpledge signals`."""
    profile, desk = tracking.benefit_at(request, reference)
    (held,) = holdings.held(Profile.objects.filter(pk=profile.pk))
    document = series.document(held)
    if document is None:
        raise NotFound(_("No baseline and no return of this benefit is locked, so there is no series yet."))
    _note(request, desk)
    return _json(document, f"{profile.reference}-signals")


@needs(Power.READ_RESTRICTED)
@reading_only
def finding(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """What the engine was asked for one finding, for `frankpledge attribute`."""
    profile, desk = tracking.benefit_at(request, reference)
    held = profile.findings.filter(pk=number).first()
    if held is None:
        raise NotFound(_("There is no such finding."))
    _note(request, desk)
    said = {"design": held.design, "grade": held.grade, "words": held.words, "source": held.source}
    case = series.titled(held.case, profile, held.case["title"]) if held.case else said
    return _json(case, f"{profile.reference}-finding-{number}")


def _made(request: HttpRequest, written: str) -> tuple[Made, Desk]:
    desk = Desk.of(request, written)
    made = cases.made_of(desk.held, desk.work, _asked(request), timezone.localdate())
    _note(request, desk)
    return made, desk


def _note(request: HttpRequest, desk: Desk) -> None:
    """Who reads what is not public is noted."""
    note_read(by=members.actor(request), subject_kind="collaboration", subject_key=desk.held.reference)


def _asked(request: HttpRequest) -> Asked:
    """What the address asks for. Raises BadAddress for what it cannot mean."""
    basis, view = request.GET.get("of") or Basis.NOW, request.GET.get("view") or "whole"
    if basis not in list(Basis) or view not in VIEWS:
        raise BadAddress(_("This address asks for a case that there is not."))
    return Asked(basis=Basis(basis), view=VIEWS[view], growth=_growth(request))


def _growth(request: HttpRequest) -> float | None:
    """Per cent a year, as typed."""
    typed = request.GET.get("rise", "").strip().removesuffix("%").strip()
    if not typed:
        return None
    try:
        rise = Decimal(typed)
    except InvalidOperation:
        rise = MOST_RISE + 1
    if not rise.is_finite() or not LEAST_RISE <= rise <= MOST_RISE:
        raise BadAddress(_("Enter the rise of prices as per cent a year from -10 to 30, such as 2.5."))
    return float(rise / 100)


def _rows(made: Made) -> list[dict[str, str]]:
    """All together, then each party: to the penny, as the command prints them."""
    result = made.result
    whole = _row(_("All together"), result.whole, made.npsv_pence)
    return [whole, *(_row(each.name, each, result.npsv_pence[each.name]) for each in result.parties)]


def _row(name: str, whose: Indicators, npsv_pence: int) -> dict[str, str]:
    bcr = whose.ledger.bcr.value
    return {
        "name": name,
        "worth": _pounds(npsv_pence),
        "ratio": _("none") if bcr is None else ratio(bcr),
        **{each: _pounds(_pence(getattr(whose.ledger, each))) for each in AMOUNTS},
    }


def _columns(rows: Sequence[Mapping[str, str]]) -> list[tuple[str, Text]]:
    """Those that say anything of anybody."""
    nought = _pounds(0)
    amounts = [each for each in AMOUNTS.items() if any(row[each[0]] != nought for row in rows)]
    return [("worth", _("Worth")), *amounts, ("ratio", _("For each pound"))]


def _beside(made: Made) -> list[tuple[float, str]]:
    """The flat rate of each other schedule in per cent, and what it would be worth under that."""
    found = []
    for choice in made.case.also_under:
        other = cases.under(made, choice)
        rate = other.used.schedule(made.engine_case.discount).rates(0)[0]
        found.append((float(rate) * 100, _pounds(sum(other.npsv_pence.values()))))
    return found


def _pence(pounds: float) -> int:
    """Rounded as the command rounds what it prints."""
    return money.pence(repr(round(pounds, 6)))


def _pounds(pence: int) -> str:
    return money.pounds(pence).replace("-", "\N{MINUS SIGN}")


def _files(desk: Desk) -> dict[str, str]:
    """Where the same case is as files."""
    query = desk.request.GET.urlencode()
    more = f"?{query}" if query else ""
    return {
        "json_address": desk.at("benefits-case-json") + more,
        "xlsx_address": desk.at("benefits-case-xlsx") + more,
        "command": f"frankpledge appraise {desk.held.reference}-case.json",
    }


def _json(document: Mapping[str, Any], name: str) -> HttpResponse:
    body = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return _file(body.encode(), "application/json; charset=utf-8", f"{name}.json")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{get_valid_filename(name)}"'
    return response
