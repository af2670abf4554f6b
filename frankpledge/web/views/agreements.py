"""Agreements: those of a record, and one of them."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.audit.actions import note_read
from frankpledge.errors import NotFound
from frankpledge.exchange import agreements as exchange
from frankpledge.people.models import Power
from frankpledge.register.actions.notices import earliest_end
from frankpledge.register.models import (
    Agreement,
    AgreementState,
)
from frankpledge.register.queries import agreement_pages as pages
from frankpledge.register.queries import agreements as made
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.web import agreements as words
from frankpledge.web import asat, documents, formats, members
from frankpledge.web.formats import Format
from frankpledge.web.forms.agreement_terms import GROUPS
from frankpledge.web.forms.questions import Text
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page

DONE: Mapping[str, Text] = {
    "begun": gettext_lazy("The draft is begun"),
    "saved": gettext_lazy("Saved"),
    "send": gettext_lazy("It is out for signature"),
    "recall": gettext_lazy("It is a draft again"),
    "withdraw": gettext_lazy("It is withdrawn"),
    "signed": gettext_lazy("The signature is recorded"),
    "notice": gettext_lazy("The notice is recorded"),
    "taken-back": gettext_lazy("The notice is taken back"),
    "goes-on": gettext_lazy("It is recorded that the others go on"),
    "obligation": gettext_lazy("The obligation is recorded"),
    "reservation": gettext_lazy("The reservation is recorded"),
    "answered": gettext_lazy("The answer is recorded"),
}


@public_page
def of_record(request: HttpRequest, written: str) -> HttpResponseBase:
    """Every agreement of a record: what everybody may know, and for its people what is being written."""
    form, day = formats.wanted(request), asat.asked(request)
    record = words.record_at(written)
    rights = members.rights(request) if members.is_signed_in(request) else None
    held = pages.of_record(record, rights=rights, day=day or asat.today(), is_past=day is not None)
    if form is not Format.HTML:
        document = exchange.listed(record, held)
        if form is Format.JSON:
            return formats.json_response(document)
        return formats.csv_response(
            exchange.LIST_COLUMNS, exchange.list_rows(document), filename=f"{record.reference}-agreements"
        )
    keepers = keepers_of(record.pk) if rights is not None else frozenset()
    page = Page(
        title=_("Agreements of %(title)s") % {"title": record.title},
        breadcrumbs=((_("Home"), "/"), (record.title, reverse("collaboration", args=[record.address]))),
        as_at=day,
        has_data=True,
        about=record.reference,
    )
    context = {
        "record": record,
        "held": held,
        "stood": lambda each: _stood(each, day or asat.today()),
        "may_begin": rights is not None and rights.may(Power.PROPOSE_CHANGE, keepers),
        "is_member": rights is not None and rights.may(Power.READ_RESTRICTED, keepers),
        "may_end": rights is not None and rights.may(Power.DECIDE_CHANGE, keepers),
        "path": reverse("agreements-of-record", args=[record.reference]),
    }
    return page_response(request, "agreements/list.html", page, context)


def _stood(found: Agreement, day: datetime.date) -> tuple[AgreementState, str]:
    state = pages.stood(found, day)
    return state, words.state_in_words(found, state, day)


@public_page
def agreement(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One agreement. Until all have signed only its people know of it."""
    form, day = formats.wanted(request), asat.asked(request)
    rights = members.rights(request)
    found = made.visible(reference, rights=rights)
    is_member = members.is_signed_in(request) and made.is_member(found, rights) and day is None
    if day is not None and (found.signed_on is None or found.signed_on.earliest > day):
        raise NotFound(_("There was no such agreement on that day."))
    shown = pages.shown(found, is_member=is_member and form is Format.HTML, today=asat.today())
    if form is not Format.HTML:
        return _as_data(found, shown, form)
    if is_member:
        note_read(by=members.actor(request), subject_kind="agreement", subject_key=found.reference or "")
    return _as_page(request, shown, day)


def _as_data(found: Agreement, shown: pages.Shown, form: Format) -> HttpResponse:
    if not found.is_signed:
        raise NotFound(_("There is no data of it before all have signed."))
    document = exchange.document(shown)
    if form is Format.JSON:
        return formats.json_response(document)
    return formats.csv_response(exchange.COLUMNS, exchange.rows(document), filename=found.reference or "")


def _as_page(request: HttpRequest, shown: pages.Shown, day: datetime.date | None) -> HttpResponse:
    found = shown.agreement
    place = words.Place(found)
    state = pages.stood(found, day) if day else AgreementState(found.state)
    rights = members.rights(request)
    keepers = keepers_of(found.collaboration_id) if shown.is_member else frozenset()
    may_propose = shown.is_member and rights.may(Power.PROPOSE_CHANGE, keepers)
    page = Page(
        title=found.title,
        breadcrumbs=((_("Home"), "/"), *place.above[:2]),
        as_at=day,
        has_data=found.is_signed,
        for_search_engines=found.is_signed,
        about=found.collaboration.reference,
    )
    context: dict[str, Any] = {
        "shown": shown,
        "agreement": found,
        "record": found.collaboration,
        "place": place,
        "state": state,
        "state_label": words.state_in_words(found, state, day or asat.today()),
        "dates": words.dates(found),
        "notice": words.notice_in_words(found),
        "earliest_end": earliest_end(found, asat.today()) if found.state == AgreementState.IN_FORCE else None,
        "provisions": words.provisions_in_words(found),
        "exit_terms": words.exit_terms(found),
        "is_overdue": words.is_overdue,
        "deeds": list(words.deeds(request, shown)) if shown.is_member else [],
        "may_write": may_propose and found.state == AgreementState.DRAFT,
        "groups": GROUPS,
        "done": str(DONE.get(request.GET.get("done", ""), "")) if shown.is_member else "",
        "speaks_for": rights.organisations_with(Power.SPEAK_FOR) if shown.is_member else (),
        "may_decide": shown.is_member and rights.may(Power.DECIDE_CHANGE, keepers),
        "may_check": may_propose and found.state != AgreementState.WITHDRAWN,
        "path": place.address,
    }
    if day is None:
        context |= documents.of_agreement(
            request, found.collaboration, found.pk, is_member=shown.is_member, may_add=may_propose
        )
    return page_response(request, "agreements/agreement.html", page, context)
