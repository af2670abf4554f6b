"""Agreements: those of a record, one of them, and writing one until it is out for signature."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.audit.actions import note_read
from frankpledge.errors import NotFound
from frankpledge.exchange import agreements as exchange
from frankpledge.people.models import Organisation, Power
from frankpledge.people.queries.organisations import named
from frankpledge.register.actions import agreements
from frankpledge.register.actions.notices import earliest_end
from frankpledge.register.models import (
    MEMBER_ROLES,
    Agreement,
    AgreementKind,
    AgreementState,
    Role,
    SignatoryPlace,
)
from frankpledge.register.queries import agreement_pages as pages
from frankpledge.register.queries import agreements as made
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.states.agreements import Move
from frankpledge.web import agreements as words
from frankpledge.web import asat, documents, formats, members
from frankpledge.web.access import needs
from frankpledge.web.formats import Format
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.agreement_terms import GROUPS, terms_of
from frankpledge.web.forms.questions import Choice, Kind, Question, Text, Values, key_of
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import public_page
from frankpledge.web.steps import Rows, Steps, gone_to, walk

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


# --- writing one ------------------------------------------------------------------------------------


@needs(Power.PROPOSE_CHANGE)
def begin(request: HttpRequest, written: str) -> HttpResponseBase:
    """A new draft: what it is called, which kind it is, and to which one it is made."""
    record = words.record_for(request, written, Power.PROPOSE_CHANGE)
    parents = list(
        Agreement.objects.filter(
            collaboration=record, state__in=[AgreementState.FOUND, AgreementState.IN_FORCE]
        )
    )

    def do(values: Values) -> HttpResponseBase:
        kind = AgreementKind(asked.chosen(values, "kind", AgreementKind))
        begun = agreements.begin(
            by=members.actor(request),
            collaboration=record,
            kind=kind,
            title=values["title"],
            parent=next((each for each in parents if str(each.pk) == values["parent"]), None),
            key=key_of(values),
        )
        return gone_to(words.Place(begun).done("begun"))

    kinds = [
        Choice(each.value, each.label, KIND_HINTS[each])
        for each in AgreementKind
        if each != AgreementKind.NOT_STATED and (parents or each == AgreementKind.ORIGINAL)
    ]
    to_which = asked.one_of_question(
        "parent",
        _("Which agreement is it made to?"),
        asked.agreement_choices(parents),
        hint=_("Not for an original agreement."),
        is_long=True,
    )
    steps = Steps(
        title=_("Draft an agreement"),
        button=_("Begin the draft"),
        lead=(_("Only the people of those named see it until all have signed."),),
        questions=(
            Question(name="title", label=_("What is it called?")),
            asked.one_of_question("kind", _("What kind of agreement is it?"), kinds),
            *((to_which,) if parents else (replace(to_which, kind=Kind.HIDDEN),)),
            asked.key_question(),
        ),
        initial={"key": str(uuid.uuid4()), "kind": "" if parents else AgreementKind.ORIGINAL.value},
        do=do,
        back=(_("Cancel"), reverse("agreements-of-record", args=[record.reference])),
        breadcrumbs=((record.title, reverse("collaboration", args=[record.address])),),
    )
    return walk(request, steps)


KIND_HINTS: Mapping[AgreementKind, Text] = {
    AgreementKind.ORIGINAL: gettext_lazy("The first one, which sets the collaboration up."),
    AgreementKind.VARIATION: gettext_lazy("Changes one that is in force: its terms, dates or parties."),
    AgreementKind.RENEWAL: gettext_lazy("Goes on after one that runs out, in its place."),
    AgreementKind.NOVATION: gettext_lazy("One party’s place passes to another body."),
    AgreementKind.ENDING: gettext_lazy("All agree to end it on a day."),
}


@needs(Power.PROPOSE_CHANGE)
def terms(request: HttpRequest, reference: str, group: str) -> HttpResponseBase:
    """Some of the terms of a draft."""
    place = words.place_for(request, reference, Move.SAVE)
    words.check_is_draft(place)
    found = GROUPS.get(group)
    if found is None:
        raise NotFound(_("There is nothing to change at this address."))
    held = place.agreement

    def do(values: Values) -> HttpResponseBase:
        agreements.save(
            by=members.actor(request),
            reference=place.key,
            version=asked.whole_of(values, "version") or 0,
            terms=found.read(terms_of(held), values),
        )
        return gone_to(place.done("saved"))

    steps = Steps(
        title=str(found.title),
        button=_("Save"),
        questions=(*found.questions(), Question(name="version", kind=Kind.HIDDEN, is_made_anew=True)),
        initial={**found.initial(held), "version": str(held.version)},
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def add_signatory(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One more who is to sign, or another word about one already there."""
    place = words.place_for(request, reference, Move.SAVE)
    words.check_is_draft(place)

    def chosen(values: Values) -> dict[str, Any]:
        return {
            "organisation": values["organisation"].strip().lower(),
            "place": SignatoryPlace(asked.chosen(values, "place", SignatoryPlace)),
            "role": values["role"],
        }

    def do(values: Values) -> HttpResponseBase:
        agreements.add_signatory(by=members.actor(request), reference=place.key, **chosen(values))
        return gone_to(place.done("saved"))

    steps = Steps(
        title=_("Who is to sign"),
        button=_("Save"),
        lead=(_("A force and its policing body are two who sign: add each of them."),),
        questions=(
            asked.one_of_question(
                "organisation",
                _("Which body?"),
                asked.body_choices(Organisation.objects.order_by("name")),
                is_long=True,
            ),
            asked.one_of_question("place", _("What becomes of its place?"), asked.choices_of(SignatoryPlace)),
            asked.one_of_question(
                "role",
                _("If it joins: as what?"),
                [Choice("", _("It does not join")), *(Choice(e.value, Role(e).label) for e in MEMBER_ROLES)],
                is_long=False,
            ),
        ),
        initial={"place": SignatoryPlace.STAYS.value, "role": ""},
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def remove_signatory(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """One less who is to sign."""
    place = words.place_for(request, reference, Move.SAVE)
    words.check_is_draft(place)
    body = named(slug)

    def do(_values: Values) -> HttpResponseBase:
        agreements.remove_signatory(by=members.actor(request), reference=place.key, organisation=slug)
        return gone_to(place.done("saved"))

    steps = Steps(
        title=_("%(body)s is not to sign") % {"body": body.name},
        button=_("Take it off the list"),
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
        is_a_warning=True,
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def move(request: HttpRequest, reference: str, name: str) -> HttpResponseBase:
    """Sending it out, making it a draft again, withdrawing it."""
    moves = {"send": Move.SEND, "recall": Move.RECALL, "withdraw": Move.WITHDRAW}
    if name not in moves:
        raise NotFound(_("There is nothing to do at this address."))
    place = words.place_for(request, reference, moves[name])

    def do(values: Values) -> HttpResponseBase:
        by = members.actor(request)
        if name == "send":
            agreements.send(by=by, reference=place.key)
        elif name == "recall":
            agreements.recall(by=by, reference=place.key)
        else:
            agreements.withdraw(by=by, reference=place.key, reason=values["reason"])
        return gone_to(place.done(name))

    title, button, lead = MOVE_WORDS[name]
    why = asked.long("reason", _("Why is it withdrawn?"))
    steps = Steps(
        title=str(title),
        button=button,
        lead=(lead,),
        facts=_who_signs(place.agreement),
        questions=(why,) if name == "withdraw" else (),
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
        is_a_warning=name == "withdraw",
    )
    return walk(request, steps)


MOVE_WORDS: Mapping[str, tuple[Text, Text, Text]] = {
    "send": (
        gettext_lazy("Send it out for signature"),
        gettext_lazy("Send it out"),
        gettext_lazy("From now on what it says stays. Each of these is asked to sign."),
    ),
    "recall": (
        gettext_lazy("Make it a draft again"),
        gettext_lazy("Make it a draft"),
        gettext_lazy("Nobody has signed it yet, so what it says can still be changed."),
    ),
    "withdraw": (
        gettext_lazy("Withdraw it"),
        gettext_lazy("Withdraw it"),
        gettext_lazy("It stays on record for the people of those named, and nobody can sign it any more."),
    ),
}


def _who_signs(found: Agreement) -> Rows:
    names = [each.organisation.name for each in made.signatories_of(found)]
    return ((_("Who is to sign"), "; ".join(names) or _("nobody is named yet")),)
