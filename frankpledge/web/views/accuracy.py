"""How good past plans were, by body and measure: for the people of the collaborations, and who reads all."""

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.benefits.models import Unit
from frankpledge.benefits.queries import accuracy as queries
from frankpledge.benefits.queries.accuracy import Accuracy
from frankpledge.benefits.queries.measures import national
from frankpledge.people.permissions import Power
from frankpledge.people.queries.organisations import territorial_forces
from frankpledge.web import asat, formats, members, phrases, tracking
from frankpledge.web.access import needs
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import reading_only

LONGEST_SLUG = 100
CHOICES = ("measure", "body")
COLUMNS = (
    "body",
    "measure",
    "unit",
    "known",
    "median_actual_by_planned",
    "mean_error",
    "mean_absolute_error",
)


@needs(Power.READ_RESTRICTED)
@reading_only
def accuracy(request: HttpRequest) -> HttpResponse:
    """Of one measure by body, or of one body by measure. Nothing is told before one is chosen."""
    form = formats.wanted(request, (Format.HTML, Format.CSV))
    chosen = {name: request.GET.get(name, "").strip()[:LONGEST_SLUG] for name in CHOICES}
    rights = members.rights(request)
    keepers = (
        None
        if rights.may_nationally(Power.READ_RESTRICTED)
        else rights.organisations_with(Power.READ_RESTRICTED)
    )
    held = queries.accuracy(keepers, **chosen) if any(chosen.values()) else []
    if form is Format.CSV:
        return formats.csv_of_members(COLUMNS, [_cells(each) for each in held], filename="accuracy")
    page = Page(
        title=_("How good past plans were"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=((_("Benefits of many collaborations"), reverse("portfolio")),),
    )
    context = {
        "chosen": chosen,
        "measures": national(),
        "bodies": territorial_forces(asat.today()),
        "rows": [_row(each) for each in held],
        "known": sum(each.quality.known for each in held),
        "path": reverse("benefits-accuracy"),
        "csv": formats.address(request, format="csv"),
    }
    return page_response(request, "portfolio/accuracy.html", page, context)


def _row(each: Accuracy) -> Sequence[str]:
    found = each.quality
    return (
        each.body or _("no owner"),
        each.measure,
        phrases.number(found.known),
        tracking.share(found.median_ratio.value),
        _quantity(found.bias.value, each.unit),
        _quantity(found.mean_absolute_error.value, each.unit),
    )


def _cells(each: Accuracy) -> Sequence[object]:
    found = each.quality
    return (
        each.body, each.measure, each.unit, found.known, found.median_ratio.value, found.bias.value,
        found.mean_absolute_error.value,
    )  # fmt: skip


def _quantity(value: float | None, unit: str) -> str:
    if value is None:
        return _("not known")
    return f"{phrases.number(Decimal(str(round(value, 2))))} {Unit(unit).label}"
