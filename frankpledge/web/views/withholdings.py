"""Withholding a part of a public record, and letting everybody see it again."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.register.actions import withholdings
from frankpledge.register.actions.grounds import Decision
from frankpledge.register.models import Collaboration, Level, Withholding
from frankpledge.web import members, publishing
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, reason_question
from frankpledge.web.steps import Rows, Steps, walk
from frankpledge.web.views.publications import BACK, WITHHELD, gone_back


@needs(Power.PUBLISH)
def withhold(request: HttpRequest, written: str) -> HttpResponseBase:
    """One part more that is withheld."""
    record = publishing.record_for(request, written, Power.PUBLISH)
    taken = Withholding.objects.filter(collaboration=record).values_list("part", "target_id")
    withholding = _Withholding(request, record, tuple(publishing.parts_to_withhold(record, taken)))
    what = Question(name="part", label=_("What?"), kind=Kind.ONE_OF_MANY, choices=withholding.choices)
    steps = Steps(
        title=_("Withhold a part of this record"),
        button=_("Withhold it"),
        lead=(
            _("The public page then says that this is withheld, and on what ground."),
            _("It has been public until now: copies of it may be kept elsewhere."),
            _("With the legal basis goes its note. Agreements made here are then for its own people alone."),
        ),
        questions=(what, *publishing.ground_questions()),
        check=withholding.check,
        do=withholding.do,
        back=(_("Cancel"), reverse("publication", args=[record.reference])),
        breadcrumbs=publishing.above(record),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Withholding:
    """One request to withhold a part, with those that there are."""

    request: HttpRequest
    record: Collaboration
    choices: tuple[Choice, ...]

    def decision(self, values: Values) -> Decision:
        return Decision(level=Level.PUBLISHED, **publishing.ground_of(values))

    def check(self, values: Values) -> Rows:
        part, number = publishing.part_of(values)
        withholdings.check(decision=self.decision(values))
        named = {choice.value: choice.text for choice in self.choices}
        chosen = named.get(publishing.written(part, number), part.label)
        return ((_("What is withheld"), chosen), *publishing.ground_rows(values))

    def do(self, values: Values) -> HttpResponseBase:
        part, number = publishing.part_of(values)
        withholdings.withhold(
            by=members.actor(self.request),
            collaboration=self.record,
            part=part,
            target_id=number,
            decision=self.decision(values),
        )
        return gone_back(self.record, WITHHELD)


@needs(Power.PUBLISH)
def put_back(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """A part that everybody is to see again."""
    record = publishing.record_for(request, written, Power.PUBLISH)
    held = Withholding.objects.filter(pk=number, collaboration=record).first()
    if held is None:
        raise NotFound(_("There is nothing withheld at this address."))

    def do(values: Values) -> HttpResponseBase:
        withholdings.put_back(by=members.actor(request), withholding_id=held.pk, reason=values["reason"])
        return gone_back(record, BACK)

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
