"""What is done about one proposal: each on a page that asks, with a look at the answers."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid, NotFound
from frankpledge.exchange import proposals as exchange
from frankpledge.people.models import Power
from frankpledge.people.permissions import require, require_own_word
from frankpledge.register.actions import proposal_views as views
from frankpledge.register.actions import proposals as actions
from frankpledge.register.models import Collaboration, ProposalState
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.proposals import Story, Told
from frankpledge.web import asat, members, proposing
from frankpledge.web.access import needs
from frankpledge.web.forms.considerations import ConsiderForm
from frankpledge.web.forms.questions import Kind, Question, Text, Values, day_of, reason_question
from frankpledge.web.labels import labels
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import listed, when
from frankpledge.web.steps import Rows, Steps, walk
from frankpledge.web.views.considerations import form_of
from frankpledge.web.views.proposals import choosing, pack_address, story_of


@needs(Power.SPEAK_FOR)
def view(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """A body's view: whether the test is met, and why."""
    held, told = _told(request, reference, slug)
    latest = told.view

    def check(values: Values) -> Rows:
        said = views.check_view(proposing.said_of(values))
        return (
            (_("Who says so"), told.organisation.name),
            (_("Is the test met?"), proposing.answer_label(said.answer)),
            (_("Why"), said.reasons),
            (_("Office"), said.office),
            (_("On"), when(said.on)),
        )

    def do(values: Values) -> HttpResponseBase:
        return proposing.done_or_asked_again(
            lambda: views.give(
                by=members.actor(request),
                reference=held.proposal.reference,
                organisation=told.organisation,
                seen=proposing.number_of(values, proposing.SEEN),
                said=proposing.said_of(values),
            ),
            _page(held, "view"),
        )

    steps = Steps(
        title=_("What is your view?"),
        button=_("Give this view"),
        lead=(
            _("You answer for %(body)s. Everybody who was told can read it.")
            % {"body": told.organisation.name},
        ),
        facts=(
            *_about(held),
            *(((_("Your latest view"), proposing.answer_label(latest.answer)),) if latest else ()),
        ),
        questions=proposing.view_questions(),
        initial={proposing.SEEN: str(latest.pk if latest else 0)},
        check=check,
        do=do,
        back=(_("Not now"), _page(held)),
        breadcrumbs=_above(held),
    )
    return walk(request, steps)


