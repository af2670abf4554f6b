"""The draft of what a record is for: written by its people, looked at beside the last version, published."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.permissions import Power, Rights, require
from frankpledge.register.actions import objectives, purpose_versions
from frankpledge.register.models import Collaboration, Objective, Purpose, PurposeChange
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.queries.purposes import Version, draft_of, story_of
from frankpledge.web import asat, changing, members, purposes
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import when
from frankpledge.web.purposes import number_of
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Rows, Steps, gone_to, walk
from frankpledge.web.views.purposes import above


@dataclass(frozen=True, slots=True)
class Desk:
    """One record with its draft, and the rights of who sits at it."""

    request: HttpRequest
    held: Collaboration
    rights: Rights
    keepers: frozenset[int]
    draft: Purpose | None

    @classmethod
    def of(cls, request: HttpRequest, written: str, power: Power) -> "Desk":
        """Raises NotFound, or NotAllowed for who has not the power over the record."""
        held = changing.of_record(written).owner
        if not isinstance(held, Collaboration):
            raise NotFound(_("There is no collaboration at this address."))
        keepers = keepers_of(held.pk)
        rights = require(members.actor(request), power, keepers)
        return cls(request, held, rights, keepers, draft_of(held.pk))

    @property
    def address(self) -> str:
        """Where the whole draft is."""
        return reverse("purpose-draft", args=[self.held.reference])

    @property
    def edition(self) -> str:
        return str(self.draft.edition if self.draft else 0)

    @property
    def last(self) -> Version | None:
        """The newest published version."""
        versions = story_of(self.held.pk).versions
        return versions[-1] if versions else None

    def drafted(self) -> Purpose:
        """The draft. Raises NotFound where there is none."""
        if self.draft is None:
            raise NotFound(_("There is no draft: it may have been published or thrown away."))
        return self.draft

    def steps(
        self, title: str, button: str, do: Callable[[Values], HttpResponseBase], **more: object
    ) -> Steps:
        """A page that asks about the draft."""
        asked: dict[str, object] = {"back": (_("Back to the draft"), self.address), **more}
        return Steps(
            title=title,
            button=button,
            do=do,
            breadcrumbs=(*above(self.held), (_("Draft of the purpose"), self.address)),
            **asked,  # type: ignore[arg-type] # as each page has it
        )


@needs(Power.READ_RESTRICTED)
@reading_only
def draft(request: HttpRequest, written: str) -> HttpResponseBase:
    """The whole draft, for all of the record's people, beside the last version."""
    desk = Desk.of(request, written, Power.READ_RESTRICTED)
    may_write = desk.rights.may(Power.PROPOSE_CHANGE, desk.keepers)
    if desk.draft is None:
        if not may_write:
            raise NotFound(_("There is no draft of the purpose."))
        return gone_to(reverse("purpose-draft-group", args=[desk.held.reference, "statement"]))
    note_read(by=members.actor(request), subject_kind="collaboration", subject_key=desk.held.reference)
    last, rows = desk.last, list(desk.draft.objectives.all())
    page = Page(
        title=_("Draft of the purpose"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=(*above(desk.held), (_("Purpose"), reverse("purpose", args=[desk.held.address]))),
    )
    context = {
        "held": desk.held,
        "draft": desk.draft,
        "objectives": rows,
        "last": last,
        "compared": purposes.compared(last, desk.draft, rows) if last else [],
        "groups": purposes.GROUPS,
        "labels_of": purposes.LABELS,
        "words": purposes,
        "may_write": may_write,
        "may_publish": desk.rights.may(Power.DECIDE_CHANGE, desk.keepers),
    }
    return page_response(request, "purposes/draft.html", page, context)


@needs(Power.PROPOSE_CHANGE)
def group(request: HttpRequest, written: str, group: str) -> HttpResponseBase:
    """Some of its words. Without a draft the statement begins one."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    if group not in purposes.GROUPS:
        raise NotFound(_("There is nothing to change at this address."))
    title, names = purposes.GROUPS[group]
    held = desk.draft or desk.last

    def do(values: Values) -> HttpResponseBase:
        with telling_what_it_says(initial.values()):
            purpose_versions.save(
                by=members.actor(request),
                collaboration=desk.held,
                edition=number_of(values, "edition"),
                words={name: values[name] for name in names},
            )
        return gone_to(desk.address)

    initial = {name: getattr(held, name) if held else "" for name in names}
    back = {} if desk.draft else {"back": (_("Not now"), reverse("purpose", args=[desk.held.address]))}
    steps = desk.steps(
        str(title),
        _("Save in the draft"),
        do,
        questions=purposes.questions(group),
        initial={**initial, "edition": desk.edition},
        lead=(_("A draft is seen by the people of this record only, who all write it together."),),
        **back,
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def objective(request: HttpRequest, written: str, position: int | None = None) -> HttpResponseBase:
    """One objective of the draft: a further one, or one to be worded otherwise."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    held = _objective(desk, position) if position is not None else None
    desk.drafted()

    def do(values: Values) -> HttpResponseBase:
        with telling_what_it_says([purposes.objective_in_words(held)] if held else []):
            objectives.put(
                by=members.actor(request),
                collaboration=desk.held,
                edition=number_of(values, "edition"),
                objective=purposes.objective_of(values),
                position=position,
            )
        return gone_to(f"{desk.address}#objectives")

    names = ("what", "measure", "target", "by_when", "note")
    initial = {name: str(getattr(held, name) or "") for name in names} if held else {}
    steps = desk.steps(
        _("Change an objective") if held else _("Add an objective"),
        _("Save in the draft"),
        do,
        questions=purposes.objective_questions(),
        initial={**initial, "edition": desk.edition},
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def remove_objective(request: HttpRequest, written: str, position: int) -> HttpResponseBase:
    """Takes an objective out of the draft."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    held = _objective(desk, position)

    def do(values: Values) -> HttpResponseBase:
        objectives.remove(
            by=members.actor(request),
            collaboration=desk.held,
            edition=number_of(values, "edition"),
            position=position,
        )
        return gone_to(f"{desk.address}#objectives")

    steps = desk.steps(
        _("Take out this objective?"),
        _("Take it out"),
        do,
        questions=(purposes.edition_question(),),
        initial={"edition": desk.edition},
        facts=((_("Objective"), purposes.objective_in_words(held)),),
        is_a_warning=True,
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def discard(request: HttpRequest, written: str) -> HttpResponseBase:
    """Throws the draft away."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    held = desk.drafted()

    def do(values: Values) -> HttpResponseBase:
        purpose_versions.discard(
            by=members.actor(request), collaboration=desk.held, edition=number_of(values, "edition")
        )
        return gone_to(reverse("purpose", args=[desk.held.address]))

    steps = desk.steps(
        _("Throw this draft away?"),
        _("Throw it away"),
        do,
        questions=(purposes.edition_question(),),
        initial={"edition": desk.edition},
        facts=((_("Purpose"), held.statement),),
        lead=(_("It is the draft of all who write it. What was published stays."),),
        is_a_warning=True,
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def publish(request: HttpRequest, written: str) -> HttpResponseBase:
    """Makes the draft the version in force, and says whether everybody is asked."""
    desk = Desk.of(request, written, Power.DECIDE_CHANGE)
    held, last = desk.drafted(), desk.last

    def check(values: Values) -> Rows:
        kind, day = _change_of(values, last), _day(values)
        asks = kind is not PurposeChange.WORDING
        return (
            (_("Version"), str(held.version)),
            (_("Purpose"), held.statement),
            *(((_("What changes"), str(kind.label)),) if last else ()),
            (_("Holds from"), when(day)),
            (
                _("Who is asked"),
                _("every legal person of it") if asks else _("nobody: what was accepted stays accepted"),
            ),
            (_("Afterwards"), _("a published version never changes: other words are a further version")),
        )

    def do(values: Values) -> HttpResponseBase:
        purpose_versions.publish(
            by=members.actor(request),
            collaboration=desk.held,
            edition=number_of(values, "edition"),
            version=number_of(values, "version"),
            holds_from=_day(values),
            change=_change_of(values, last) if last else None,
        )
        return gone_to(reverse("purpose", args=[desk.held.address]))

    steps = desk.steps(
        _("Publish version %(version)s of the purpose") % {"version": held.version},
        _("Publish it"),
        do,
        check=check,
        questions=_publishing(last),
        initial={
            "edition": desk.edition,
            "version": str(held.version),
            "holds_from": when(asat.today()),
        },
        facts=((_("Purpose"), held.statement),),
    )
    return walk(request, steps)


@contextmanager
def telling_what_it_says(now: Iterable[str]) -> Iterator[None]:
    """Whoever saved too late is shown both: what the draft says now, and below it what they typed."""
    try:
        yield
    except Stale as refused:
        said = " ".join(each for each in now if each)
        if not said:
            raise
        told = _("%(why)s It now says: “%(said)s” What you typed is below; saving it replaces that.")
        raise Stale(told % {"why": refused, "said": said}) from refused


def _publishing(last: Version | None) -> tuple[Question, ...]:
    change = Question(
        name="change",
        label=_("What changes beside version %(version)s?") % {"version": last.version if last else 0},
        kind=Kind.CHOICE,
        choices=[
            Choice(PurposeChange.MEANING, _("The meaning"), _("Every legal person is asked again.")),
            Choice(
                PurposeChange.WORDING,
                _("Only the wording"),
                _("Whoever accepted it before, still does. Everybody can see what was changed."),
            ),
        ],
    )
    day = Question(
        name="holds_from",
        label=_("From which day does it hold?"),
        hint=_("Today, or the day on which the parties agreed it. For example, 1 April 2025."),
    )
    hidden = (
        purposes.edition_question(),
        Question(name="version", kind=Kind.HIDDEN, is_made_anew=True),
    )
    return (*((change,) if last else ()), day, *hidden)


def _change_of(values: Values, last: Version | None) -> PurposeChange:
    if last is None:
        return PurposeChange.FIRST
    chosen = values.get("change", "")
    if chosen not in {PurposeChange.MEANING, PurposeChange.WORDING}:
        fault = _("Choose whether the meaning changes or only the wording")
        raise Invalid(fault, {"change": fault})
    return PurposeChange(chosen)


def _day(values: Values) -> datetime.date:
    day = day_of(values, "holds_from")
    if day is None:
        fault = _("Enter the day from which it holds")
        raise Invalid(fault, {"holds_from": fault})
    return day


def _objective(desk: Desk, position: int) -> Objective:
    for each in desk.drafted().objectives.all():
        if each.position == position:
            return each
    raise NotFound(_("There is no such objective in the draft: somebody may have taken it out."))
