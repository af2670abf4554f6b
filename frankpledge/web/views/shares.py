"""What each party pays beside what it would pay alone, and what the board decided where one fails."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.benefits import years
from frankpledge.benefits.actions import shares as actions
from frankpledge.benefits.actions.shares import Alone, Decided
from frankpledge.benefits.drafts.ledgers import checked_pence
from frankpledge.benefits.models import AloneCost
from frankpledge.benefits.queries.shares import Beside, Shares, shares_of
from frankpledge.errors import NotFound
from frankpledge.exchange.benefit_cases import shares as cases
from frankpledge.people.models import Power
from frankpledge.web import ledgers, members
from frankpledge.web import shares as said
from frankpledge.web.access import needs
from frankpledge.web.forms.agreements import day_question, key_question, long
from frankpledge.web.forms.ledgers import plain
from frankpledge.web.forms.questions import Question, Values, day_of, key_of, new_key
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import gone_to, walk
from frankpledge.web.workspaces import Desk, number_of, version_question


@needs(Power.READ_RESTRICTED)
@reading_only
def shares(request: HttpRequest, written: str) -> HttpResponseBase:
    """One year in words, then party by party, with the fairness band where it can be worked out."""
    desk = Desk.of(request, written)
    held = _of_year(desk, request.GET.get("year", ""))
    made = cases.made_of(desk.held, held) if held else None
    context = {
        "shares": held,
        "made": made,
        "lines": said.lines(held) if held else [],
        "rows": said.rows(held, made) if held else [],
        "worked_out": made.sentences if made and made.answer.game else [],
        "speaks_for": desk.rights.organisations_with(Power.VALIDATE_FIGURES),
        "in_words": years.in_words,
        "pence": ledgers.pence,
        "vintage": ledgers.name(held.vintage) if held else "",
    }
    return desk.page("stages/shares.html", _("What each pays, and would pay alone"), context, _stages(desk))


@needs(Power.READ_RESTRICTED)
@reading_only
def in_json(request: HttpRequest, written: str, year: int) -> HttpResponseBase:
    """The case of one year, as `frankpledge share` takes it."""
    desk = Desk.of(request, written)
    made = cases.made_of(desk.held, _found(desk, year))
    note_read(by=members.actor(request), subject_kind="collaboration", subject_key=desk.held.reference)
    response = JsonResponse(made.document, json_dumps_params={"ensure_ascii": False, "indent": 2})
    name = f"{desk.held.reference}-shares-{year}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@needs(Power.VALIDATE_FIGURES)
def say(request: HttpRequest, written: str, year: int, slug: str) -> HttpResponseBase:
    """A body's own finance officer says what it would pay alone."""
    desk = Desk.of(request, written)
    row = _row(desk, year, slug)
    if row.body.pk not in desk.rights.organisations_with(Power.VALIDATE_FIGURES):
        raise NotFound(_("There is no such page, or it is not for you."))
    return _asked(desk, year, row, is_own=True)


@needs(Power.PROPOSE_CHANGE)
def estimate(request: HttpRequest, written: str, year: int, slug: str) -> HttpResponseBase:
    """Somebody else of the record estimates it."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    return _asked(desk, year, _row(desk, year, slug), is_own=False)


@needs(Power.DECIDE_CHANGE)
def decide(request: HttpRequest, written: str, year: int) -> HttpResponseBase:
    """What the board decided of a year's shares."""
    desk = Desk.of(request, written, Power.DECIDE_CHANGE)
    held = _found(desk, year)

    def do(values: Values) -> HttpResponseBase:
        decided = Decided(
            year=year,
            decided_on=day_of(values, "decided_on"),
            minute_reference=values["minute_reference"],
            words=values["words"],
        )
        by, key = members.actor(request), key_of(values)
        actions.decide(by=by, collaboration=desk.held, decided=decided, key=key)
        return gone_to(desk.at("shares", year=year))

    steps = desk.steps(
        _("What did the board decide of the shares of %(year)s?") % {"year": years.in_words(year)},
        _("Record it"),
        do,
        questions=(
            day_question("decided_on", _("On which day?")),
            Question(name="minute_reference", label=_("Where is it minuted?")),
            long("words", _("What was decided, and why?")),
            key_question(),
        ),
        initial={"key": new_key()},
        lead=said.lines(held),
        back=(_("Cancel"), desk.at("shares", year=year)),
        breadcrumbs=desk.above(_stages(desk)),
    )
    return walk(request, steps)


def _asked(desk: Desk, year: int, row: Beside, *, is_own: bool) -> HttpResponseBase:
    put = actions.say if is_own else actions.estimate

    def do(values: Values) -> HttpResponseBase:
        alone = Alone(
            organisation=row.body,
            year=year,
            amount_pence=checked_pence("amount", values["amount"]),
            how=values["how"],
            source=values["source"],
        )
        by, version = members.actor(desk.request), number_of(values)
        put(by=by, collaboration=desk.held, version=version, alone=alone)
        return gone_to(desk.at("shares", year=year))

    told = {"body": row.body.name, "year": years.in_words(year)}
    estimated = _("This is marked as an estimate until its own finance officer says it.")
    steps = desk.steps(
        _("What would %(body)s pay alone in %(year)s?") % told,
        _("Save"),
        do,
        questions=_questions(),
        initial=_initial(row.alone),
        lead=() if is_own else (estimated,),
        facts=((_("It pays with the others"), ledgers.pence(row.pays_pence)),),
        back=(_("Cancel"), desk.at("shares", year=year)),
        breadcrumbs=desk.above(_stages(desk)),
    )
    return walk(desk.request, steps)


def _questions() -> tuple[Question, ...]:
    return (
        Question(
            name="amount",
            label=_("What it would pay in the year, in pounds"),
            hint=_("For the same work, done by itself."),
        ),
        long("how", _("How was it worked out?")),
        Question(name="source", label=_("Where are the figures from?")),
        version_question(),
    )


def _initial(alone: AloneCost | None) -> dict[str, str]:
    if alone is None:
        return {"version": "0"}
    amount, version = plain(alone.amount_pence), str(alone.version)
    return {"amount": amount, "how": alone.how, "source": alone.source, "version": version}


def _of_year(desk: Desk, written: str) -> Shares | None:
    if not written:
        return shares_of(desk.work)
    if not (written.isascii() and written.isdecimal() and len(written) == 4):
        raise NotFound(_("There is no such year."))
    return _found(desk, int(written))


def _found(desk: Desk, year: int) -> Shares:
    held = shares_of(desk.work, year)
    if held is None:
        raise NotFound(_("The ledger has nothing locked of this year."))
    return held


def _row(desk: Desk, year: int, slug: str) -> Beside:
    row = next((each for each in _found(desk, year).rows if each.body.slug == slug), None)
    if row is None:
        raise NotFound(_("There is no such page, or it is not for you."))
    return row


def _stages(desk: Desk) -> tuple[str, str]:
    return (_("The fourteen stages"), desk.at("stages"))