@needs(Power.SPEAK_FOR)
def consider(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """A body's judgement on the three matters, kept with what the register held."""
    held, told = _told(request, reference, slug)
    latest = told.consideration

    def check(values: Values) -> Rows:
        judged = views.check_judgement(proposing.judged_of(values))
        return (
            (_("Who decides"), told.organisation.name),
            (_("(a) Existing agreements and other co-operation"), judged.existing),
            (_("(b) A consistent approach"), judged.consistency),
            (_("(c) Opportunities"), judged.opportunities),
            (_("Is the test met?"), proposing.answer_label(judged.answer)),
            (_("Conclusion"), judged.conclusion),
            (_("Office"), judged.office),
            (_("On"), when(judged.on)),
        )

    def do(values: Values) -> HttpResponseBase:
        return proposing.done_or_asked_again(
            lambda: views.judge(
                by=members.actor(request),
                reference=held.proposal.reference,
                organisation=told.organisation,
                seen=proposing.number_of(values, proposing.SEEN),
                judged=proposing.judged_of(values),
            ),
            _page(held, "judgement"),
        )

    pack = format_html(
        '<a class="govuk-link" href="{}">{}</a>',
        pack_address(held),
        _("What this register holds on the three matters"),
    )
    steps = Steps(
        title=_("What do you judge?"),
        button=_("Record this judgement"),
        lead=(
            _(
                "You decide for %(body)s. Section 23HA of the Police Act 1996 asks for three matters"
                " to be considered. What the register holds now is kept with your judgement, whatever"
                " changes later."
            )
            % {"body": told.organisation.name},
        ),
        facts=(*_about(held), (_("Read first"), pack)),
        questions=proposing.judgement_questions(),
        initial={proposing.SEEN: str(latest.pk if latest else 0)},
        check=check,
        do=do,
        back=(_("Not now"), _page(held)),
        breadcrumbs=_above(held),
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
            _page(held, "received"),
        )

    steps = Steps(
        title=_("Say that you received it"),
        button=_("We have received it"),
        lead=(_("You answer for %(body)s.") % {"body": told.organisation.name},),
        facts=_about(held),
        do=do,
        back=(_("Not now"), _page(held)),
        breadcrumbs=_above(held),
    )
    return walk(request, steps)


@needs(Power.SPEAK_FOR)
def outcome(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What became of it, in the word of the body that raised it."""
    held = story_of(request, reference)
    require_own_word(members.actor(request), held.proposal.raised_by_id)

    def check(values: Values) -> Rows:
        chosen = values["outcome"]
        if chosen not in ProposalState.values:
            fault = _("Choose what became of it")
            raise Invalid(fault, {"outcome": fault})
        return (
            (_("What became of it"), ProposalState(chosen).label),
            (_("Why"), values["reason"].strip() or _("not given")),
            (_("On"), when(day_of(values, "decided_on") or asat.today())),
        )

    def do(values: Values) -> HttpResponseBase:
        chosen = values["outcome"]
        return proposing.done_or_asked_again(
            lambda: actions.decide(
                by=members.actor(request),
                reference=held.proposal.reference,
                version=proposing.number_of(values, proposing.VERSION),
                outcome=ProposalState(chosen) if chosen in ProposalState.values else None,
                reason=values["reason"],
                decided_on=day_of(values, "decided_on"),
            ),
            _page(held, "outcome"),
        )

    steps = Steps(
        title=_("Record the outcome"),
        button=_("Record it"),
        lead=exchange.effect(held),
        facts=_about(held),
        questions=proposing.outcome_questions(),
        initial={proposing.VERSION: str(held.proposal.version)},
        check=check,
        do=do,
        back=(_("Not now"), _page(held)),
        breadcrumbs=_above(held),
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def withdraw(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Taking it back."""
    held = _as_clerk(request, reference)

    def do(values: Values) -> HttpResponseBase:
        return proposing.done_or_asked_again(
            lambda: actions.withdraw(
                by=members.actor(request),
                reference=held.proposal.reference,
                version=proposing.number_of(values, proposing.VERSION),
                reason=values["reason"],
            ),
            _page(held, "withdrawn"),
        )

    steps = Steps(
        title=_("Withdraw the proposal"),
        button=_("Withdraw it"),
        lead=(_("It stays in the log of everybody who was told."),),
        facts=_about(held),
        questions=(_version(), reason_question()),
        initial={proposing.VERSION: str(held.proposal.version)},
        do=do,
        back=(_("Keep it"), _page(held)),
        breadcrumbs=_above(held),
        is_a_warning=True,
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def notify(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Which more forces; then a look, and they are told."""
    held, form = _as_clerk(request, reference), form_of(request)
    if not form.forces or "force" in form.errors:
        return choosing(request, lambda: _choose(request, held, form))

    def do(values: Values) -> HttpResponseBase:
        return proposing.done_or_asked_again(
            lambda: actions.notify(
                by=members.actor(request),
                reference=held.proposal.reference,
                version=proposing.number_of(values, proposing.VERSION),
                told=form.forces,
                notified_on=day_of(values, "notified_on"),
            ),
            _page(held, "told"),
        )

    day = Question(
        name="notified_on",
        label=_("When were they told? (optional)"),
        hint=_("Today, if you leave it empty."),
    )
    steps = Steps(
        title=_("Tell more forces"),
        button=_("Tell them"),
        lead=(_("Their people can then read everything about this proposal."),),
        facts=((_("Who is told"), listed(each.short_name for each in form.chosen_forces)), *_about(held)),
        questions=(_version(), day),
        initial={proposing.VERSION: str(held.proposal.version)},
        do=do,
        back=(_("Not now"), _page(held)),
        breadcrumbs=_above(held),
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def lead_to(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Which record came of it."""
    held = _as_clerk(request, reference)

    def do(values: Values) -> HttpResponseBase:
        return proposing.done_or_asked_again(
            lambda: actions.lead_to(
                by=members.actor(request),
                reference=held.proposal.reference,
                collaboration=_record(values["record"]),
            ),
            _page(held, "linked"),
        )

    question = Question(name="record", label=_("Which record?"), hint=_("Its reference, like C-0055."))
    steps = Steps(
        title=_("Which record came of it?"),
        button=_("This one"),
        facts=_about(held),
        questions=(question,),
        do=do,
        back=(_("Not now"), _page(held)),
        breadcrumbs=_above(held),
    )
    return walk(request, steps)


def _told(request: HttpRequest, reference: str, slug: str) -> tuple[Story, Told]:
    """The proposal, and the place of the body whose word is to be given. Raises NotFound, NotAllowed."""
    held = story_of(request, reference)
    told = held.of(slug)
    if told is None:
        raise NotFound(_("This body was not told of the proposal."))
    require_own_word(members.actor(request), told.organisation.pk)
    return held, told


def _as_clerk(request: HttpRequest, reference: str) -> Story:
    held = story_of(request, reference)
    require(members.actor(request), Power.PROPOSE_CHANGE, [held.proposal.raised_by_id])
    return held


def _about(held: Story) -> tuple[tuple[Text, Text], ...]:
    return (
        (_("Proposal"), f"{held.proposal.title} ({held.proposal.reference})"),
        (_("Raised by"), held.proposal.raised_by.name),
        (_("What"), held.proposal.what),
    )


def _page(held: Story, done: str = "") -> str:
    return reverse("proposal", args=[held.proposal.reference], query={"done": done} if done else None)


def _above(held: Story) -> tuple[tuple[str, str], ...]:
    return ((_("Proposals"), reverse("proposals")), (held.proposal.title, _page(held)))


def _version() -> Question:
    return Question(name=proposing.VERSION, kind=Kind.HIDDEN, is_made_anew=True)


def _record(written: str) -> Collaboration:
    reference = collaborations.reference_in(written.strip())
    found = Collaboration.objects.filter(reference=reference).first() if reference else None
    if found is None:
        fault = _("Enter the reference of a record that is on the register")
        raise Invalid(fault, {"record": fault})
    return found


def _choose(request: HttpRequest, held: Story, form: ConsiderForm) -> HttpResponse:
    page = Page(
        title=_("Tell more forces"), shows_register=False, for_search_engines=False, breadcrumbs=_above(held)
    )
    path = reverse("proposal-notify", args=[held.proposal.reference])
    context = {"form": form, "labels": labels(), "path": path, "held": held}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if "force" in form.errors else HTTPStatus.OK
    return page_response(request, "proposals/tell.html", page, context, status=status)
