"""Proposals to work together: the log of those that concern one, each on its page, and raising one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.errors import Invalid
from frankpledge.exchange import proposals as exchange
from frankpledge.exchange.papers import pdf, word
from frankpledge.people.models import Organisation, Power
from frankpledge.people.permissions import require
from frankpledge.register.actions import proposals as actions
from frankpledge.register.actions.proposals import Opportunity
from frankpledge.register.models import Consideration, Interest, Model, Proposal, ProposalState
from frankpledge.register.queries import proposals
from frankpledge.register.queries.proposals import Story
from frankpledge.register.states import proposals as states
from frankpledge.register.states.proposals import Move
from frankpledge.web import asat, formats, members, proposing
from frankpledge.web.access import needs
from frankpledge.web.formats import Format
from frankpledge.web.forms.considerations import ConsiderForm
from frankpledge.web.forms.questions import Values, day_of, key_of
from frankpledge.web.labels import labels
from frankpledge.web.pages import Page, page_response
from frankpledge.web.pagination import Pagination, asked
from frankpledge.web.phrases import listed as in_words
from frankpledge.web.phrases import when
from frankpledge.web.reading import ALLOWED as READ_ONLY
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Rows, Steps, gone_to, walk
from frankpledge.web.views import errors
from frankpledge.web.views.considerations import file_response, form_of

PER_PAGE = 25


@needs(Power.READ_RESTRICTED)
@reading_only
def listed(request: HttpRequest) -> HttpResponse:
    """The proposals that the reader's bodies raised or were told of, the newest first."""
    rights = members.rights(request)
    found, number = proposals.visible_to(rights), asked(request)
    rows = list(found[(number - 1) * PER_PAGE : number * PER_PAGE])
    page = Page(title=_("Proposals to work together"), shows_register=False, for_search_engines=False)
    context = {
        "rows": rows,
        "counts": proposals.counts(rows),
        "may_raise": rights.may_anywhere(Power.PROPOSE_CHANGE),
        "pages": Pagination.of(request, total=found.count(), per_page=PER_PAGE),
    }
    return page_response(request, "proposals/list.html", page, context)


