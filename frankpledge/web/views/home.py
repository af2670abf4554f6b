"""The way in: what this is, how much was found, and every way to it."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from frankpledge.dates import Answer
from frankpledge.exchange import national as exchange
from frankpledge.people.models import Region
from frankpledge.register.models import Status
from frankpledge.register.queries import latest, national
from frankpledge.register.queries.national import Counts
from frankpledge.web import asat, formats, navigation, tiles
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page

# The regions of England and Wales; the others on the list are where a few named bodies lie.
REGIONS = tuple(
    region
    for region in Region
    if region not in {Region.SCOTLAND, Region.NORTHERN_IRELAND, Region.SOUTHERN_WALES}
)
ALWAYS_COUNTED = (Status.RUNNING, Status.NOT_KNOWN, Status.ENDED)


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The home page; with `?as-at=`, what was in being on that day."""
    form = formats.wanted(request)
    day = asat.asked(request)
    return _on(request, day, form) if day else _today(request, form)


def _today(request: HttpRequest, form: Format) -> HttpResponse:
    counts, today = national.counts(), asat.today()
    due, recent = national.due(today, a_year_after(today)), latest.recent()
    if form is not Format.HTML:
        return _as_data(exchange.document(counts, due, recent), form)
    return _page(
        request,
        None,
        {"counts": counts, "by_status": _by_status(counts), "due": due, "recent": recent},
    )


def _on(request: HttpRequest, day: datetime.date, form: Format) -> HttpResponse:
    counts = national.in_being_on(day)
    if form is not Format.HTML:
        return _as_data(exchange.document_on(day, counts), form)
    return _page(request, day, {"then": {answer.value: counts[answer] for answer in Answer}})


def _as_data(document: dict[str, object], form: Format) -> HttpResponse:
    if form is Format.JSON:
        return formats.json_response(document)
    return formats.csv_response(exchange.COLUMNS, exchange.rows(document), filename="frankpledge")


def _page(request: HttpRequest, day: datetime.date | None, held: dict[str, object]) -> HttpResponse:
    page = Page(
        title=_("Police collaborations in England and Wales"),
        description=_("Who works with whom, why, and what has been said about cost and benefit."),
        as_at=day,
        has_data=True,
    )
    context = {
        **held,
        "find": navigation.address("find"),
        "map": tiles.tile_map(),
        "regions": [(region.value, region.label) for region in REGIONS],
        "keep": f"?{asat.PARAMETER}={day}" if day else "",
    }
    return page_response(request, "home.html", page, context)


def _by_status(counts: Counts) -> list[tuple[str, str]]:
    """Every status that has records, and always the three that matter most, as (the word, how it is said)."""
    said = {
        Status.RUNNING: _("%d described as running when last reported"),
        Status.NOT_KNOWN: _("%d not known"),
        Status.ENDED: _("%d ended"),
        Status.NOTICE_GIVEN: _("%d with notice given"),
        Status.AGREED: _("%d agreed"),
        Status.PROPOSED: _("%d proposed"),
        Status.DROPPED: _("%d dropped"),
    }
    shown = (status for status in said if counts[status] or status in ALWAYS_COUNTED)
    return [(status.value, said[status] % counts[status]) for status in shown]


def a_year_after(day: datetime.date) -> datetime.date:
    """The same day of the next year; after 29 February, 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return datetime.date(day.year + 1, 3, 1)
