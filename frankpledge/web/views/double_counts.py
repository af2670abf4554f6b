"""What may be counted twice, of two records: listed for curators, and one pair to be decided."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import double_counts as actions
from frankpledge.benefits.actions import profiles
from frankpledge.benefits.models import DoubleCount, Profile
from frankpledge.benefits.queries import double_counts as queries
from frankpledge.benefits.queries.double_counts import Shown
from frankpledge.errors import Invalid
from frankpledge.people.permissions import Power, require, require_nationally
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Choice, Kind, Question, Values
from frankpledge.web.pages import Page, page_response
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Steps, gone_to, walk
from frankpledge.web.workspaces import Desk, number_of

MOST = 100
BOTH = "both"


@needs(Power.READ_RESTRICTED)
@reading_only
def all_of_them(request: HttpRequest) -> HttpResponseBase:
    """Every pair that is open, then those that were cleared."""
    require_nationally(members.actor(request), Power.READ_RESTRICTED)
    rights = members.rights(request)
    open_ones = DoubleCount.objects.filter(cleared="")
    page = Page(
        title=_("What may be counted twice"),
        shows_register=False,
        for_search_engines=False,
        breadcrumbs=((_("Benefits of many collaborations"), reverse("portfolio")),),
    )
    context = {
        "open_ones": queries.shown(open_ones, rights, MOST),
        "total": open_ones.count(),
        "cleared": queries.shown(DoubleCount.objects.exclude(cleared=""), rights, MOST),
    }
    return page_response(request, "double_counts/list.html", page, context)


@needs(Power.PROPOSE_CHANGE)
def one(request: HttpRequest, number: int) -> HttpResponseBase:
    """Says which of the two counts no more, or why both do."""
    row = queries.one(number)
    rights = members.rights(request)
    numbers = {record.pk: keepers_of(record.pk) for record in queries.records_of(row)}
    may = {
        power: {each for each, keepers in numbers.items() if rights.may(power, keepers)}
        for power in (Power.PROPOSE_CHANGE, Power.DECIDE_CHANGE)
    }
    if not may[Power.PROPOSE_CHANGE]:
        require(members.actor(request), Power.PROPOSE_CHANGE, frozenset().union(*numbers.values()))
    (shown,) = queries.shown(DoubleCount.objects.filter(pk=number), rights)
    own = [each for each in shown.both if each.workspace.collaboration_id in may[Power.PROPOSE_CHANGE]]
    first = next(iter(own), row.later)
    address = Desk.of(request, first.workspace.collaboration.reference, Power.PROPOSE_CHANGE).address

    def do(values: Values) -> HttpResponseBase:
        chosen = values["which"]
        by = members.actor(request)
        if chosen == BOTH:
            actions.clear(by=by, number=number, reason=values["reason"])
        else:
            _not_here(request, shown, own, chosen, values)
        return gone_to(address)

    steps = Steps(
        title=_("Which one counts?"),
        button=_("Save"),
        do=do,
        back=(_("Back to costs and benefits"), address),
        questions=_questions(own, may_clear=bool(may[Power.DECIDE_CHANGE])),
        facts=_facts(shown),
        initial={f"version-{each.pk}": str(each.version) for each in own}
        | ({"which": BOTH, "reason": row.cleared} if row.cleared else {}),
        lead=(
            _("Both have the same measure, body and time. If they are one thing, it counts once."),
            _("Until somebody says, the one that was agreed later is left out of totals."),
        ),
    )
    return walk(request, steps)


def _not_here(request: HttpRequest, shown: Shown, own: list[Profile], chosen: str, values: Values) -> None:
    """One of them is no part of totals any more: it is counted in the other, which is named if it may be."""
    mine = next((each for each in own if str(each.pk) == chosen), None)
    if mine is None:
        fault = _("Choose one of these")
        raise Invalid(fault, {"which": fault})
    (other,) = (each for each in shown.both if each.pk != mine.pk)
    profiles.write(
        by=members.actor(request),
        reference=mine.reference,
        version=number_of(values, f"version-{mine.pk}"),
        values={"is_counted": False, "counted_in": other if shown.reads(other) else None},
    )


def _questions(own: list[Profile], *, may_clear: bool) -> tuple[Question, ...]:
    choices = [
        Choice(
            str(each.pk),
            _("“%(title)s” counts no more: its worth is in the other one") % {"title": each.title},
        )
        for each in own
    ]
    if may_clear:
        choices.append(Choice(BOTH, _("Both count: they are not the same")))
    reason = Question(
        name="reason",
        label=_("If both count: why is nothing counted twice?"),
        hint=_("The people of both collaborations and curators read this."),
        kind=Kind.LONG,
    )
    versions = (Question(name=f"version-{each.pk}", kind=Kind.HIDDEN, is_made_anew=True) for each in own)
    which = Question(name="which", label=_("What is so?"), kind=Kind.CHOICE, choices=choices)
    return (which, *((reason,) if may_clear else ()), *versions)


def _facts(shown: Shown) -> tuple[tuple[str, str], ...]:
    row = shown.double_count
    hidden = _("a benefit in another collaboration of %(body)s") % {"body": row.organisation.name}

    def said(each: Profile) -> str:
        if not shown.reads(each):
            return hidden
        return f"{each.title} ({each.workspace.collaboration.title})"

    facts = [
        (_("Body"), row.organisation.name),
        (_("Agreed first"), said(row.earlier)),
        (_("Agreed later"), said(row.later)),
    ]
    return (*facts, *(((_("Cleared before"), row.cleared),) if row.cleared else ()))