@needs(Power.READ_RESTRICTED)
@reading_only
def proposal(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One proposal: in short, who was told and what each thinks, the judgements, and what became of it."""
    form = formats.wanted(request, (Format.HTML, Format.JSON))
    held = story_of(request, reference)
    if form is Format.JSON:
        # For those who were told alone: no other site may read it, and nobody keeps it.
        return JsonResponse(exchange.document(held), json_dumps_params={"ensure_ascii": False})
    page = Page(
        title=held.proposal.title,
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=((_("Proposals"), reverse("proposals")),),
    )
    rights, raisers = members.rights(request), proposals.raisers(held.proposal)
    context = {
        "held": held,
        "proposal": held.proposal,
        "model": str(Model(held.proposal.model).label) if held.proposal.model else "",
        "interest": Interest(held.proposal.interest).label,
        "own": proposals.speaking_for(held, rights),
        "is_clerk": rights.may(Power.PROPOSE_CHANGE, raisers),
        "is_raiser": not raisers.isdisjoint(rights.organisations_with(Power.SPEAK_FOR)),
        "may": {move.value: states.may(move, ProposalState(held.proposal.state)) for move in Move},
        "effect": exchange.effect(held),
        "pack_address": pack_address(held),
        "done": _done(request),
    }
    return page_response(request, "proposals/proposal.html", page, context)


@needs(Power.READ_RESTRICTED)
@reading_only
def judgement_in_word(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A judgement with what the register held on its day, as a Word file."""
    held, judged = _judgement(request, reference, number)
    made = word.made(exchange.paper(held, judged), settings.PUBLIC_ADDRESS)
    return file_response(made, word.MEDIA_TYPE, held.reference, "docx")


@needs(Power.READ_RESTRICTED)
@reading_only
def judgement_in_pdf(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The same as a tagged PDF."""
    held, judged = _judgement(request, reference, number)
    made = pdf.made(exchange.paper(held, judged), settings.PUBLIC_ADDRESS)
    return file_response(made, pdf.MEDIA_TYPE, held.reference, "pdf")


@needs(Power.PROPOSE_CHANGE)
def raise_one(request: HttpRequest) -> HttpResponseBase:
    """Which forces and which work; then what and why; then a look at the answers."""
    form = form_of(request)
    if not form.is_complete:
        return choosing(request, lambda: _choose(request, form))
    bodies = _own_bodies(request)
    raising = _Raising(request, form, {body.slug: body for body in bodies})
    steps = Steps(
        title=_("Raise a proposal"),
        button=_("Raise it and tell them"),
        lead=(_("Only the people of the bodies that are told can read it."),),
        facts=(
            (_("Forces"), in_words(each.short_name for each in form.chosen_forces)),
            (_("Work"), in_words(each.name for each in form.chosen_functions)),
        ),
        questions=proposing.about_it(bodies),
        initial={proposing.KEY: proposing.new_key(), "raised_by": bodies[0].slug if len(bodies) == 1 else ""},
        check=raising.check,
        do=raising.do,
        back=(_("Choose other forces or work"), f"{reverse('proposals-raise')}#choose"),
        breadcrumbs=((_("Proposals"), reverse("proposals")),),
    )
    return walk(request, steps)


@dataclass(frozen=True, slots=True)
class _Raising:
    """One request to raise a proposal: what was chosen, and the bodies that may raise it."""

    request: HttpRequest
    form: ConsiderForm
    by_slug: Mapping[str, Organisation]

    def opportunity(self, values: Values) -> Opportunity:
        if values["raised_by"] not in self.by_slug:
            fault = _("Choose the body that raises it")
            raise Invalid(fault, {"raised_by": fault})
        return Opportunity(
            title=values["title"],
            what=values["what"],
            why=values["why"],
            interest=values["interest"],
            raised_by=self.by_slug[values["raised_by"]],
            functions=self.form.functions,
            told=self.form.forces,
            raised_on=day_of(values, "raised_on"),
            model=values["model"],
        )

    def check(self, values: Values) -> Rows:
        wanted = self.opportunity(values)
        told = actions.check(by=members.actor(self.request), opportunity=wanted)
        return (
            (_("Raised by"), wanted.raised_by.name),
            (_("Title"), wanted.title),
            (_("What"), wanted.what),
            (_("Work"), in_words(each.name for each in self.form.chosen_functions)),
            (_("It would serve"), Interest(wanted.interest).label),
            (_("Of whom, and how"), wanted.why),
            (_("Model"), Model(wanted.model).label if wanted.model else _("left open")),
            (_("Raised and told on"), when(wanted.raised_on or asat.today())),
            (_("Who is told"), in_words(body.name for body in told)),
        )

    def do(self, values: Values) -> HttpResponseBase:
        raised = actions.raise_it(
            by=members.actor(self.request), opportunity=self.opportunity(values), key=key_of(values)
        )
        return gone_to(reverse("proposal", args=[raised.reference], query={"done": "raised"}))


def story_of(request: HttpRequest, reference: str) -> Story:
    """The proposal with everybody who was told, noting that it was read. Raises NotFound."""
    found = proposals.visible(reference, members.rights(request))
    note_read(by=members.actor(request), subject_kind="proposal", subject_key=found.reference)
    return proposals.story(found)


def as_clerk(request: HttpRequest, reference: str) -> Story:
    """The same, for whoever works for the body that raised it. Raises NotFound, NotAllowed."""
    held = story_of(request, reference)
    require(members.actor(request), Power.PROPOSE_CHANGE, proposals.raisers(held.proposal))
    return held


def choosing(request: HttpRequest, page: Callable[[], HttpResponse]) -> HttpResponseBase:
    """The page on which forces are chosen: it is only read, for what is chosen stands in the address."""
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": READ_ONLY})
    if request.method not in {"GET", "HEAD"}:
        return errors.method_not_allowed(request, READ_ONLY)
    return page()


def pack_address(held: Story) -> str:
    """Where what the register holds today for its forces and work is read."""
    query = {
        "force": [force.slug for force in held.forces],
        "function": [function.slug for function in held.functions],
    }
    return reverse("considerations", query=query)


def _choose(request: HttpRequest, form: ConsiderForm) -> HttpResponse:
    page = Page(
        title=_("Raise a proposal"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=((_("Proposals"), reverse("proposals")),),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "labels": labels(), "path": reverse("proposals-raise")}
    return page_response(request, "proposals/choose.html", page, context, status=status)


def _own_bodies(request: HttpRequest) -> list[Organisation]:
    """The bodies for which the reader may raise one; a curator, for any force or policing body."""
    rights = members.rights(request)
    if rights.may_nationally(Power.PROPOSE_CHANGE):
        return list(Organisation.objects.order_by("name"))
    held = rights.organisations_with(Power.PROPOSE_CHANGE)
    return list(Organisation.objects.filter(pk__in=held).order_by("name"))


def _judgement(request: HttpRequest, reference: str, number: int) -> tuple[Proposal, Consideration]:
    found = proposals.visible(reference, members.rights(request))
    note_read(by=members.actor(request), subject_kind="proposal", subject_key=found.reference)
    return found, proposals.judgement(found, number)


def _done(request: HttpRequest) -> str:
    return {
        "raised": _("The proposal is raised, and stands in the log of everybody who is told."),
        "told": _("They are told."),
        "view": _("Your view is recorded."),
        "judgement": _("The judgement is recorded, with what the register held today."),
        "received": _("It is recorded that you received it."),
        "outcome": _("What became of it is recorded."),
        "withdrawn": _("The proposal is withdrawn."),
        "linked": _("It leads to the record now."),
    }.get(request.GET.get("done", ""), "")
