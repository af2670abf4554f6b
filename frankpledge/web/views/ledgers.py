"""The ledger of a record for its people; beginning a plan, budget, forecast or outturn, and locking it."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.benefits.actions import vintages
from frankpledge.benefits.actions.vintages import Making
from frankpledge.benefits.models import EntryKind, SplitBy, Vintage, VintageKind
from frankpledge.benefits.queries.ledger_words import contested_lines, views_of
from frankpledge.benefits.queries.ledgers import Books, Ledger, compared, ledger_of
from frankpledge.exchange import ledgers as exchange
from frankpledge.people.models import Power
from frankpledge.web import formats, ledgers, members
from frankpledge.web.access import needs
from frankpledge.web.formats import Format
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms import ledgers as forms
from frankpledge.web.forms.questions import Kind, Question, Values, day_of
from frankpledge.web.ledgers import Place
from frankpledge.web.pages import Page, page_response
from frankpledge.web.phrases import when
from frankpledge.web.purposes import number_of
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Rows, Steps, gone_to, walk


@needs(Power.READ_RESTRICTED)
@reading_only
def ledger(request: HttpRequest, written: str) -> HttpResponseBase:
    """What it costs and brings, by year, party and kind, and who says so; two of them side by side."""
    form = formats.wanted(request)
    place = Place.of(request, written, Power.READ_RESTRICTED)
    note_read(by=members.actor(request), subject_kind="collaboration", subject_key=place.record.reference)
    books = place.books()
    named, beside = request.GET.get("made", ""), request.GET.get("with", "")
    shown = ledgers.vintage_in(books, named) if named else books.newest
    other = ledgers.vintage_in(books, beside) if beside else None
    held = ledger_of(books, shown) if shown else None
    views = views_of(held) if held else []
    if form is Format.JSON:
        return JsonResponse(exchange.document(books, held, views, other))
    if form is Format.CSV:
        rows = exchange.lines(held) if held else ()
        filename = f"{place.record.address}-{exchange.code(shown) if shown else 'ledger'}"
        return formats.csv_of_members(exchange.LINE_COLUMNS, rows, filename=filename)
    page = Page(
        title=_("What it costs and brings, by party"),
        shows_register=False,
        for_search_engines=False,
        has_data=True,
        breadcrumbs=place.above,
    )
    context = {
        "place": place,
        "books": books,
        "words": ledgers,
        "code": exchange.code,
        "ledger": held,
        "other": other,
        "views": views,
        "done": str(ledgers.DONE.get(request.GET.get("done", ""), "")),
        **_may(request, place),
        **(_of(held, books, other) if held else {}),
    }
    if held:
        context["contested"] = contested_lines(held, views)
    return page_response(request, "ledgers/ledger.html", page, context)


def _may(request: HttpRequest, place: Place) -> dict[str, Any]:
    """What the reader may do here."""
    rights = members.rights(request)
    return {
        "may_write": rights.may(Power.PROPOSE_CHANGE, place.keepers),
        "may_lock": rights.may(Power.DECIDE_CHANGE, place.keepers),
        "own_bodies": rights.organisations_with(Power.PROPOSE_CHANGE),
        "speaks_for": rights.organisations_with(Power.VALIDATE_FIGURES),
        "kinds": EntryKind,
        "split_by_shares": SplitBy.SHARES,
    }


def _of(held: Ledger, books: Books, other: Vintage | None) -> dict[str, Any]:
    rows = compared(books.totals[other.pk], held.totals) if other else []
    return {
        "shown": held.vintage,
        "tables": ledgers.tables(held),
        "said": ledgers.in_words(held),
        "beside": ledgers.differences(rows, books.bodies),
    }


@needs(Power.PROPOSE_CHANGE)
def begin(request: HttpRequest, written: str) -> HttpResponseBase:
    """A new plan, budget, forecast or outturn."""
    place = Place.of(request, written, Power.PROPOSE_CHANGE)
    books = place.books()
    count = {kind: sum(1 for each in books.vintages if each.kind == kind) for kind in VintageKind.values}

    def do(values: Values) -> HttpResponseBase:
        made = vintages.begin(by=members.actor(request), collaboration=place.record, making=_making(values))
        return gone_to(place.done("begun", made))

    steps = Steps(
        title=_("Begin a plan, budget, forecast or outturn"),
        button=_("Begin it"),
        lead=(_("What was made before stays as it is: this one stands beside it."),),
        questions=_questions(),
        initial={
            "made_on": when(timezone.localdate()), "is_final": asked.NO, "copies": asked.YES,
            **{f"number_{kind}": str(held + 1) for kind, held in count.items()},
        },
        do=do,
        back=(_("Cancel"), place.address()),
        breadcrumbs=place.within,
    )  # fmt: skip
    return walk(request, steps)


def _making(values: Values) -> Making:
    kind = asked.chosen(values, "kind", VintageKind)
    return Making(
        kind=kind,
        number=number_of(values, f"number_{kind}"),
        made_on=day_of(values, "made_on"),
        year=forms.year_of(values),
        reason=values["reason"],
        is_final=asked.is_yes(values, "is_final"),
        copies=asked.is_yes(values, "copies"),
    )


def _questions() -> tuple[Question, ...]:
    return (
        asked.one_of_question("kind", _("What do you begin?"), asked.choices_of(VintageKind)),
        forms.year_question(_("For which financial year? (a budget or an outturn)")),
        asked.day_question("made_on", _("On which day was it made?")),
        asked.yes_or_no("is_final", _("Is it the final outturn of its year?")),
        asked.yes_or_no("copies", _("Begin with the lines of the one before it?")),
        Question(
            name="reason",
            label=_("If there is one already: why is it made again?"),
            kind=Kind.LONG,
        ),
        *(
            Question(name=f"number_{kind}", kind=Kind.HIDDEN, is_made_anew=True)
            for kind in VintageKind.values
        ),
    )


@needs(Power.DECIDE_CHANGE)
def lock(request: HttpRequest, written: str, made: str) -> HttpResponseBase:
    """From now on nothing in it changes."""
    place = Place.of(request, written, Power.DECIDE_CHANGE)
    books = place.books()
    vintage = ledgers.vintage_in(books, made)
    held = ledger_of(books, vintage)

    def facts() -> Rows:
        lines = str(len(held.entries))
        views = ledgers.views_in_words(views_of(held))
        return (
            (_("What is locked"), ledgers.name(vintage)),
            (_("Lines"), lines),
            *(((_("What finance officers say"), views),) if views else ()),
        )

    def do(values: Values) -> HttpResponseBase:
        vintages.lock(
            by=members.actor(request),
            collaboration=place.record,
            kind=vintage.kind,
            number=vintage.number,
            version=number_of(values, "version"),
        )
        return gone_to(place.done("locked", vintage))

    steps = Steps(
        title=_("Lock it?"),
        button=_("Lock it"),
        lead=(_("What is locked never changes. Whoever needs another makes a new one, and says why."),),
        facts=facts(),
        questions=(Question(name="version", kind=Kind.HIDDEN, is_made_anew=True),),
        initial={"version": str(vintage.version)},
        do=do,
        back=(_("Cancel"), place.address(query={"made": made})),
        breadcrumbs=place.within,
    )
    return walk(request, steps)
