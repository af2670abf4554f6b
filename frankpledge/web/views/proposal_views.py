"""The own word of a body that was told of a proposal: its view, its judgement, that it received it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.people.permissions import require_own_word
from frankpledge.register.actions import proposal_views as views
from frankpledge.register.actions import proposals as actions
from frankpledge.register.queries.proposals import Story, Told
from frankpledge.web import members, proposing
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Values
from frankpledge.web.phrases import when
from frankpledge.web.steps import Rows, Steps, walk
from frankpledge.web.views.proposals import pack_address, story_of


@needs(Power.SPEAK_FOR)
def view(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """A body's view: whether the test is met, and why."""
    held, told = _told(request, reference, slug)
    given, latest = _View(request, held, told), told.view
    body = told.organisation.name
    steps = Steps(
        title=_("What is your view?"),
        button=_("Give this view"),
        lead=(_("You answer for %(body)s. Everybody who was told can read it.") % {"body": body},),
        facts=(
            *proposing.about(held),
            *(((_("Your latest view"), proposing.answer_label(latest.answer)),) if latest else ()),
        ),
        questions=proposing.view_questions(),
        initial={proposing.SEEN: str(latest.pk if latest else 0)},
        check=given.check,
        do=given.do,
        back=(_("Not now"), proposing.address(held)),
        breadcrumbs=proposing.above(held),
    )
    return walk(request, steps)


@needs(Power.SPEAK_FOR)
def consider(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """A body's judgement on the three matters, kept with what the register held."""
    held, told = _told(request, reference, slug)
    given, latest = _Judgement(request, held, told), told.consideration
    lead = _(
        "You decide for %(body)s. Section 23HA of the Police Act 1996 asks for three matters"
        " to be considered. What the register holds now is kept with your judgement, whatever"
        " changes later."
    ) % {"body": told.organisation.name}
    steps = Steps(
        title=_("What do you judge?"),
        button=_("Record this judgement"),
        lead=(lead,),
        facts=(*proposing.about(held), (_("Read first"), _pack_link(held))),
        questions=proposing.judgement_questions(),
        initial={proposing.SEEN: str(latest.pk if latest else 0)},
        check=given.check,
        do=given.do,
        back=(_("Not now"), proposing.address(held)),
        breadcrumbs=proposing.above(held),
    )
    return walk(request, steps)


@needs(Power.SPEAK_FOR)
def received(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """That a body received it."""
    held, told = _told(request, reference, slug)

    def do(_values: Values) -> HttpResponseBase:
        return proposing.done_or_asked_again(
            lambda: actions.acknowledge(
                by=members.actor(request), reference=held.proposal.reference, organisation=told.organisation
            ),
            proposing.address(held, "received"),
        )

    steps = Steps(
        title=_("Say that you received it"),
        button=_("We have received it"),
        lead=(_("You answer for %(body)s.") % {"body": told.organisation.name},),
        facts=proposing.about(held),
        do=do,
        back=(_("Not now"), proposing.address(held)),
        breadcrumbs=proposing.above(held),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _View:
    """One request to give a view."""

    request: HttpRequest
    held: Story
    told: Told

    def check(self, values: Values) -> Rows:
        said = views.check_view(proposing.said_of(values))
        return (
            (_("Who says so"), self.told.organisation.name),
            (_("Is the test met?"), proposing.answer_label(said.answer)),
            (_("Why"), said.reasons),
            (_("Office"), said.office),
            (_("On"), when(said.on)),
        )

    def do(self, values: Values) -> HttpResponseBase:
        return proposing.done_or_asked_again(
            lambda: views.give(
                by=members.actor(self.request),
                reference=self.held.proposal.reference,
                organisation=self.told.organisation,
                seen=proposing.number_of(values, proposing.SEEN),
                said=proposing.said_of(values),
            ),
            proposing.address(self.held, "view"),
        )


@dataclass(frozen=True, slots=True)
class _Judgement:
    """One request to record a judgement."""

    request: HttpRequest
    held: Story
    told: Told

    def check(self, values: Values) -> Rows:
        judged = views.check_judgement(proposing.judged_of(values))
        return (
            (_("Who decides"), self.told.organisation.name),
            (_("(a) Existing agreements and other co-operation"), judged.existing),
            (_("(b) A consistent approach"), judged.consistency),
            (_("(c) Opportunities"), judged.opportunities),
            (_("Is the test met?"), proposing.answer_label(judged.answer)),
            (_("Conclusion"), judged.conclusion),
            (_("Office"), judged.office),
            (_("On"), when(judged.on)),
        )

    def do(self, values: Values) -> HttpResponseBase:
        return proposing.done_or_asked_again(
            lambda: views.judge(
                by=members.actor(self.request),
                reference=self.held.proposal.reference,
                organisation=self.told.organisation,
                seen=proposing.number_of(values, proposing.SEEN),
                judged=proposing.judged_of(values),
            ),
            proposing.address(self.held, "judgement"),
        )


def _pack_link(held: Story) -> SafeString:
    words = _("What this register holds on the three matters")
    return format_html('<a class="govuk-link" href="{}">{}</a>', pack_address(held), words)


def _told(request: HttpRequest, reference: str, slug: str) -> tuple[Story, Told]:
    """The proposal, and the place of the body whose word is to be given. Raises NotFound, NotAllowed."""
    held = story_of(request, reference)
    told = held.of(slug)
    if told is None:
        raise NotFound(_("This body was not told of the proposal."))
    require_own_word(members.actor(request), told.organisation.pk)
    return held, told
