"""organisation_figures.csv: sourced figures about organisations."""

from typing import Any

from django.db.models import F

from frankpledge.exchange.register_files import organisations
from frankpledge.exchange.register_files.cited import cited
from frankpledge.exchange.register_files.columns import Date, Number, Slug, Sources, Text, Word
from frankpledge.exchange.register_files.files import Files, code_list
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.people.actions.figures import FigureDraft
from frankpledge.people.models import Confidence, Figure, FigureUnit, Measure, OrganisationCitation, Supports

SHEET = Sheet(
    "register/organisation_figures.csv",
    {
        "organisation_slug": Slug(required=True),
        "date": Date(required=True),
        "period_end": Date(),
        "measure": Word(required=True, words=code_list(Measure)),
        "value": Number(required=True, places=6),
        "unit": Word(required=True, words=code_list(FigureUnit)),
        "basis": Text(),
        "source_url": Sources(required=True),
        "confidence": Word(required=True, words=code_list(Confidence)),
    },
    key=("organisation_slug", "measure", "unit", "date"),
)


def check(files: Files) -> None:
    """Report what does not fit together."""
    files.check_known(SHEET, "organisation_slug", organisations.SHEET, "slug")
    files.check_span(SHEET, "date", "period_end")


def draft(row: Row) -> FigureDraft:
    """The figure that the row gives."""
    cells = row.cells
    return FigureDraft(
        organisation=cells["organisation_slug"],
        on=cells["date"],
        period_ends_on=cells["period_end"],
        measure=cells["measure"],
        value=cells["value"],
        unit=cells["unit"],
        basis=cells["basis"],
        confidence=cells["confidence"],
        sources=cells["source_url"],
    )


def held() -> dict[int, dict[str, Any]]:
    """What is held, as rows of the file."""
    rows = Figure.objects.order_by("id").values(
        "id",
        "measure",
        "value",
        "unit",
        "basis",
        "confidence",
        organisation_slug=F("organisation__slug"),
        date=F("on"),
        period_end=F("period_ends_on"),
    )
    return cited(rows, "figure", OrganisationCitation.objects.filter(supports=Supports.FIGURE))
