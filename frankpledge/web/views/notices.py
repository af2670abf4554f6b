"""Giving notice for one's own body, taking it back, and what followed when it had run."""

import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.people.models import Organisation, Power
from frankpledge.people.queries.organisations import named
from frankpledge.register.actions import notices
from frankpledge.register.actions.notices import Given
from frankpledge.register.models import Agreement, Collaboration, NoticeScope
from frankpledge.register.queries import section_22a as asking
from frankpledge.register.queries.persons import persons_of
from frankpledge.register.section_22a import fails
from frankpledge.register.states.agreements import Move
from frankpledge.web import agreements as words
from frankpledge.web import asat, members
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Question, Values, day_of
from frankpledge.web.phrases import when
from frankpledge.web.steps import Rows, gone_to, walk


@needs(Power.SPEAK_FOR)
def give(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """One legal person gives notice."""
    place, body = words.place_of_body(request, reference, slug)

    def check(values: Values) -> Rows:
        return _looked_over(place.agreement, body, _given(place.agreement, values))

    def do(values: Values) -> HttpResponseBase:
        given = _given(place.agreement, values)
        notices.give(by=members.actor(request), reference=place.key, organisation=body.slug, given=given)
        return gone_to(place.done("notice"))

    steps = place.steps(
        _("Give notice for %(body)s") % {"body": body.name},
        _("Give notice"),
        do,
        lead=(
            _("Everybody will see that notice was given, when, and when it runs out."),
            _("For an area, notice by either of its two legal persons is recorded for the area’s entry."),
        ),
        facts=((_("Notice in the agreement"), words.notice_in_words(place.agreement)),),
        questions=_questions(),
        initial={"served_on": when(timezone.localdate())},
        check=check,
        is_a_warning=True,
    )
    return walk(request, steps)


@needs(Power.SPEAK_FOR)
def take_back(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """Whoever gave notice takes it back, by agreement."""
    place, body = words.place_of_body(request, reference, slug)

    def do(values: Values) -> HttpResponseBase:
        notices.take_back(
            by=members.actor(request),
            reference=place.key,
            organisation=body.slug,
            day=day_of(values, "day"),
            words=values["words"],
        )
        return gone_to(place.done("taken-back"))

    steps = place.steps(
        _("Take back the notice of %(body)s") % {"body": body.name},
        _("Take it back"),
        do,
        lead=(_("A notice is taken back only if the others agree."),),
        questions=(
            asked.day_question("day", _("From which day?")),
            asked.long("words", _("Who agreed, and how is it shown?")),
        ),
        initial={"day": when(timezone.localdate())},
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def goes_on(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """The notice has run, and the others go on."""
    place = words.place_for(request, reference, Move.SETTLE_NOTICE)
    body = named(slug)

    def do(_values: Values) -> HttpResponseBase:
        notices.goes_on(by=members.actor(request), reference=place.key, organisation=slug)
        return gone_to(place.done("goes-on"))

    steps = place.steps(
        _("The others go on without %(body)s") % {"body": body.name},
        _("They go on"),
        do,
        lead=(_("Say so once the notice has run. If all of it ended, enter how the collaboration ended."),),
    )
    return walk(request, steps)


def _questions() -> tuple[Question, ...]:
    return (
        asked.one_of_question("scope", _("Notice of what?"), asked.choices_of(NoticeScope)),
        asked.day_question("served_on", _("On which day was it given to the others?")),
        asked.day_question(
            "ends_on",
            _("Last day (optional)"),
            hint=_("Only if it is not simply the months of the agreement."),
        ),
        asked.long("shortened", _("If it is shorter: who agreed to that? (optional)")),
        asked.long("words", _("Why (optional)"), hint=_("Only the people of those named can read it.")),
    )


def _given(agreement: Agreement, values: Values) -> Given:
    """What was answered. Raises Invalid for what cannot be."""
    given = Given(
        scope=NoticeScope(asked.chosen(values, "scope", NoticeScope)),
        served_on=day_of(values, "served_on"),
        ends_on=day_of(values, "ends_on"),
        shortened=values["shortened"],
        words=values["words"],
    )
    return notices.check(agreement=agreement, given=given)


def _looked_over(agreement: Agreement, body: Organisation, given: Given) -> Rows:
    return (
        (_("For"), body.name),
        (_("Notice of"), given.scope.label),
        (_("Given on"), when(given.served_on)),
        (_("Runs until"), when(given.ends_on)),
        (_("Shortened"), given.shortened or _("no")),
        (_("If it leaves"), _after(agreement, body, given)),
    )


def _after(agreement: Agreement, body: Organisation, said: Given) -> str:
    """What the checks say of those who would remain. It decides nothing."""
    if said.scope == NoticeScope.WHOLE or said.ends_on is None:
        return _("Notice is of the whole: it is recorded that it ends on that day, unless taken back.")
    remaining = _remaining(agreement.collaboration, body, said.ends_on)
    failing = fails(
        asking.findings(
            remaining,
            made_on=None,
            provisions=agreement.provisions,
            legal_basis=agreement.collaboration.legal_basis,
            today=said.ends_on,
        )
    )
    told = {
        "names": ", ".join(each.name for each in remaining) or _("nobody"),
        "why": " ".join(each.words for each in failing),
    }
    if failing:
        return (
            _("These remain: %(names)s. The checks are not met: %(why)s What follows is for the parties.")
            % told
        )
    return _("These remain: %(names)s. The checks find nothing against their going on.") % told


def _remaining(record: Collaboration, body: Organisation, day: datetime.date) -> list[Organisation]:
    """The legal persons who are in it on a day, without the areas of the one that leaves."""
    going = {entry.organisation_id for entry in notices.entries_of(record, body, asat.today())}
    areas = [area for area in persons_of(record, day).areas if not going & {each.pk for each in area.persons}]
    return [person for area in areas for person in area.persons]
