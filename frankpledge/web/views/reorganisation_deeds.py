"""What is done to a whole reorganisation: planning it, taking that back, throwing it away, applying it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.permissions import Power
from frankpledge.register.actions import reorganisations
from frankpledge.register.models import ReorganisationState
from frankpledge.register.queries import reorganisations as queries
from frankpledge.web import members, reorganising
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Values
from frankpledge.web.phrases import when
from frankpledge.web.steps import Steps, gone_to, walk


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to the whole: its page's words, and the action."""

    title: str
    button: str
    lead: str
    is_a_warning: bool = False


@needs(Power.DECIDE_CHANGE)
def deed(request: HttpRequest, reference: str, name: str) -> HttpResponseBase:
    """Planning it, taking that back, throwing it away, applying it."""
    row = queries.get(reference, members.rights(request))
    told, does = _deeds().get(name), DOES.get(name)
    if told is None or does is None:
        raise NotFound(_("There is no such page."))

    def do(values: Values) -> HttpResponseBase:
        done = does(by=members.actor(request), reference=reference, version=reorganising.version(values))
        is_gone = done.state == ReorganisationState.DISCARDED
        return gone_to(reverse("reorganisations") if is_gone else reorganising.address(done))

    steps = Steps(
        title=told.title,
        button=told.button,
        lead=(told.lead,),
        facts=((_("What"), row.title), (_("From"), when(row.takes_effect_on))),
        questions=(reorganising.version_question(),),
        initial={reorganising.VERSION: str(row.version)},
        do=do,
        back=(_("Back"), reorganising.address(row)),
        breadcrumbs=reorganising.above(row),
        is_a_warning=told.is_a_warning,
    )
    return walk(request, steps)


DOES = {
    "plan": reorganisations.plan,
    "take-back": reorganisations.take_back,
    "discard": reorganisations.discard,
    "apply": reorganisations.apply,
}


def _deeds() -> dict[str, Deed]:
    return {
        "plan": Deed(
            _("Plan this reorganisation"),
            _("Plan it"),
            _("It is applied on its day by itself, or by you. Until then it can be taken back."),
        ),
        "take-back": Deed(
            _("Take the plan back"),
            _("Take it back"),
            _("It is a draft again, and nothing happens on its day."),
        ),
        "discard": Deed(
            _("Throw this draft away"),
            _("Throw it away"),
            _("What was written here is gone from the list. Nothing on the register changes."),
            is_a_warning=True,
        ),
        "apply": Deed(
            _("Apply this reorganisation"),
            _("Apply it now"),
            _(
                "All of it is done at once, and cannot be undone as a whole. Pages of earlier days stay"
                " as they are. What turns out wrong is changed record by record, or by another"
                " reorganisation."
            ),
            is_a_warning=True,
        ),
    }
