"""The start of a record's costs and benefits: begun, read at a glance, taken further."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits import years
from frankpledge.benefits.actions import workspaces as actions
from frankpledge.benefits.actions.workspaces import Beginning
from frankpledge.benefits.method import later_than, newest, version
from frankpledge.benefits.models import Asked, Depth, Length, WhyFull, Workspace
from frankpledge.benefits.queries import double_counts
from frankpledge.benefits.queries.answers import answers_of, costs_said, year_asked_first, years_of
from frankpledge.errors import Invalid
from frankpledge.people.models import Power
from frankpledge.register.models import Collaboration
from frankpledge.web import asat, members
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of
from frankpledge.web.phrases import pounds_in_words, when
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import gone_to, walk
from frankpledge.web.workspaces import Desk, month_of, number_of, version_question, year_in_words

PENCE = 100


@needs(Power.READ_RESTRICTED)
@reading_only
def workspace(request: HttpRequest, written: str) -> HttpResponseBase:
    """The five questions of one year, what is missing, and where the rest of the work is."""
    desk = Desk.of(request, written)
    if desk.workspace is None:
        context = {"method": newest().number}
        return desk.page("workspaces/not_begun.html", _("Costs and benefits"), context, is_start=True)
    return _begun(desk, desk.workspace)


def _begun(desk: Desk, held: Workspace) -> HttpResponseBase:
    told = years_of(held, asat.today())
    chosen = [each for each in told if str(each) == desk.request.GET.get("year", "")]
    year = chosen[0] if chosen else year_asked_first(held, asat.today())
    answers = answers_of(held)
    context = {
        "year": year,
        "years": told,
        "year_in_words": year_in_words,
        "answers": answers,
        "questions": Asked,
        "open": answers.open(year),
        "not_known": answers.not_known(year),
        "costs": costs_said(held, year),
        "pence": PENCE,
        "is_done": "done" in desk.request.GET,
        "is_full": held.depth == Depth.FULL,
        "twice": double_counts.of_workspace(held, desk.rights),
        "has_newer": bool(later_than(held.method_version)),
    }
    return desk.page("workspaces/start.html", _("Costs and benefits"), context, is_start=True)


@needs(Power.PROPOSE_CHANGE)
def begin(request: HttpRequest, written: str) -> HttpResponseBase:
    """How often results are returned, from when, and in whose prices: all filled in, to be looked at."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    if desk.workspace is not None:
        return gone_to(desk.address)

    def do(values: Values) -> HttpResponseBase:
        beginning = Beginning(
            period_length=values["period_length"],
            first_period_on=month_of(values, "first_period_on"),
            prices_of=_year_of(values),
            goes_live_on=day_of(values, "goes_live_on"),
        )
        actions.begin(by=members.actor(request), collaboration=desk.held, beginning=beginning)
        return gone_to(desk.address)

    year = years.last_ended(asat.today())
    steps = desk.steps(
        _("Begin to track costs and benefits"),
        _("Begin"),
        do,
        questions=_questions(),
        initial={
            "period_length": Length.YEAR,
            "first_period_on": _("April %(year)s") % {"year": year},
            "prices_of": year_in_words(year),
            "goes_live_on": _went_live(desk.held),
        },
        lead=(_("We filled in what most choose. Change what does not fit."),),
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def full(request: HttpRequest, written: str) -> HttpResponseBase:
    """All fourteen stages from now on, and why."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    held = desk.work

    def do(values: Values) -> HttpResponseBase:
        actions.deepen(
            by=members.actor(request),
            collaboration=desk.held,
            version=number_of(values),
            why=values["why_full"],
        )
        return gone_to(desk.address)

    hints = {
        WhyFull.COST: _("The threshold is %(amount)s a year, for all parties together.")
        % {"amount": pounds_in_words(version(held.method_version).rules.full_method_from_pence // PENCE)}
    }
    why = Question(
        name="why_full",
        label=_("Why?"),
        kind=Kind.CHOICE,
        choices=[Choice(each.value, str(each.label).capitalize(), hints.get(each, "")) for each in WhyFull],
    )
    steps = desk.steps(
        _("Use the full method"),
        _("Use the full method"),
        do,
        questions=(why, version_question()),
        initial={"version": str(held.version)},
        lead=(
            _("All fourteen stages open, each with what it asks for. All that was answered stays."),
            _("There is no way back to the five questions alone. Nothing is lost by going on."),
        ),
    )
    return walk(request, steps)


def _questions() -> tuple[Question, ...]:
    lengths = [Choice(each.value, _("Each %(period)s") % {"period": each.label}) for each in Length]
    return (
        Question(
            name="period_length",
            label=_("How often will you report results?"),
            hint=_("The five questions are asked once a year, whatever you choose."),
            kind=Kind.CHOICE,
            choices=lengths,
        ),
        Question(
            name="first_period_on",
            label=_("With which month does your first return begin?"),
            hint=_("For example, April 2025."),
        ),
        Question(
            name="prices_of",
            label=_("In the prices of which financial year do you plan?"),
            hint=_("For example, 2025/26."),
        ),
        Question(
            name="goes_live_on",
            label=_("On which day did the change begin, or will it? (optional)"),
            hint=_("What things were like before is best written down by then. For example, 1 April 2025."),
        ),
    )


def _year_of(values: Values) -> int:
    """The financial year written, `2025/26` or `2025`. Raises Invalid for anything else."""
    first, _slash, second = values.get("prices_of", "").strip().partition("/")
    year = int(first) if first.isascii() and first.isdecimal() and len(first) == len("2025") else 0
    if not year or (second and second not in {f"{(year + 1) % 100:02d}", str(year + 1)}):
        fault = _("Enter a financial year, like 2025/26")
        raise Invalid(fault, {"prices_of": fault})
    return year


def _went_live(held: Collaboration) -> str:
    """The day on which the collaboration began, where the record knows the day."""
    began = held.starts_on
    return when(began) if began is not None and began.day is not None else ""
