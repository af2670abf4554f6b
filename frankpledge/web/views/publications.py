"""What is public of a record and what is not: for its people, who decide it here."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation, Power
from frankpledge.register.actions import publications, releases, withholdings
from frankpledge.register.actions.grounds import Decision
from frankpledge.register.actions.publications import PublicationDraft, form_of
from frankpledge.register.models import (
    Collaboration,
    Level,
    Publication,
    PublicationForm,
    Release,
    Withholding,
)
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.queries.persons import those_to_say
from frankpledge.web import members, publishing
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of, reason_question
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import when
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Rows, Steps, gone_to, walk

DECIDED, WITHHELD, BACK, SAID = "decided", "withheld", "back", "said"


@needs(Power.READ_RESTRICTED)
@reading_only
def publication(request: HttpRequest, written: str) -> HttpResponse:
    """How far it is published, which parts are withheld and why, and how each body publishes it."""
    record = publishing.record_for(request, written, Power.READ_RESTRICTED)
    note_read(by=members.actor(request), subject_kind="collaboration", subject_key=record.reference)
    rights = members.rights(request)
    persons = those_to_say(record, timezone.localdate())
    said = {row.organisation_id: row for row in Publication.objects.filter(collaboration=record)}
    page = Page(
        title=_("What is public"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=publishing.above(record, within=False),
    )
    done = {
        DECIDED: _("Decided."),
        WITHHELD: _("Withheld. Nobody but the people of this record, curators and inspectors sees it."),
        BACK: _("Everybody sees it again."),
        SAID: _("Kept."),
    }
    context = {
        "record": record,
        "release": Release.objects.filter(collaboration=record).first(),
        "levels": Level,
        "withheld": Withholding.objects.filter(collaboration=record),
        "bodies": [(body, said.get(body.pk), rights.may(Power.PUBLISH, [body.pk])) for body in persons.all],
        "may_decide": rights.may(Power.PUBLISH, keepers_of(record.pk)),
        "may_see_persons": rights.may(Power.READ_PERSONS, keepers_of(record.pk)),
        "done": done.get(request.GET.get("done", ""), ""),
    }
    return page_response(request, "publication/publication.html", page, context)


@needs(Power.PUBLISH)
def release(request: HttpRequest, written: str) -> HttpResponseBase:
    """How far the whole record is published."""
    record = publishing.record_for(request, written, Power.PUBLISH)

    def decision(values: Values) -> Decision:
        if values["level"] not in Level.values:
            fault = _("Choose how far it is published")
            raise Invalid(fault, {"level": fault})
        return Decision(level=Level(values["level"]), **publishing.ground_of(values))

    def check(values: Values) -> Rows:
        wanted = decision(values)
        releases.check(collaboration=record, decision=wanted)
        rows = ((_("How far"), str(wanted.level.label)), *publishing.ground_rows(values))
        warning = _(
            "It has been public. What was public cannot be taken back elsewhere: copies, search engines and "
            "downloads may still have it."
        )
        return rows if wanted.level == Level.PUBLISHED else (*rows, (_("Bear in mind"), warning))

    def do(values: Values) -> HttpResponseBase:
        releases.decide(by=members.actor(request), collaboration=record, decision=decision(values))
        return _gone_back(record, DECIDED)

    choices = (
        Choice(Level.PUBLISHED, _("Publish it"), _("Everything, but for the parts that are withheld.")),
        Choice(
            Level.FACT,
            _("Publish its fact and details only"),
            _("Title, parties, functions, legal basis, dates and status. Nothing else."),
        ),
        Choice(
            Level.WITHHELD,
            _("Withhold that it exists"),
            _("Nobody but its parties’ people, curators and inspectors can find any trace of it."),
        ),
    )
    steps = Steps(
        title=_("How far is this record published?"),
        button=_("Decide this"),
        questions=(
            Question(name="level", label=_("How far?"), kind=Kind.CHOICE, choices=choices),
            *publishing.ground_questions(is_optional=True),
        ),
        check=check,
        do=do,
        back=(_("Cancel"), reverse("publication", args=[record.reference])),
        breadcrumbs=publishing.above(record),
    )
    return walk(request, steps)


@needs(Power.PUBLISH)
def withhold(request: HttpRequest, written: str) -> HttpResponseBase:
    """One part more that is withheld."""
    record = publishing.record_for(request, written, Power.PUBLISH)
    taken = Withholding.objects.filter(collaboration=record).values_list("part", "target_id")
    choices = publishing.parts_to_withhold(record, taken)
    named = {choice.value: choice.text for choice in choices}

    def decision(values: Values) -> Decision:
        return Decision(level=Level.PUBLISHED, **publishing.ground_of(values))

    def check(values: Values) -> Rows:
        part, number = publishing.part_of(values)
        withholdings.check(decision=decision(values))
        chosen = named.get(publishing.written(part, number), part.label)
        return ((_("What is withheld"), chosen), *publishing.ground_rows(values))

    def do(values: Values) -> HttpResponseBase:
        part, number = publishing.part_of(values)
        withholdings.withhold(
            by=members.actor(request),
            collaboration=record,
            part=part,
            target_id=number,
            decision=decision(values),
        )
        return _gone_back(record, WITHHELD)

    steps = Steps(
        title=_("Withhold a part of this record"),
        button=_("Withhold it"),
        lead=(
            _("The public page then says that this is withheld, and on what ground."),
            _("It has been public until now: copies of it may be kept elsewhere."),
            _("With the legal basis goes its note. Agreements made here are then for its own people alone."),
        ),
        questions=(
            Question(name="part", label=_("What?"), kind=Kind.ONE_OF_MANY, choices=choices),
            *publishing.ground_questions(),
        ),
        check=check,
        do=do,
        back=(_("Cancel"), reverse("publication", args=[record.reference])),
        breadcrumbs=publishing.above(record),
    )
    return walk(request, steps)


@needs(Power.PUBLISH)
def put_back(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """A part that everybody is to see again."""
    record = publishing.record_for(request, written, Power.PUBLISH)
    held = Withholding.objects.filter(pk=number, collaboration=record).first()
    if held is None:
        raise NotFound(_("There is nothing withheld at this address."))

    def do(values: Values) -> HttpResponseBase:
        withholdings.put_back(by=members.actor(request), withholding_id=held.pk, reason=values["reason"])
        return _gone_back(record, BACK)

    steps = Steps(
        title=_("Let everybody see this again"),
        button=_("Publish it again"),
        facts=((_("What is withheld"), str(held.get_part_display())),),
        questions=(reason_question(),),
        do=do,
        back=(_("Cancel"), reverse("publication", args=[record.reference])),
        breadcrumbs=publishing.above(record),
    )
    return walk(request, steps)


@needs(Power.PUBLISH)
def of_body(request: HttpRequest, written: str, slug: str) -> HttpResponseBase:
    """How one body publishes the agreement."""
    record = publishing.record_for(request, written, Power.PUBLISH)
    body = Organisation.objects.filter(slug=slug).first()
    if body is None or not members.rights(request).may(Power.PUBLISH, [body.pk]):
        raise NotFound(_("There is no such page, or it is not for you."))
    held = Publication.objects.filter(collaboration=record, organisation=body).first()

    def draft(values: Values) -> PublicationDraft:
        return PublicationDraft(
            form=form_of(values["form"]),
            url=values["url"],
            decided_on=day_of(values, "decided_on"),
            **publishing.ground_of(values),
        )

    def check(values: Values) -> Rows:
        wanted = draft(values)
        publications.check(draft=wanted)
        return (
            (_("How it is published"), str(wanted.form.label)),
            (_("Address"), wanted.url or _("none")),
            (_("Decided on"), when(wanted.decided_on) if wanted.decided_on else ""),
            *publishing.ground_rows(values),
        )

    def do(values: Values) -> HttpResponseBase:
        publications.put(
            by=members.actor(request), collaboration=record, organisation=body, draft=draft(values)
        )
        return _gone_back(record, SAID)

    steps = Steps(
        title=_("How does %(name)s publish this agreement?") % {"name": body.name},
        button=_("Keep this"),
        questions=(
            Question(
                name="form",
                label=_("How?"),
                kind=Kind.CHOICE,
                choices=[Choice(each.value, each.label) for each in PublicationForm],
            ),
            Question(
                name="url",
                label=_("Address of the copy, or of the page that says so"),
                hint=_("On your own site. Needed for a copy."),
            ),
            Question(name="decided_on", label=_("When was this decided?"), hint=_("Such as 1 April 2026.")),
            *publishing.ground_questions(is_optional=True),
        ),
        initial=_as_typed(held),
        check=check,
        do=do,
        back=(_("Cancel"), reverse("publication", args=[record.reference])),
        breadcrumbs=publishing.above(record),
    )
    return walk(request, steps)


def _as_typed(held: Publication | None) -> dict[str, Any]:
    if held is None:
        return {}
    typed = {name: getattr(held, name) for name in ("form", "url", "ground", "ground_words", "reason")}
    return {
        **typed,
        "decided_on": str(held.decided_on),
        "review_on": str(held.review_on) if held.review_on else "",
    }


def _gone_back(record: Collaboration, done: str) -> HttpResponseBase:
    return gone_to(reverse("publication", args=[record.reference], query={"done": done}))
