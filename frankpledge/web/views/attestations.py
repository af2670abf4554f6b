"""A body's list of collaborations for its own people, stating that it is complete, and the matrix."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import NotAllowed, NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.people.queries.organisations import named
from frankpledge.register.actions import attestations
from frankpledge.register.actions.attestations import Statement, mark
from frankpledge.register.financial_years import due_on, last_ended
from frankpledge.register.models import Completeness
from frankpledge.register.queries import attestations as queries
from frankpledge.web import asat, attestation_words, members
from frankpledge.web.access import needs
from frankpledge.web.confirming import office_question
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, key_of, new_key
from frankpledge.web.labels import labels
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import when
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Rows, Steps, gone_to, walk


@needs(Power.READ_RESTRICTED)
@reading_only
def completeness(request: HttpRequest, slug: str) -> HttpResponse:
    """A body's own list: what it confirmed, what it did not, and what it stated."""
    body = _body(request, slug, Power.READ_RESTRICTED)
    year = last_ended(asat.today())
    statements = queries.every_statement(body.pk)
    lines = queries.lines_of(body.pk)
    speaks = body.pk in members.rights(request).organisations_with(Power.SPEAK_FOR)
    page = Page(
        title=_("Is the list of %(body)s complete?") % {"body": body.name},
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=_above(body),
    )
    context = {
        "body": body,
        "lines": lines,
        "confirmed": sum(line.confirmed_on is not None for line in lines),
        "statements": [(each, attestation_words.own(each)) for each in statements],
        "is_stated": any(each.year == year for each in statements),
        "year": attestation_words.year(year),
        "due": due_on(year),
        "sees_persons": members.rights(request).may(Power.READ_PERSONS, [body.pk]),
        "state_address": reverse("completeness-state", args=[body.slug]) if speaks else "",
        "confirms": speaks,
        "labels": labels(),
    }
    return page_response(request, "completeness/list.html", page, context)


@needs(Power.SPEAK_FOR)
def state(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What the body states of its list; a look at the answers; and the deed."""
    body = _body(request, slug, Power.SPEAK_FOR)
    stating = _Stating(request, body, queries.kept_references(body.pk))
    steps = Steps(
        title=_("Is this all of them?"),
        button=_("State it"),
        lead=(
            _("You state it for %(body)s, as a member. The statement, the date and your office are public.")
            % {"body": body.name},
            _("The public statement counts only records that are public."),
        ),
        facts=((_("Records on the list"), stating.count),),
        questions=_questions(),
        initial={"seen": mark(stating.held), "key": new_key()},
        check=stating.check,
        do=stating.do,
        back=(_("Not now"), stating.back),
        breadcrumbs=(*_above(body), (_("Is the list complete?"), stating.back)),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Stating:
    """One request to state how complete a body's list is, with the records on it."""

    request: HttpRequest
    body: Organisation
    held: list[tuple[int, str]]

    @property
    def back(self) -> str:
        return reverse("completeness", args=[self.body.slug])

    @property
    def count(self) -> str:
        return f"{len(self.held):,}"

    def check(self, values: Values) -> Rows:
        given, by = _statement(values), members.actor(self.request)
        attestations.check(by=by, organisation=self.body, statement=given, seen=values["seen"])
        said = str(given.says.label) if given.says else ""
        return (
            (_("Who states it"), self.body.name),
            (_("For"), attestation_words.year(last_ended(asat.today()))),
            (_("Records on the list"), self.count),
            (_("What is stated"), said),
            *(((_("Still to come"), given.words),) if given.words.strip() else ()),
            (_("Your office"), given.office),
        )

    def do(self, values: Values) -> HttpResponseBase:
        attestations.state(
            by=members.actor(self.request),
            organisation=self.body,
            statement=_statement(values),
            seen=values["seen"],
            key=key_of(values),
        )
        return gone_to(self.back)


def _statement(values: Values) -> Statement:
    says = values.get("says", "")
    return Statement(
        says=Completeness(says) if says in Completeness.values else None,
        office=values["office"],
        words=values["words"],
    )


def _questions() -> tuple[Question, ...]:
    choices = [
        Choice(Completeness.ALL, _("This is all of our collaborations")),
        Choice(Completeness.NIL, _("We have none (a nil return)")),
        Choice(Completeness.REST_TO_COME, _("Some are still to be entered")),
    ]
    return (
        Question(name="says", label=_("What do you state?"), kind=Kind.CHOICE, choices=choices),
        Question(
            name="words",
            label=_("What is still to come? (only if some are)"),
            hint=_("Public. For example: two agreements on vetting, by September."),
            kind=Kind.LONG,
        ),
        office_question(),
        Question(name="seen", kind=Kind.HIDDEN, is_made_anew=True),
        Question(name="key", kind=Kind.HIDDEN),
    )


@needs(Power.READ_RESTRICTED)
@reading_only
def matrix(request: HttpRequest) -> HttpResponse:
    """Every enrolled body: filed, confirmed, stated, and how fresh. For the people of enrolled bodies."""
    rights, enrolled = members.rights(request), queries.enrolled()
    if not rights.may(Power.READ_RESTRICTED, enrolled):
        raise NotAllowed(_("This page is for the people of the bodies that take part."))
    page = Page(title=_("How complete the register is"), shows_register=False, for_search_engines=False)
    today = asat.today()
    rows = [(row, attestation_words.freshness(row, today)) for row in queries.matrix()]
    context = {"rows": rows, "due": when(due_on(last_ended(today)))}
    return page_response(request, "completeness/matrix.html", page, context)


def _body(request: HttpRequest, slug: str, power: Power) -> Organisation:
    """The body, for its own people and those who may read everything. Raises NotFound."""
    body = named(slug)
    if not members.rights(request).may(power, [body.pk]):
        raise NotFound(_("There is no such page, or it is not for you."))
    return body


def _above(body: Organisation) -> tuple[tuple[str, str], ...]:
    return ((body.name, reverse("organisation", args=[body.slug])),)
