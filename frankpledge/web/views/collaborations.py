"""One collaboration: everything held about it, at its permanent address."""

import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.exchange import collaborations as exchange
from frankpledge.exchange.pictures import strips
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.register.queries import as_at, collaborations
from frankpledge.register.queries.collaborations import Record
from frankpledge.web import (
    asat,
    changing,
    confirming,
    documents,
    following,
    formats,
    navigation,
    pictures,
    publishing,
    records,
    workspaces,
)
from frankpledge.web.access import with_their_own
from frankpledge.web.formats import Format
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page


@public_page
@with_their_own
def collaboration(request: HttpRequest, written: str) -> HttpResponseBase:
    """The record that `written` names. Only its reference counts: other words lead to the right ones."""
    form = formats.wanted(request)
    day = asat.asked(request)
    reference = collaborations.reference_in(written)
    if reference is None:
        return _sent_on(request, collaborations.address_of(written))
    record = collaborations.record(reference, day or asat.today())
    if written != record.collaboration.address:
        return _sent_on(request, record.collaboration.address)
    if form is not Format.HTML:
        return _as_data(record, day, form)
    return _as_page(request, record, day)


def _sent_on(request: HttpRequest, address: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    right = reverse("collaboration", args=[address])
    return HttpResponsePermanentRedirect(f"{right}?{query}" if query else right)


def _as_page(request: HttpRequest, record: Record, day: datetime.date | None) -> HttpResponse:
    held = record.collaboration
    page = Page(
        title=held.title,
        section="find",
        description=record.purpose.statement if record.purpose else "",
        breadcrumbs=((_("Home"), "/"), (_("Find collaborations"), navigation.address("find"))),
        as_at=day,
        has_data=True,
        last_confirmed=record.said.last_on,
        about=held.reference,
        history=reverse("collaboration-history", args=[held.address]),
    )
    hung = pictures.hang(*_worth_drawing(record))
    context = records.context(record, day)
    follow = following.button(request, held.reference)
    change_address = "" if day else changing.link(request, held)
    documents_address = "" if day else documents.link(request, held)
    mine = {
        "pictures": hung,
        "follow": follow,
        "change_address": change_address,
        "documents_address": documents_address,
        "publication_address": "" if day else publishing.link(request, held),
        "confirm_address": "" if day else confirming.link(request, held),
        "benefits_address": "" if day else workspaces.link(request, held, may_begin=bool(change_address)),
    }
    response = page_response(request, "collaboration.html", page, {**context, **mine})
    return pictures.not_kept_until_drawn(response, hung)


def _worth_drawing(record: Record) -> list[Picture]:
    parties = (line.party for line in record.parties.lines)
    events = [line.event for line in record.events]
    picture = strips.of_collaboration(record.collaboration, parties, asat.today(), events)
    return [picture] if picture.has_something_to_draw else []


def _as_data(record: Record, day: datetime.date | None, form: Format) -> HttpResponse:
    then = as_at.then(record, day) if day else None
    document = exchange.document(record, then)
    if form is Format.JSON:
        return formats.json_response(document)
    filename = f"{record.collaboration.address}-{day}" if day else record.collaboration.address
    return formats.csv_response(exchange.COLUMNS, exchange.rows(document), filename=filename)
