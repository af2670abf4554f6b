"""Reorganisations, for curators: writing one down, seeing all that it does, applying it on its day."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.exchange import reorganisations as exchange
from frankpledge.people.permissions import Power
from frankpledge.register.actions import reorganisations
from frankpledge.register.models import (
    Effect,
    ReorganisationState,
)
from frankpledge.register.queries import reorganisations as queries
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.states import reorganisations as states
from frankpledge.register.states.reorganisations import Move
from frankpledge.web import formats, members, reorganising
from frankpledge.web import reorganisation_words as words
from frankpledge.web.access import needs
from frankpledge.web.formats import Format
from frankpledge.web.forms.questions import Kind, Question, Values, day_of, key_of
from frankpledge.web.forms.reorganisations import FORMS, basics_questions
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import when
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Steps, gone_to, walk
from frankpledge.web.views.confirmations import record_at


@needs(Power.DECIDE_CHANGE)
@reading_only
def listed(request: HttpRequest) -> HttpResponse:
    """All of them, and the way to a new one."""
    _curators_only(request)
    page = Page(title=_("Reorganisations"), shows_register=False, for_search_engines=False)
    context = {"rows": queries.every(members.rights(request)), "today": timezone.localdate()}
    return page_response(request, "reorganisations/list.html", page, context)


@needs(Power.DECIDE_CHANGE)
@reading_only
def one(request: HttpRequest, reference: str) -> HttpResponse:
    """Its steps; what it would do to the whole register, or what it did; and what may be done next."""
    row = queries.get(reference, members.rights(request))
    kind = formats.wanted(request, (Format.HTML, Format.CSV))
    plan = None if row.state == ReorganisationState.APPLIED else queries.planned(row)
    if kind is Format.CSV:
        rows = exchange.rows(plan) if plan else exchange.rows_done(queries.done(row))
        answer = formats.csv_response(exchange.COLUMNS, rows, filename=row.reference)
        return _for_nobody_else(answer)
    page = Page(
        title=row.title,
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=reorganising.above(),
        path=request.path,
    )
    today = timezone.localdate()
    context = {
        "row": row,
        "steps": [words.step_row(step) for step in queries.steps_of(row)],
        "kinds": [(kind.value, form.title) for kind, form in FORMS.items()],
        "plan": plan,
        "summary": words.counts(plan) if plan else "",
        "waiting": words.waiting(plan) if plan else "",
        "effects": words.effects(plan) if plan else words.effects_done(queries.done(row)),
        "may_edit": states.may(Move.SAVE, ReorganisationState(row.state)),
        "may_plan": bool(plan and not plan.problems)
        and states.may(Move.PLAN, ReorganisationState(row.state)),
        "may_take_back": states.may(Move.TAKE_BACK, ReorganisationState(row.state)),
        "may_apply": states.may_apply(row, today),
        "csv_address": formats.address(request, format="csv"),
    }
    return page_response(request, "reorganisations/one.html", page, context)


@needs(Power.DECIDE_CHANGE)
def begin(request: HttpRequest) -> HttpResponseBase:
    """A new one: what it is called, from which day, and what it rests on."""
    _curators_only(request)

    def do(values: Values) -> HttpResponseBase:
        row = reorganisations.begin(by=members.actor(request), key=key_of(values), **_basics(values))
        return gone_to(reorganising.address(row))

    steps = Steps(
        title=_("Write down a reorganisation"),
        button=_("Continue"),
        lead=(_("Nobody but curators sees it, and nothing changes, before it is applied on its day."),),
        questions=(*basics_questions(), Question(name="key", kind=Kind.HIDDEN)),
        initial={"key": str(uuid.uuid4())},
        do=do,
        back=(_("Cancel"), reverse("reorganisations")),
        breadcrumbs=reorganising.above(),
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def basics(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Its title, day and grounds, changed."""
    row = queries.get(reference, members.rights(request))

    def do(values: Values) -> HttpResponseBase:
        reorganisations.set_basics(
            by=members.actor(request),
            reference=reference,
            version=reorganising.version(values),
            **_basics(values),
        )
        return gone_to(reorganising.address(row))

    steps = Steps(
        title=_("Change its title, day or grounds"),
        button=_("Save"),
        questions=(*basics_questions(), reorganising.version_question()),
        initial={
            "title": row.title,
            "takes_effect_on": str(row.takes_effect_on),
            "words": row.words,
            "source_url": row.source_url,
            reorganising.VERSION: str(row.version),
        },
        do=do,
        back=(_("Cancel"), reorganising.address(row)),
        breadcrumbs=reorganising.above(row),
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def look_at(request: HttpRequest, written: str) -> HttpResponseBase:
    """What a reorganisation asks the people of a record to look at; and that they have."""
    held = record_at(written).collaboration
    asked = queries.asked_of(held.pk)
    if asked is None or not members.rights(request).may(Power.DECIDE_CHANGE, keepers_of(held.pk)):
        raise NotFound(_("There is nothing to look at here, or it is not for you."))
    address = reverse("collaboration", args=[held.address])

    def do(_values: Values) -> HttpResponseBase:
        reorganisations.look_at(by=members.actor(request), collaboration_id=held.pk)
        return gone_to(address)

    steps = Steps(
        title=_("What a reorganisation did to this record"),
        button=_("We have looked at it"),
        lead=(
            _("See whether its parties, basis, cost shares and votes are still as they should be."),
            _("Change what is not, on the record’s own page, and then say here that you have looked at it."),
        ),
        facts=(
            (_("Record"), held.title),
            (_("Reorganisation"), asked.reorganisation.title),
            (_("From"), when(asked.reorganisation.takes_effect_on)),
            (_("Effect"), str(Effect(asked.effect).label)),
            (_("Why"), words.why(asked.why)),
        ),
        do=do,
        back=(_("Back to the record"), address),
        breadcrumbs=((held.title, address),),
    )
    return walk(request, steps)


def _basics(values: Values) -> dict[str, Any]:
    return {
        "title": values["title"],
        "takes_effect_on": day_of(values, "takes_effect_on"),
        "words": values["words"],
        "source_url": values["source_url"],
    }


def _curators_only(request: HttpRequest) -> None:
    if not members.rights(request).may_nationally(Power.DECIDE_CHANGE):
        raise NotFound(_("There is no such page, or it is not for you."))


def _for_nobody_else(answer: HttpResponse) -> HttpResponse:
    """The file of a plan is for who opened it: no page of another site may read it."""
    del answer.headers["Access-Control-Allow-Origin"], answer.headers["Cross-Origin-Resource-Policy"]
    return answer
