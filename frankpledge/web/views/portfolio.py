"""The benefits of many collaborations: coverage first, then roll-ups; for everybody, counts alone."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.benefits.queries import own_benefits, portfolio
from frankpledge.benefits.queries.portfolio import Portfolio
from frankpledge.errors import NotFound
from frankpledge.exchange import portfolio as exchange
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require
from frankpledge.register.queries.keepers import keepers_of_organisation
from frankpledge.web import formats, members
from frankpledge.web import portfolio as words
from frankpledge.web.access import needs, open_to_all, with_their_own
from frankpledge.web.editions import pounds
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import reading_only

LONGEST_SLUG = 100
FILENAME = "benefits-portfolio"


@open_to_all
@reading_only
@with_their_own
def national(request: HttpRequest) -> HttpResponse:
    """All collaborations for who reads all, their own for members, released counts for everybody."""
    form = formats.wanted(request)
    keepers = _scope(request)
    if keepers is not None and not keepers:
        return _public(request, form)
    chosen = {name: request.GET.get(name, "").strip()[:LONGEST_SLUG] for name in ("force", "function")}
    held = portfolio.portfolio(keepers, **chosen)
    if form is Format.JSON:
        return formats.varying(_of_members(formats.json_response(exchange.document(held))))
    if form is Format.CSV:
        return formats.csv_of_members(exchange.COLUMNS, exchange.rows(held), filename=FILENAME)
    page = Page(
        title=_("Benefits of many collaborations"),
        shows_register=False,
        for_search_engines=False,
        has_data=True,
        breadcrumbs=((_("Home"), "/"),),
    )
    context = _context(held) | {"is_all": keepers is None, "chosen": chosen, "path": reverse("portfolio")}
    return page_response(request, "portfolio/national.html", page, context)


@needs(Power.READ_RESTRICTED)
@reading_only
def of_body(request: HttpRequest, slug: str) -> HttpResponse:
    """What one body has promised, what has happened, and what is together of the collaborations it keeps."""
    body = Organisation.objects.filter(slug=slug).first()
    if body is None:
        raise NotFound(_("There is no organisation at this address."))
    keepers = keepers_of_organisation(body.pk)
    if not members.rights(request).may(Power.READ_RESTRICTED, keepers):
        require(members.actor(request), Power.READ_RESTRICTED, keepers)
    held = portfolio.portfolio([body.pk])
    page = Page(
        title=_("Costs and benefits of %(name)s") % {"name": body.name},
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=((body.name, reverse("organisation", args=[body.slug])),),
    )
    context = _context(held) | {"body": body, "own": own_benefits.of(body.pk)}
    return page_response(request, "portfolio/body.html", page, context)


def _scope(request: HttpRequest) -> Collection[int] | None:
    """The bodies whose collaborations the reader may read whole; None for all, none for the public."""
    if not members.is_signed_in(request):
        return ()
    rights = members.rights(request)
    if rights.may_nationally(Power.READ_RESTRICTED):
        return None
    return rights.organisations_with(Power.READ_RESTRICTED)


def _public(request: HttpRequest, form: Format) -> HttpResponse:
    released = portfolio.released()
    if form is Format.JSON:
        return formats.json_response(exchange.public(released))
    if form is Format.CSV:
        rows = [exchange.public_row(released)]
        return formats.csv_response(exchange.PUBLIC_COLUMNS, rows, filename=FILENAME)
    page = Page(title=_("Benefits of many collaborations"), has_data=True, breadcrumbs=((_("Home"), "/"),))
    return page_response(request, "portfolio/public.html", page, {"released": released})


def _context(held: Portfolio) -> dict[str, object]:
    return {
        "held": held,
        "by_force": words.coverage(held.by_force),
        "by_function": words.coverage(held.by_function),
        "measures": words.measures(held.measures),
        "money": words.money(held.money),
        "banked": pounds(held.banked_pence),
    }


def _of_members(response: HttpResponse) -> HttpResponse:
    """Pages of other sites may not read it."""
    del response.headers["Access-Control-Allow-Origin"]
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
