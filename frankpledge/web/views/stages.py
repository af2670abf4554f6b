"""The fourteen stages of the method as a list of tasks, and who answers for each."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits import stages as method
from frankpledge.benefits.actions import workspaces as actions
from frankpledge.benefits.actions.workspaces import Task
from frankpledge.benefits.gates import Gate
from frankpledge.benefits.models import Depth
from frankpledge.benefits.queries.stages import stages_of, work_of
from frankpledge.benefits.stages import State
from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation, Power
from frankpledge.web import asat, members
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of
from frankpledge.web.phrases import when
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import gone_to, walk
from frankpledge.web.workspaces import Desk, number_of, version_question

# Colours only repeat what the words say.
COLOURS = {
    State.DONE: "green",
    State.IN_PROGRESS: "blue",
    State.NOT_BEGUN: "grey",
    State.CANNOT_START: "grey",
    State.GATE_NOT_MET: "yellow",
    State.NOT_NEEDED: "grey",
}


@needs(Power.READ_RESTRICTED)
@reading_only
def stages(request: HttpRequest, written: str) -> HttpResponseBase:
    """Each stage with its state, its gate, who answers for it and until when."""
    desk = Desk.of(request, written)
    lines = stages_of(desk.work, asat.today())
    context = {
        "lines": lines,
        "work": work_of(desk.work),
        "labels": {
            State.DONE: _("Done"),
            State.IN_PROGRESS: _("In progress"),
            State.NOT_BEGUN: _("Not begun"),
            State.CANNOT_START: _("Cannot start"),
            State.GATE_NOT_MET: _("Gate not met"),
            State.NOT_NEEDED: _("Not needed"),
        },
        "colours": COLOURS,
        "gates": {
            Gate.MET: _("Gate met"),
            Gate.NOT_MET: _("Gate not met"),
            Gate.NOT_APPLICABLE: _("Gate not applicable"),
            Gate.CANNOT_TELL: _("Gate cannot be told"),
        },
        "NOT_MET": Gate.NOT_MET,
        "CANNOT_START": State.CANNOT_START,
        "OVER": (State.DONE, State.NOT_NEEDED),
        "met": sum(line.state is State.DONE for line in lines),
        "is_full": desk.work.depth == Depth.FULL,
        "today": asat.today(),
    }
    return desk.page("stages/list.html", _("The fourteen stages"), context)


@needs(Power.PROPOSE_CHANGE)
def stage(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """Who answers for one stage, and until when."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    held = next((each for each in method.STAGES if each.number == number), None)
    if held is None:
        raise NotFound(_("The method has fourteen stages."))

    def do(values: Values) -> HttpResponseBase:
        task = Task(
            owner=values["owner"],
            owner_post=values["owner_post"],
            due_on=day_of(values, "due_on"),
            note=values["note"],
        )
        by, version = members.actor(request), number_of(values)
        actions.give_stage(by=by, collaboration=desk.held, version=version, stage=number, task=task)
        return gone_to(f"{desk.at('stages')}#stage-{number}")

    steps = desk.steps(
        _("Stage %(number)s: %(name)s") % {"number": number, "name": held.name},
        _("Save"),
        do,
        questions=_questions(desk),
        initial=_initial(desk, number),
        lead=(held.question,),
        back=(_("Back to the stages"), desk.at("stages")),
        breadcrumbs=desk.above((_("The fourteen stages"), desk.at("stages"))),
    )
    return walk(request, steps)


def _questions(desk: Desk) -> tuple[Question, ...]:
    bodies = Organisation.objects.filter(pk__in=desk.keepers).order_by("name")
    return (
        Question(
            name="owner",
            label=_("Which body answers for it?"),
            kind=Kind.ONE_OF_MANY,
            choices=[Choice(each.slug, each.name) for each in bodies],
        ),
        Question(name="owner_post", label=_("Which post there?"), hint=_("A post, not a person.")),
        Question(name="due_on", label=_("Until when?"), hint=_("For example, 31 March 2027.")),
        Question(name="note", label=_("Anything to note? (optional)"), kind=Kind.LONG),
        version_question(),
    )


def _initial(desk: Desk, number: int) -> dict[str, str]:
    """What the form begins with: what is said of the stage already."""
    version = {"version": str(desk.work.version)}
    work = work_of(desk.work).get(number)
    if work is None:
        return version
    owner = work.owner.slug if work.owner else ""
    due = when(work.due_on) if work.due_on else ""
    return version | {"owner": owner, "owner_post": work.owner_post, "due_on": due, "note": work.note}
