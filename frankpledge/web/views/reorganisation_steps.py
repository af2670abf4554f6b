"""The steps of a reorganisation: adding one, taking one out, and who carries over what after a split."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.permissions import Power
from frankpledge.people.queries.names import Names
from frankpledge.register.actions import reorganisation_steps as actions
from frankpledge.register.models import Function, Reorganisation, Step, StepKind
from frankpledge.register.queries import reorganisations as queries
from frankpledge.web import members, reorganising
from frankpledge.web import reorganisation_words as words
from frankpledge.web.access import needs
from frankpledge.web.forms.carriers import carriers, carriers_question, every_carrier
from frankpledge.web.forms.questions import Choice, Values
from frankpledge.web.forms.reorganisations import FORMS, StepForm, every_policing_body
from frankpledge.web.steps import Rows, Steps, gone_to, walk


@needs(Power.DECIDE_CHANGE)
def step(request: HttpRequest, reference: str, kind: str) -> HttpResponseBase:
    """A step of one kind, added; for policing bodies, as many as are pasted."""
    row = queries.get(reference, members.rights(request))
    if kind not in StepKind.values:
        raise NotFound(_("There is no such kind of step."))
    adding = _Adding(request, row, FORMS[StepKind(kind)], Names.read())
    functions = [Choice(each.slug, each.name) for each in Function.objects.all()]
    initial = {}
    if request.method == "GET" and kind == StepKind.REPLACE:
        initial["pairs"] = every_policing_body(adding.names, _taken(queries.steps_of(row)))
    steps = Steps(
        title=str(adding.form.title),
        button=_("Add this"),
        lead=(adding.form.lead,),
        questions=adding.form.questions(adding.names, functions),
        initial=initial,
        check=adding.check,
        do=adding.do,
        back=(_("Cancel"), reorganising.address(row)),
        breadcrumbs=reorganising.above(row),
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
        actions.remove_step(by=members.actor(request), reference=reference, step_id=step_id)
        return gone_to(reorganising.address(row))

    steps = Steps(
        title=_("Take this step out"),
        button=_("Take it out"),
        facts=((_("Step"), words.step(found)),),
        do=do,
        back=(_("Cancel"), reorganising.address(row)),
        breadcrumbs=reorganising.above(row),
        is_a_warning=True,
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def carried(request: HttpRequest, reference: str, step_id: int) -> HttpResponseBase:
    """Which of those into whom a body is split carry over which record."""
    row = queries.get(reference, members.rights(request))
    found = queries.steps_of(row).filter(pk=step_id, kind=StepKind.SPLIT).first()
    if found is None:
        raise NotFound(_("There is no such step, or it splits nothing."))

    def do(values: Values) -> HttpResponseBase:
        actions.choose_carriers(
            by=members.actor(request),
            reference=reference,
            version=reorganising.version(values),
            step_id=step_id,
            chosen=carriers(found, values),
        )
        return gone_to(reorganising.address(row))

    effects = queries.carried(queries.planned(row), found)
    steps = Steps(
        title=_("Who carries over which record?"),
        button=_("Keep this"),
        lead=(_("The keepers of a record that only some carry over are not asked to confirm who follows."),),
        facts=((_("Step"), words.step(found)),),
        questions=(carriers_question(), reorganising.version_question()),
        initial={"chosen": every_carrier(effects, found), reorganising.VERSION: str(row.version)},
        do=do,
        back=(_("Cancel"), reorganising.address(row)),
        breadcrumbs=reorganising.above(row),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Adding:
    """One request to add steps of one kind."""

    request: HttpRequest
    row: Reorganisation
    form: StepForm
    names: Names

    def check(self, values: Values) -> Rows:
        name_of = self.names.name_of
        return [
            (
                ", ".join(name_of[slug] for slug in draft.before) or draft.function,
                ", ".join(name_of.get(each.slug, each.name) for each in draft.after),
            )
            for draft in self.form.read(self.names, values)
        ]

    def do(self, values: Values) -> HttpResponseBase:
        drafts = self.form.read(self.names, values)
        actions.add_steps(by=members.actor(self.request), reference=self.row.reference, drafts=drafts)
        return gone_to(reorganising.address(self.row))


def _taken(steps: Iterable[Step]) -> set[str]:
    return {
        each.organisation.slug
        for step in steps
        for each in step.bodies.all()
        if each.organisation and not each.is_after
    }
