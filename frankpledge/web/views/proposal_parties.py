"""Telling more bodies of a proposal."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.people.models import Power
from frankpledge.register.actions import proposals as actions
from frankpledge.register.queries.proposals import Story
from frankpledge.web import members, proposing
from frankpledge.web.access import needs
from frankpledge.web.forms.considerations import ConsiderForm
from frankpledge.web.forms.questions import Question, Values, day_of
from frankpledge.web.labels import labels
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import listed
from frankpledge.web.steps import Steps, walk
from frankpledge.web.views.considerations import form_of
from frankpledge.web.views.proposals import as_clerk, choosing


@needs(Power.PROPOSE_CHANGE)
def notify(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Which more forces; then a look, and they are told."""
    held, form = as_clerk(request, reference), form_of(request)
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
            proposing.address(held, "told"),
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
        facts=(
            (_("Who is told"), listed(each.short_name for each in form.chosen_forces)),
            *proposing.about(held),
        ),
        questions=(proposing.version_question(), day),
        initial={proposing.VERSION: str(held.proposal.version)},
        do=do,
        back=(_("Not now"), proposing.address(held)),
        breadcrumbs=proposing.above(held),
    )
    return walk(request, steps)


def _choose(request: HttpRequest, held: Story, form: ConsiderForm) -> HttpResponse:
    page = Page(
        title=_("Tell more forces"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=proposing.above(held),
    )
    path = reverse("proposal-notify", args=[held.proposal.reference])
    context = {"form": form, "labels": labels(), "path": path, "held": held}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if "force" in form.errors else HTTPStatus.OK
    return page_response(request, "proposals/tell.html", page, context, status=status)
