"""Whether an agreement says something about one of the 26 topics."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.register.actions import checklists
from frankpledge.register.models import ChecklistTopic, TopicCoverage
from frankpledge.register.states.agreements import Move
from frankpledge.web import agreements as words
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Question, Values
from frankpledge.web.steps import Steps, gone_to, walk


@needs(Power.PROPOSE_CHANGE)
def answer(request: HttpRequest, reference: str, topic: str) -> HttpResponseBase:
    """One topic."""
    place = words.place_for(request, reference, Move.CHECK)
    if topic not in ChecklistTopic.values:
        raise NotFound(_("There is no such topic."))
    held = place.agreement.checklist.filter(topic=topic).first()

    def do(values: Values) -> HttpResponseBase:
        checklists.answer(
            by=members.actor(request),
            reference=place.key,
            topic=ChecklistTopic(topic),
            coverage=values["coverage"],
            clause=values["clause"],
            note=values["note"],
        )
        return gone_to(place.done("answered") + "#checklist")

    steps = Steps(
        title=str(ChecklistTopic(topic).label),
        button=_("Save"),
        questions=(
            asked.one_of_question(
                "coverage", _("Does the agreement say something about it?"), asked.choices_of(TopicCoverage)
            ),
            Question(name="clause", label=_("In which clause? (optional)")),
            asked.long("note", _("Note (optional)"), hint=_("Needed where it is not applicable: say why.")),
        ),
        initial=(
            {"coverage": held.coverage, "clause": held.clause, "note": held.note} if held is not None else {}
        ),
        do=do,
        back=(_("Cancel"), place.address),
        breadcrumbs=place.above,
    )
    return walk(request, steps)
