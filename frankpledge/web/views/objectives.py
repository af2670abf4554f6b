"""The objectives of a draft: added, worded otherwise, taken out."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.permissions import Power
from frankpledge.register.actions import objectives
from frankpledge.register.models import Objective
from frankpledge.web import members, purposes
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Values
from frankpledge.web.purpose_desk import Desk, telling_what_it_says
from frankpledge.web.purposes import number_of
from frankpledge.web.steps import gone_to, walk


@needs(Power.PROPOSE_CHANGE)
def put(request: HttpRequest, written: str, position: int | None = None) -> HttpResponseBase:
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
def remove(request: HttpRequest, written: str, position: int) -> HttpResponseBase:
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


def _objective(desk: Desk, position: int) -> Objective:
    for each in desk.drafted().objectives.all():
        if each.position == position:
            return each
    raise NotFound(_("There is no such objective in the draft: somebody may have taken it out."))
