"""The year's ledger beside the notes of each body's accounts."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.audit.actions import note_read
from frankpledge.benefits import years
from frankpledge.benefits.actions import accounts
from frankpledge.benefits.actions.vintages import FIRST_YEAR, LAST_YEAR
from frankpledge.benefits.drafts.ledgers import checked_pence
from frankpledge.benefits.models import AccountsNote
from frankpledge.benefits.queries.accounts import Match, Sheet, sheet_of, years_of
from frankpledge.errors import NotFound
from frankpledge.exchange import ledgers as exchange
from frankpledge.people.models import Power
from frankpledge.web import formats, ledgers, members
from frankpledge.web.access import needs
from frankpledge.web.formats import Format
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms import ledgers as forms
from frankpledge.web.forms.questions import Kind, Question, Values
from frankpledge.web.ledgers import Place
from frankpledge.web.pages import Page, page_response
from frankpledge.web.purposes import number_of
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Steps, gone_to, walk

MATCHES = {
    Match.SAME: gettext_lazy("the same, to the penny"),
    Match.EXPLAINED: gettext_lazy("differs, explained"),
    Match.UNEXPLAINED: gettext_lazy("differs, unexplained"),
    Match.NO_NOTE: gettext_lazy("what the accounts say is not known"),
    Match.NO_OUTTURN: gettext_lazy("the ledger has no outturn of the year"),
}


@needs(Power.READ_RESTRICTED)
@reading_only
def sheet(request: HttpRequest, written: str, year: int) -> HttpResponseBase:
    """Each body's part of the ledger, its accounts, and what is between them."""
    form = formats.wanted(request)
    place = Place.of(request, written, Power.READ_RESTRICTED)
    _check_year(year)
    note_read(by=members.actor(request), subject_kind="collaboration", subject_key=place.record.reference)
    books = place.books()
    held = sheet_of(books, year)
    if form is Format.JSON:
        rows = [dict(zip(exchange.SHEET_COLUMNS, row, strict=True)) for row in exchange.sheet_rows(held)]
        return JsonResponse({"reference": place.record.reference, "rows": rows})
    if form is Format.CSV:
        name = f"{place.record.address}-accounts-{year}"
        return formats.csv_of_members(exchange.SHEET_COLUMNS, exchange.sheet_rows(held), filename=name)
    page = Page(
        title=_("The ledger and the accounts of %(year)s") % {"year": years.in_words(year)},
        shows_register=False,
        for_search_engines=False,
        has_data=True,
        breadcrumbs=place.within,
    )
    context = {
        "place": place,
        "sheet": held,
        "words": ledgers,
        "matches": MATCHES,
        "unexplained": Match.UNEXPLAINED,
        "said": _in_words(held),
        "years": [(each, years.in_words(each)) for each in years_of(books) if each != year],
        "speaks_for": members.rights(request).organisations_with(Power.VALIDATE_FIGURES),
        "own": [each for each in books.bodies if each.pk in _spoken_for(request)],
        "done": str(ledgers.DONE.get(request.GET.get("done", ""), "")),
    }
    return page_response(request, "ledgers/accounts.html", page, context)


@needs(Power.VALIDATE_FIGURES)
def note(request: HttpRequest, written: str, year: int, slug: str) -> HttpResponseBase:
    """What one body's accounts say."""
    place = Place.of(request, written, Power.READ_RESTRICTED)
    _check_year(year)
    books = place.books()
    body = ledgers.body_for(request, books, slug, Power.VALIDATE_FIGURES)
    row = next((each for each in sheet_of(books, year).rows if each.body.pk == body.pk), None)

    def do(values: Values) -> HttpResponseBase:
        accounts.put(
            by=members.actor(request),
            collaboration=place.record,
            organisation=body,
            year=year,
            amount_pence=checked_pence("amount", values["amount"]),
            source=values["source"],
            explanation=values["explanation"],
            version=number_of(values, "version"),
        )
        return gone_to(place.address("ledger-accounts", year, query={"done": "said"}))

    told = {"body": body.name, "year": years.in_words(year)}
    ledger_has = ledgers.pence(row.ledger_pence if row else None)
    steps = Steps(
        title=_("What do the accounts of %(body)s for %(year)s say?") % told,
        button=_("Save it"),
        facts=((_("The ledger has for it"), ledger_has),),
        questions=_questions(),
        initial=_initial(row.note if row else None),
        do=do,
        back=(_("Cancel"), place.address("ledger-accounts", year)),
        breadcrumbs=place.within,
    )
    return walk(request, steps)


def _questions() -> tuple[Question, ...]:
    return (
        Question(
            name="amount",
            label=_("Amount in the note on joint operations, in pounds"),
            hint=_("What it bore, less income and grants."),
        ),
        Question(
            name="source",
            label=_("Which accounts, and where in them?"),
            hint=_("For example, Statement of accounts 2024/25, note 12."),
        ),
        asked.long("explanation", _("If it differs from the ledger: why? (optional)")),
        Question(name="version", kind=Kind.HIDDEN, is_made_anew=True),
    )


def _initial(held: AccountsNote | None) -> dict[str, str]:
    """What the form begins with: the note as it is on record."""
    return {
        "amount": forms.plain(held.amount_pence) if held else "",
        "source": held.source if held else "",
        "explanation": held.explanation if held else "",
        "version": str(held.version if held else 0),
    }


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFound(_("There is no such year."))


def _spoken_for(request: HttpRequest) -> frozenset[int]:
    return members.rights(request).organisations_with(Power.VALIDATE_FIGURES)


def _in_words(held: Sheet) -> str:
    told = {
        "all": len(held.rows), "same": len(held.of(Match.SAME)), "explained": len(held.of(Match.EXPLAINED)),
        "unexplained": len(held.of(Match.UNEXPLAINED)), "unknown": len(held.of(Match.NO_NOTE)),
    }  # fmt: skip
    if held.outturn is None:
        return _("The ledger has no outturn of this year to reconcile with.")
    return (
        _(
            "Of %(all)s bodies with a part in the year, %(same)s have the same in their accounts,"
            " %(explained)s explain a difference, and %(unexplained)s have one that nobody explained."
            " Of %(unknown)s it is not known what their accounts say."
        )
        % told
    )
