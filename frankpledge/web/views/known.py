"""What is known and not known: the national picture of what this register holds."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.exchange import coverage as exchange
from frankpledge.exchange.pictures import holdings
from frankpledge.register.queries.coverage import Coverage, Field, coverage
from frankpledge.web import asat, formats, pictures
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page


@public_page
def known(request: HttpRequest) -> HttpResponse:
    """Counts of what is held, by field, region, function and model; of the records of a past day if asked."""
    form = formats.wanted(request)
    found = coverage(asat.asked(request))
    if form is Format.JSON:
        return formats.json_response(exchange.as_json(found))
    if form is Format.CSV:
        name = f"known-and-not-known-{found.day}" if found.day else "known-and-not-known"
        return formats.csv_response(exchange.COLUMNS, exchange.as_rows(found), filename=name)
    return _as_page(request, found)


def _as_page(request: HttpRequest, found: Coverage) -> HttpResponse:
    page = Page(
        title=_("What is known and not known"),
        section="known",
        description=_("What this register of police collaborations holds, and what it does not."),
        as_at=found.day,
        has_data=True,
    )
    by_field, by_region, by_function, by_model = hung = pictures.hang(*holdings.of(found))
    response = page_response(
        request,
        "known.html",
        page,
        {
            "coverage": found,
            "by_field": by_field,
            "by_region": by_region,
            "by_function": by_function,
            "by_model": by_model,
            "start": found.fields[Field.START],
            "path": reverse("known"),
        },
    )
    return pictures.not_kept_until_drawn(response, hung)
