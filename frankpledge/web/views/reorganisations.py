"""Reorganisations, for curators: writing one down, seeing all that it does, applying it on its day."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, NotFound
from frankpledge.exchange import reorganisations as exchange
from frankpledge.people.permissions import Power
from frankpledge.people.queries.names import Names
from frankpledge.register.actions import reorganisations
from frankpledge.register.models import (
    Effect,
    Function,
    Reorganisation,
    ReorganisationState,
    Step,
    StepKind,
)
from frankpledge.register.queries import reorganisations as queries
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.reorganising import Plan
from frankpledge.register.states import reorganisations as states
from frankpledge.register.states.reorganisations import Move
from frankpledge.web import formats, members
from frankpledge.web import reorganisation_words as words
from frankpledge.web.access import needs
from frankpledge.web.formats import Format
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of, key_of
from frankpledge.web.forms.reorganisations import FORMS, basics_questions, every_policing_body
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import when
from frankpledge.web.reading import reading_only
from frankpledge.web.reorganisation_words import EffectList, EffectRow, StepRow
from frankpledge.web.steps import Rows, Steps, gone_to, walk
from frankpledge.web.views.confirmations import record_at

VERSION = "version"


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
        breadcrumbs=_above(),
        path=request.path,
    )
    today = timezone.localdate()
    context = {
        "row": row,
        "steps": [StepRow(step.pk, words.step(step)) for step in queries.steps_of(row)],
        "kinds": [(kind.value, form.title) for kind, form in FORMS.items()],
        "plan": plan,
        "summary": words.counts(plan) if plan else "",
        "effects": _effects(plan) if plan else _effects_done(row),
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
        return gone_to(_address(row))

    steps = Steps(
        title=_("Write down a reorganisation"),
        button=_("Continue"),
        lead=(_("Nobody but curators sees it, and nothing changes, before it is applied on its day."),),
        questions=(*basics_questions(), Question(name="key", kind=Kind.HIDDEN)),
        initial={"key": str(uuid.uuid4())},
        do=do,
        back=(_("Cancel"), reverse("reorganisations")),
        breadcrumbs=_above(),
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def basics(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Its title, day and grounds, changed."""
    row = queries.get(reference, members.rights(request))

    def do(values: Values) -> HttpResponseBase:
        reorganisations.set_basics(
            by=members.actor(request), reference=reference, version=_version(values), **_basics(values)
        )
        return gone_to(_address(row))

    steps = Steps(
        title=_("Change its title, day or grounds"),
        button=_("Save"),
        questions=(*basics_questions(), Question(name=VERSION, kind=Kind.HIDDEN)),
        initial={
            "title": row.title,
            "takes_effect_on": str(row.takes_effect_on),
            "words": row.words,
            "source_url": row.source_url,
            VERSION: str(row.version),
        },
        do=do,
        back=(_("Cancel"), _address(row)),
        breadcrumbs=_above(row),
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def step(request: HttpRequest, reference: str, kind: str) -> HttpResponseBase:
    """A step of one kind, added; for policing bodies, as many as are pasted."""
    row = queries.get(reference, members.rights(request))
    if kind not in StepKind.values:
        raise NotFound(_("There is no such kind of step."))
    form, names = FORMS[StepKind(kind)], Names.read()
    functions = [Choice(each.slug, each.name) for each in Function.objects.all()]

    def check(values: Values) -> Rows:
        return [
            (
                ", ".join(names.name_of[slug] for slug in draft.before) or draft.function,
                ", ".join(names.name_of.get(each.slug, each.name) for each in draft.after),
            )
            for draft in form.read(names, values)
        ]

    def do(values: Values) -> HttpResponseBase:
        reorganisations.add_steps(
            by=members.actor(request), reference=reference, drafts=form.read(names, values)
        )
        return gone_to(_address(row))

    initial = {}
    if request.method == "GET" and kind == StepKind.REPLACE:
        initial["pairs"] = every_policing_body(names, _taken(queries.steps_of(row)))
    steps = Steps(
        title=str(form.title),
        button=_("Add this"),
        lead=(form.lead,),
        questions=form.questions(names, functions),
        initial=initial,
        check=check,
        do=do,
        back=(_("Cancel"), _address(row)),
        breadcrumbs=_above(row),
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def remove_step(request: HttpRequest, reference: str, step_id: int) -> HttpResponseBase:
    """A step, taken out."""
    row = queries.get(reference, members.rights(request))
    found = queries.steps_of(row).filter(pk=step_id).first()
    if found is None:
        raise NotFound(_("There is no such step, or it was taken out."))

    def do(_values: Values) -> HttpResponseBase:
        reorganisations.remove_step(by=members.actor(request), reference=reference, step_id=step_id)
        return gone_to(_address(row))

    steps = Steps(
        title=_("Take this step out"),
        button=_("Take it out"),
        facts=((_("Step"), words.step(found)),),
        do=do,
        back=(_("Cancel"), _address(row)),
        breadcrumbs=_above(row),
        is_a_warning=True,
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


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to the whole: its page's words, and the action."""

    title: str
    button: str
    lead: str
    is_a_warning: bool = False


@needs(Power.DECIDE_CHANGE)
def deed(request: HttpRequest, reference: str, name: str) -> HttpResponseBase:
    """Planning it, taking that back, throwing it away, applying it."""
    row = queries.get(reference, members.rights(request))
    told, does = _deeds().get(name), DOES.get(name)
    if told is None or does is None:
        raise NotFound(_("There is no such page."))

    def do(values: Values) -> HttpResponseBase:
        done = does(by=members.actor(request), reference=reference, version=_version(values))
        is_gone = done.state == ReorganisationState.DISCARDED
        return gone_to(reverse("reorganisations") if is_gone else _address(done))

    steps = Steps(
        title=told.title,
        button=told.button,
        lead=(told.lead,),
        facts=((_("What"), row.title), (_("From"), when(row.takes_effect_on))),
        questions=(Question(name=VERSION, kind=Kind.HIDDEN),),
        initial={VERSION: str(row.version)},
        do=do,
        back=(_("Back"), _address(row)),
        breadcrumbs=_above(row),
        is_a_warning=told.is_a_warning,
    )
    return walk(request, steps)


DOES = {
    "plan": reorganisations.plan,
    "take-back": reorganisations.take_back,
    "discard": reorganisations.discard,
    "apply": reorganisations.apply,
}


def _deeds() -> dict[str, Deed]:
    return {
        "plan": Deed(
            _("Plan this reorganisation"),
            _("Plan it"),
            _("It is applied on its day by itself, or by you. Until then it can be taken back."),
        ),
        "take-back": Deed(
            _("Take the plan back"),
            _("Take it back"),
            _("It is a draft again, and nothing happens on its day."),
        ),
        "discard": Deed(
            _("Throw this draft away"),
            _("Throw it away"),
            _("What was written here is gone from the list. Nothing on the register changes."),
            is_a_warning=True,
        ),
        "apply": Deed(
            _("Apply this reorganisation"),
            _("Apply it now"),
            _(
                "All of it is done at once, and cannot be undone as a whole. Pages of earlier days stay"
                " as they are. What turns out wrong is changed record by record, or by another"
                " reorganisation."
            ),
            is_a_warning=True,
        ),
    }


def _effects(plan: Plan) -> list[EffectList]:
    found = []
    for effect, title in words.EFFECTS.items():
        held = [each for each in plan.effects if each.effect is effect]
        rows = tuple(
            EffectRow(
                each.record.reference,
                each.record.title,
                reverse("collaboration", args=[each.record.reference]),
                words.why(each.why),
                each.asks,
            )
            for each in held[: words.MOST_LISTED]
        )
        found.append(EffectList(effect, title, len(held), rows))
    return found


def _effects_done(row: Reorganisation) -> list[EffectList]:
    held = queries.done(row)
    return [
        EffectList(
            effect,
            title,
            sum(each.effect == effect for each in held),
            tuple(
                EffectRow(
                    each.collaboration.reference,
                    each.collaboration.title,
                    reverse("collaboration", args=[each.collaboration.address]),
                    words.why(each.why),
                    each.asks,
                )
                for each in [each for each in held if each.effect == effect][: words.MOST_LISTED]
            ),
        )
        for effect, title in words.EFFECTS.items()
    ]


def _basics(values: Values) -> dict[str, Any]:
    return {
        "title": values["title"],
        "takes_effect_on": day_of(values, "takes_effect_on"),
        "words": values["words"],
        "source_url": values["source_url"],
    }


def _version(values: Values) -> int:
    written = values.get(VERSION, "")
    if not written.isdecimal():
        raise Invalid(_("We could not read this form. Load the page again."))
    return int(written)


def _taken(steps: Iterable[Step]) -> set[str]:
    return {
        each.organisation.slug
        for step in steps
        for each in step.bodies.all()
        if each.organisation and not each.is_after
    }


def _curators_only(request: HttpRequest) -> None:
    if not members.rights(request).may_nationally(Power.DECIDE_CHANGE):
        raise NotFound(_("There is no such page, or it is not for you."))


def _for_nobody_else(answer: HttpResponse) -> HttpResponse:
    """The file of a plan is for who opened it: no page of another site may read it."""
    del answer.headers["Access-Control-Allow-Origin"], answer.headers["Cross-Origin-Resource-Policy"]
    return answer


def _address(row: Reorganisation) -> str:
    return reverse("reorganisation", args=[row.reference])


def _above(row: Reorganisation | None = None) -> tuple[tuple[str, str], ...]:
    top = (_("Reorganisations"), reverse("reorganisations"))
    return (top, (row.title, _address(row))) if row else (top,)
