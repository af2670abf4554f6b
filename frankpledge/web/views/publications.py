"""What is public of a record and what is not: for its people, who decide it here."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation, Power
from frankpledge.register.actions import publications, releases
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
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of
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
    releasing = _Releasing(request, record)
    steps = Steps(
        title=_("How far is this record published?"),
        button=_("Decide this"),
        questions=(
            Question(name="level", label=_("How far?"), kind=Kind.CHOICE, choices=_levels()),
            *publishing.ground_questions(is_optional=True),
        ),
        check=releasing.check,
        do=releasing.do,
        back=(_("Cancel"), reverse("publication", args=[record.reference])),
        breadcrumbs=publishing.above(record),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Releasing:
    """One request to decide how far a record is published."""

    request: HttpRequest
    record: Collaboration

    def decision(self, values: Values) -> Decision:
        if values["level"] not in Level.values:
            fault = _("Choose how far it is published")
            raise Invalid(fault, {"level": fault})
        return Decision(level=Level(values["level"]), **publishing.ground_of(values))

    def check(self, values: Values) -> Rows:
        wanted = self.decision(values)
        releases.check(collaboration=self.record, decision=wanted)
        rows = ((_("How far"), str(wanted.level.label)), *publishing.ground_rows(values))
        warning = _(
            "It has been public. What was public cannot be taken back elsewhere: copies, search engines and "
            "downloads may still have it."
        )
        return rows if wanted.level == Level.PUBLISHED else (*rows, (_("Bear in mind"), warning))

    def do(self, values: Values) -> HttpResponseBase:
        by = members.actor(self.request)
        releases.decide(by=by, collaboration=self.record, decision=self.decision(values))
        return gone_back(self.record, DECIDED)


def _levels() -> tuple[Choice, ...]:
    return (
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


@needs(Power.PUBLISH)
def of_body(request: HttpRequest, written: str, slug: str) -> HttpResponseBase:
    """How one body publishes the agreement."""
    record = publishing.record_for(request, written, Power.PUBLISH)
    body = Organisation.objects.filter(slug=slug).first()
    if body is None or not members.rights(request).may(Power.PUBLISH, [body.pk]):
        raise NotFound(_("There is no such page, or it is not for you."))
    saying = _Saying(request, record, body)
    steps = Steps(
        title=_("How does %(name)s publish this agreement?") % {"name": body.name},
        button=_("Keep this"),
        questions=_questions_of_body(),
        initial=_as_typed(Publication.objects.filter(collaboration=record, organisation=body).first()),
        check=saying.check,
        do=saying.do,
        back=(_("Cancel"), reverse("publication", args=[record.reference])),
        breadcrumbs=publishing.above(record),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Saying:
    """One request to say how a body publishes the agreement."""

    request: HttpRequest
    record: Collaboration
    body: Organisation

    def draft(self, values: Values) -> PublicationDraft:
        return PublicationDraft(
            form=form_of(values["form"]),
            url=values["url"],
            decided_on=day_of(values, "decided_on"),
            **publishing.ground_of(values),
        )

    def check(self, values: Values) -> Rows:
        wanted = self.draft(values)
        publications.check(draft=wanted)
        return (
            (_("How it is published"), str(wanted.form.label)),
            (_("Address"), wanted.url or _("none")),
            (_("Decided on"), when(wanted.decided_on) if wanted.decided_on else ""),
            *publishing.ground_rows(values),
        )

    def do(self, values: Values) -> HttpResponseBase:
        by, draft = members.actor(self.request), self.draft(values)
        publications.put(by=by, collaboration=self.record, organisation=self.body, draft=draft)
        return gone_back(self.record, SAID)


def _questions_of_body() -> tuple[Question, ...]:
    forms = [Choice(each.value, each.label) for each in PublicationForm]
    return (
        Question(name="form", label=_("How?"), kind=Kind.CHOICE, choices=forms),
        Question(
            name="url",
            label=_("Address of the copy, or of the page that says so"),
            hint=_("On your own site. Needed for a copy."),
        ),
        Question(name="decided_on", label=_("When was this decided?"), hint=_("Such as 1 April 2026.")),
        *publishing.ground_questions(is_optional=True),
    )


def _as_typed(held: Publication | None) -> dict[str, Any]:
    if held is None:
        return {}
    typed = {name: getattr(held, name) for name in ("form", "url", "ground", "ground_words", "reason")}
    return {
        **typed,
        "decided_on": str(held.decided_on),
        "review_on": str(held.review_on) if held.review_on else "",
    }


def gone_back(record: Collaboration, done: str) -> HttpResponseBase:
    """The page that says what is public, and what was just done."""
    return gone_to(reverse("publication", args=[record.reference], query={"done": done}))
