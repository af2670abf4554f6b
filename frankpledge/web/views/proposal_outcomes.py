"""What became of a proposal, for the people of the body that raised it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.exchange import proposals as exchange
from frankpledge.people.models import Power
from frankpledge.people.permissions import require_word_of_one
from frankpledge.register.actions import proposal_outcomes as actions
from frankpledge.register.models import Collaboration, ProposalState
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.proposals import Story, raisers
from frankpledge.web import asat, members, proposing
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Question, Values, day_of, reason_question
from frankpledge.web.phrases import when
from frankpledge.web.steps import Rows, Steps, walk
from frankpledge.web.views.proposals import as_clerk, story_of


@needs(Power.SPEAK_FOR)
def outcome(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What became of it, in the word of the body that raised it."""
    held = story_of(request, reference)
    require_word_of_one(members.actor(request), raisers(held.proposal))
    said = _Outcome(request, held)
    steps = Steps(
        title=_("Record the outcome"),
        button=_("Record it"),
        lead=exchange.effect(held),
        facts=proposing.about(held),
        questions=proposing.outcome_questions(),
        initial={proposing.VERSION: str(held.proposal.version)},
        check=said.check,
        do=said.do,
        back=(_("Not now"), proposing.address(held)),
        breadcrumbs=proposing.above(held),
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def withdraw(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Taking it back."""
    held = as_clerk(request, reference)

    def do(values: Values) -> HttpResponseBase:
        return proposing.done_or_asked_again(
            lambda: actions.withdraw(
                by=members.actor(request),
                reference=held.proposal.reference,
                version=proposing.number_of(values, proposing.VERSION),
                reason=values["reason"],
            ),
            proposing.address(held, "withdrawn"),
        )

    steps = Steps(
        title=_("Withdraw the proposal"),
        button=_("Withdraw it"),
        lead=(_("It stays in the log of everybody who was told."),),
        facts=proposing.about(held),
        questions=(proposing.version_question(), reason_question()),
        initial={proposing.VERSION: str(held.proposal.version)},
        do=do,
        back=(_("Keep it"), proposing.address(held)),
        breadcrumbs=proposing.above(held),
        is_a_warning=True,
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def lead_to(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Which record came of it."""
    held = as_clerk(request, reference)

    def do(values: Values) -> HttpResponseBase:
        return proposing.done_or_asked_again(
            lambda: actions.lead_to(
                by=members.actor(request),
                reference=held.proposal.reference,
                collaboration=_record(values["record"]),
            ),
            proposing.address(held, "linked"),
        )

    question = Question(name="record", label=_("Which record?"), hint=_("Its reference, like C-0055."))
    steps = Steps(
        title=_("Which record came of it?"),
        button=_("This one"),
        facts=proposing.about(held),
        questions=(question,),
        do=do,
        back=(_("Not now"), proposing.address(held)),
        breadcrumbs=proposing.above(held),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One request to record what became of it."""

    request: HttpRequest
    held: Story

    def check(self, values: Values) -> Rows:
        chosen = values["outcome"]
        if chosen not in ProposalState.values:
            fault = _("Choose what became of it")
            raise Invalid(fault, {"outcome": fault})
        return (
            (_("What became of it"), ProposalState(chosen).label),
            (_("Why"), values["reason"].strip() or _("not given")),
            (_("On"), when(day_of(values, "decided_on") or asat.today())),
        )

    def do(self, values: Values) -> HttpResponseBase:
        chosen = values["outcome"]
        return proposing.done_or_asked_again(
            lambda: actions.decide(
                by=members.actor(self.request),
                reference=self.held.proposal.reference,
                version=proposing.number_of(values, proposing.VERSION),
                outcome=ProposalState(chosen) if chosen in ProposalState.values else None,
                reason=values["reason"],
                decided_on=day_of(values, "decided_on"),
            ),
            proposing.address(self.held, "outcome"),
        )


def _record(written: str) -> Collaboration:
    reference = collaborations.reference_in(written.strip())
    found = Collaboration.objects.filter(reference=reference).first() if reference else None
    if found is None:
        fault = _("Enter the reference of a record that is on the register")
        raise Invalid(fault, {"record": fault})
    return found
