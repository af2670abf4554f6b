"""Two to four forces beside each other."""

import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.exchange import comparisons as exchange
from frankpledge.people.models import Organisation
from frankpledge.people.queries.organisations import territorial_forces
from frankpledge.people.queries.relations import Relations
from frankpledge.register.queries.comparisons import Comparison, comparison
from frankpledge.register.queries.entries import Stake
from frankpledge.register.queries.memberships import EVERYTHING
from frankpledge.web import asat, formats
from frankpledge.web.addresses import stems
from frankpledge.web.formats import Format
from frankpledge.web.forms.compare import CompareForm
from frankpledge.web.labels import labels
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import listed
from frankpledge.web.reading import public_page


@public_page
def compare(request: HttpRequest) -> HttpResponseBase:
    """What the forces asked for share, what only one has, and function by function. No scores."""
    kind, day = formats.wanted(request), asat.asked(request)
    forces = territorial_forces(day or asat.today())
    form = CompareForm.read(request, forces)
    if kind is not Format.HTML:
        return _as_data(form, forces, day, kind)
    found = comparison(_stakes(form, forces, day)) if form.is_complete else None
    return _as_page(request, form, forces, day, found)


def _as_page(
    request: HttpRequest,
    form: CompareForm,
    forces: list[Organisation],
    day: datetime.date | None,
    found: Comparison | None,
) -> HttpResponse:
    names = listed(force.short_name for force in found.forces) if found else ""
    page = Page(
        title=_("Compare %(forces)s") % {"forces": names} if found else _("Compare forces"),
        section="organisations",
        breadcrumbs=((_("Home"), "/"), (_("Forces and other bodies"), reverse("organisations"))),
        as_at=day,
        has_data=found is not None,
        path=_path(form, day) if found else "",
    )
    context = {
        "form": form,
        "forces": forces,
        "found": found,
        "names": names,
        "labels": labels(),
        "path": request.path,
    }
    status = 422 if form.errors else 200
    return page_response(request, "compare.html", page, {**context, **stems(day)}, status=status)


def _as_data(
    form: CompareForm, forces: list[Organisation], day: datetime.date | None, kind: Format
) -> HttpResponse:
    if not form.is_complete:
        problem = next(
            iter(form.errors.values()), _("Choose two to four forces, as in ?force=norfolk&force=kent.")
        )
        raise Invalid(problem, {"force": problem})
    found = comparison(_stakes(form, forces, day), most=EVERYTHING)
    document = exchange.document(found, day)
    if kind is Format.JSON:
        return formats.json_response(document)
    filename = "-".join(("compare", *form.chosen))
    return formats.csv_response(exchange.COLUMNS, exchange.rows(document), filename=filename)


def _stakes(form: CompareForm, forces: list[Organisation], day: datetime.date | None) -> list[Stake]:
    """The forces in the order of the address, each with the bodies that oversaw it."""
    by_slug = {force.slug: force for force in forces}
    chosen = [by_slug[slug] for slug in form.chosen]
    asked, is_past = day or asat.today(), day is not None
    return [Stake(force, Relations.of(force).pair, asked, is_past=is_past) for force in chosen]


def _path(form: CompareForm, day: datetime.date | None) -> str:
    past = [(asat.PARAMETER, str(day))] if day else []
    return f"{reverse('compare')}?{urlencode([*form.kept, *past])}"
