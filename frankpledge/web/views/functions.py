"""The kinds of police work, and how different forces do each."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.exchange import functions as exchange
from frankpledge.register.queries.functions import (
    ForceStanding,
    FunctionPage,
    all_functions,
    function_page,
)
from frankpledge.register.queries.listings import When
from frankpledge.register.queries.memberships import EVERYTHING
from frankpledge.web import asat, formats, listings, navigation
from frankpledge.web.addresses import stems
from frankpledge.web.formats import Format
from frankpledge.web.labels import labels
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page


@public_page
def functions(request: HttpRequest) -> HttpResponseBase:
    """Every function, with how many collaborations on this register do it."""
    form, day = formats.wanted(request), asat.asked(request)
    found = all_functions(When(day or asat.today(), is_past=day is not None))
    if form is Format.JSON:
        return formats.json_response(exchange.functions(found, day))
    if form is Format.CSV:
        return formats.csv_response(
            exchange.FUNCTION_COLUMNS, exchange.function_rows(found), filename="functions"
        )
    page = Page(
        title=_("What police work is done together"),
        section="functions",
        breadcrumbs=((_("Home"), "/"),),
        as_at=day,
        has_data=True,
    )
    return page_response(
        request, "functions.html", page, {"found": found, "path": request.path, **stems(day)}
    )


@public_page
def function(request: HttpRequest, slug: str) -> HttpResponseBase:
    """How do others do it? Who with whom, by which model, since when, led by whom."""
    form, day = formats.wanted(request), asat.asked(request)
    when = When(day or asat.today(), is_past=day is not None)
    if form is not Format.HTML:
        document = exchange.function(function_page(slug, when, most=EVERYTHING), day)
        if form is Format.JSON:
            return formats.json_response(document)
        return formats.csv_response(exchange.COLUMNS, exchange.rows(document), filename=f"function-{slug}")
    found = function_page(slug, when)
    page = Page(
        title=found.function.name,
        section="functions",
        description=found.function.description,
        breadcrumbs=((_("Home"), "/"), (_("Functions"), reverse("functions"))),
        as_at=day,
        has_data=True,
    )
    context = {
        "found": found,
        "groups": listings.by_model(found.listing),
        "count": found.listing.count(),
        "everywhere": found.listing.of(everywhere=True),
        "everywhere_count": found.listing.count(everywhere=True),
        "standings": _standings(found),
        "labels": labels(),
        "places": listings.place_words(),
        "find_address": _find(slug),
        "path": request.path,
    }
    return page_response(request, "function.html", page, {**context, **stems(day)})


def _standings(found: FunctionPage) -> list[tuple[str, str, str, list[ForceStanding]]]:
    """The forces without one: a heading, a sentence, and who; in the order of what is known of them."""
    without = found.without
    return [
        (
            "none",
            _("No collaboration on this register"),
            "",
            [force for force in without if not force.in_alliance],
        ),
        (
            "in-an-alliance",
            _("No collaboration on this register, but in an alliance over many functions"),
            _("The alliance may take in this function: our sources do not list its work one by one."),
            [force for force in without if force.in_alliance],
        ),
        (
            "assumed",
            _("Only assumed to be in one"),
            _("No source names them as a party."),
            [force for force in found.forces if force.may_have_one],
        ),
        (
            "before",
            _("Only in one that has ended, or that they left"),
            "",
            [
                force
                for force in found.forces
                if force.had_one and not force.has_one and not force.may_have_one
            ],
        ),
    ]


def _find(slug: str) -> str:
    address = navigation.address("find")
    return f"{address}?function={slug}" if address else ""
