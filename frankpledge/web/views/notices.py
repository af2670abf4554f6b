"""Giving notice for one's own body, taking it back, and what followed when it had run."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.people.models import Organisation, Power
from frankpledge.people.queries.organisations import named
from frankpledge.register.actions import notices
from frankpledge.register.actions.notices import Given
from frankpledge.register.models import Agreement, NoticeScope
from frankpledge.register.queries import section_22a as asking
from frankpledge.register.queries.persons import persons_of
from frankpledge.register.section_22a import fails
from frankpledge.register.states.agreements import Move
from frankpledge.web import agreements as words
from frankpledge.web import asat, members
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Values, day_of
from frankpledge.web.phrases import when
from frankpledge.web.steps import Rows, Steps, gone_to, walk


@needs(Power.SPEAK_FOR)
def give(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """One legal person gives notice."""
    place, body = words.place_of_body(request, reference, slug)

    def given(values: Values) -> Given:
        said = Given(
            scope=NoticeScope(asked.chosen(values, "scope", NoticeScope)),
            served_on=day_of(values, "served_on"),
            ends_on=day_of(values, "ends_on"),
            shortened=values["shortened"],
            words=values["words"],
        )
        return notices.check(agreement=place.agreement, given=said)

    def check(values: Values) -> Rows:
        said = given(values)
        return (
            (_("For"), body.name),
            (_("Notice of"), said.scope.label),
            (_("Given on"), when(said.served_on)),
            (_("Runs until"), when(said.ends_on)),
            (_("Shortened"), said.shortened or _("no")),
            (_("If it leaves"), _after(place.agreement, body, said)),
        )

    def do(values: Values) -> HttpResponseBase:
        notices.give(
            by=members.actor(request), reference=place.key, organisation=body.slug, given=given(values)
        )
        return gone_to(place.done("notice"))

    steps = Steps(
        title=_("Give notice for %(body)s") % {"body": body.name},
        button=_("Give notice"),
        lead=(
            _("Everybody will see that notice was given, when, and when it runs out."),
            _("For an area, notice by either of its two legal persons is recorded for the area’s entry."),
        ),
        facts=((_("Notice in the agreement"), words.notice_in_words(place.agreement)),),
        questions=(
            asked.one_of_question("scope", _("Notice of what?"), asked.choices_of(NoticeScope)),
            asked.day_question("served_on", _("On which day was it given to the others?")),
            asked.day_question(
                "ends_on",
                _("Last day (optional)"),
                hint=_("Only if it is not simply the months of the agreement."),
            ),
            asked.long("shortened", _("If it is shorter: who agreed to that? (optional)")),
            asked.long("words", _("Why (optional)"), hint=_("Only the people of those named can read it.")),
        ),
        initial={"served_on": when(timezone.localdate())},
        check=check,
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
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

    steps = Steps(
        title=_("Take back the notice of %(body)s") % {"body": body.name},
        button=_("Take it back"),
        lead=(_("A notice is taken back only if the others agree."),),
        questions=(
            asked.day_question("day", _("From which day?")),
            asked.long("words", _("Who agreed, and how is it shown?")),
        ),
        initial={"day": when(timezone.localdate())},
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
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

    steps = Steps(
        title=_("The others go on without %(body)s") % {"body": body.name},
        button=_("They go on"),
        lead=(_("Say so once the notice has run. If all of it ended, enter how the collaboration ended."),),
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
    )
    return walk(request, steps)


def _after(agreement: Agreement, body: Organisation, said: Given) -> str:
    """What the checks say of those who would remain. It decides nothing."""
    if said.scope == NoticeScope.WHOLE or said.ends_on is None:
        return _("Notice is of the whole: it is recorded that it ends on that day, unless taken back.")
    record = agreement.collaboration
    going = {entry.organisation_id for entry in notices.entries_of(record, body, asat.today())}
    areas = persons_of(record, said.ends_on).areas
    bodies = [
        person for area in areas if not going & {each.pk for each in area.persons} for person in area.persons
    ]
    found = fails(
        asking.findings(
            bodies,
            made_on=None,
            provisions=agreement.provisions,
            legal_basis=record.legal_basis,
            today=said.ends_on,
        )
    )
    names = ", ".join(each.name for each in bodies) or _("nobody")
    if found:
        told = {"names": names, "why": " ".join(each.words for each in found)}
        return (
            _("These remain: %(names)s. The checks are not met: %(why)s What follows is for the parties.")
            % told
        )
    return _("These remain: %(names)s. The checks find nothing against their going on.") % {"names": names}
