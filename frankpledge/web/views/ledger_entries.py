"""Lines of the ledger: one more, the same otherwise, taken out; payments between parties; one's own share."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import ledgers as actions
from frankpledge.benefits.drafts.ledgers import Line, Share, checked, checked_pence
from frankpledge.benefits.models import EntryKind, LedgerEntry, LedgerShare, Profile, SplitBy
from frankpledge.benefits.queries.ledgers import Books, Ledger
from frankpledge.errors import Invalid, NotFound
from frankpledge.exchange.ledgers import code, one_line
from frankpledge.people.models import Organisation, Power
from frankpledge.register.queries.keepers import keepers_of_organisation
from frankpledge.web import ledgers, members
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms import ledgers as forms
from frankpledge.web.forms.questions import Question, Values, key_of, new_key
from frankpledge.web.ledgers import Place
from frankpledge.web.purposes import number_of
from frankpledge.web.steps import Rows, Steps, gone_to, walk

Read = Callable[[Values], Line]


@needs(Power.PROPOSE_CHANGE)
def add(request: HttpRequest, written: str, made: str) -> HttpResponseBase:
    """One more line, with all its shares."""
    return _added(request, written, made, is_transfer=False)


@needs(Power.PROPOSE_CHANGE)
def transfer(request: HttpRequest, written: str, made: str) -> HttpResponseBase:
    """One more payment from one party to another."""
    return _added(request, written, made, is_transfer=True)


def _added(request: HttpRequest, written: str, made: str, *, is_transfer: bool) -> HttpResponseBase:
    place = Place.of(request, written, Power.PROPOSE_CHANGE)
    books = place.books()
    vintage = ledgers.vintage_in(books, made)
    if vintage.locked_at is not None:
        raise NotFound(_("It is locked: no line is added to it."))
    read = _reader(books, is_transfer=is_transfer)

    def do(values: Values) -> HttpResponseBase:
        actions.add(
            by=members.actor(request),
            collaboration=place.record,
            kind=vintage.kind,
            number=vintage.number,
            line=read(values),
            key=key_of(values),
        )
        return gone_to(place.done("line", vintage))

    initial: dict[str, Any] = {**forms.initial_line(vintage), "key": new_key()}
    title = _("Add a payment between parties") if is_transfer else _("Add a line")
    return walk(request, _steps(place, books, title, read, do, initial, made, is_transfer=is_transfer))


@needs(Power.PROPOSE_CHANGE)
def entry(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """The same line otherwise."""
    place, books, held = _held(request, written, number)
    is_transfer = held.kind == EntryKind.TRANSFER
    read = _reader(books, is_transfer=is_transfer)

    def do(values: Values) -> HttpResponseBase:
        actions.change(
            by=members.actor(request),
            collaboration=place.record,
            entry_id=number,
            version=number_of(values, "version"),
            line=read(values),
        )
        return gone_to(place.done("line", held.vintage))

    typed = forms.transfer_as_typed if is_transfer else forms.as_typed
    initial = {**typed(held, books.bodies), "key": new_key()}
    title = _("Change a payment between parties") if is_transfer else _("Change a line")
    made = code(held.vintage)
    return walk(request, _steps(place, books, title, read, do, initial, made, is_transfer=is_transfer))


@needs(Power.PROPOSE_CHANGE)
def remove(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """The line is taken out."""
    place, books, held = _held(request, written, number)

    def do(values: Values) -> HttpResponseBase:
        actions.remove(
            by=members.actor(request),
            collaboration=place.record,
            entry_id=number,
            version=number_of(values, "version"),
        )
        return gone_to(place.done("removed", held.vintage))

    steps = Steps(
        title=_("Take this line out?"),
        button=_("Take it out"),
        facts=(
            (_("Line"), one_line(held)),
            (_("Amount"), ledgers.pence(held.amount_pence)),
            (_("Shares"), "; ".join(_shares(books, held))),
        ),
        questions=(Question(name="version", kind=asked.key_question().kind, is_made_anew=True),),
        initial={"version": str(held.version)},
        do=do,
        back=(_("Cancel"), place.address(query={"made": code(held.vintage)})),
        breadcrumbs=place.within,
        is_a_warning=True,
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def share(request: HttpRequest, written: str, number: int, slug: str) -> HttpResponseBase:
    """One party's own share of a line; the whole is what all shares come to."""
    place, books, held = _held(request, written, number)
    body = _own_body(request, books, slug)
    if held.split_by != SplitBy.SHARES or held.kind == EntryKind.TRANSFER:
        raise NotFound(_("This line is entered as a whole. Change the whole line."))
    own = next((each for each in held.shares.all() if each.organisation_id == body.pk), None)

    def do(values: Values) -> HttpResponseBase:
        actions.put_share(
            by=members.actor(request),
            collaboration=place.record,
            entry_id=number,
            seen_pence=checked_pence("seen", values["seen"]),
            share=_share(body, values),
        )
        return gone_to(place.done("line", held.vintage))

    steps = Steps(
        title=_("The share of %(body)s") % {"body": body.name},
        button=_("Save it"),
        facts=(
            (_("Line"), one_line(held)),
            (_("Shares entered so far"), "; ".join(_shares(books, held)) or _("none")),
        ),
        questions=_share_questions(),
        initial=_initial_share(own),
        do=do,
        back=(_("Cancel"), place.address(query={"made": code(held.vintage)})),
        breadcrumbs=place.within,
    )
    return walk(request, steps)


def _share(body: Organisation, values: Values) -> Share:
    """The share as typed. Raises Invalid without an amount."""
    amount = checked_pence("amount", values["amount"])
    if amount is None:
        fault = _("Enter an amount; nought says that it bears none of it")
        raise Invalid(fault, {"amount": fault})
    return Share(
        organisation=body,
        amount_pence=amount,
        account_code=values["account_code"],
        reference=values["reference"],
    )


def _share_questions() -> tuple[Question, ...]:
    return (
        Question(name="amount", label=_("How much of it is yours, in pounds?")),
        Question(name="account_code", label=_("Account code (optional)")),
        Question(name="reference", label=_("Invoice or virement reference (optional)")),
        Question(name="seen", kind=asked.key_question().kind, is_made_anew=True),
    )


def _initial_share(own: LedgerShare | None) -> dict[str, str]:
    """What the form begins with: the share as it is, which is also what somebody saw."""
    return {
        "amount": forms.plain(own.amount_pence) if own else "",
        "seen": forms.plain(own.amount_pence) if own else "",
        "account_code": own.account_code if own else "",
        "reference": own.reference if own else "",
    }


def _held(request: HttpRequest, written: str, number: int) -> tuple[Place, Books, LedgerEntry]:
    """A line that may still be changed. Raises NotFound."""
    place = Place.of(request, written, Power.PROPOSE_CHANGE)
    kept = LedgerEntry.objects.select_related("vintage", "profile").prefetch_related("shares")
    held = kept.filter(pk=number, vintage__workspace=place.workspace, vintage__locked_at__isnull=True).first()
    if held is None:
        raise NotFound(_("There is no such line that may still be changed."))
    return place, place.books(), held


def _own_body(request: HttpRequest, books: Books, slug: str) -> Organisation:
    body = next((each for each in books.bodies if each.slug == slug), None)
    rights = members.rights(request)
    if body is None or not rights.may(Power.PROPOSE_CHANGE, keepers_of_organisation(body.pk)):
        raise NotFound(_("There is no such page, or it is not for you."))
    return body


def _shares(books: Books, held: LedgerEntry) -> list[str]:
    whole = Ledger(held.vintage, [held], books.bodies, books.totals[held.vintage_id])
    return ledgers.shares_in_words(whole, held)


def _reader(books: Books, *, is_transfer: bool) -> Read:
    """How a form is read; what is wrong with the shares leads to the first of them."""

    def read(values: Values) -> Line:
        try:
            if is_transfer:
                return checked(forms.transfer_of(values, books.bodies))
            return checked(forms.line_of(values, books.bodies))
        except Invalid as refused:
            if "shares" not in refused.fields or is_transfer:
                raise
            first = forms.field(forms.SHARE, books.bodies[0])
            fields = {first if name == "shares" else name: text for name, text in refused.fields.items()}
            raise Invalid(str(refused), fields) from refused

    return read


def _steps(
    place: Place,
    books: Books,
    title: str,
    read: Read,
    do: Callable[[Values], HttpResponseBase],
    initial: dict[str, Any],
    made: str,
    *,
    is_transfer: bool,
) -> Steps:
    def check(values: Values) -> Rows:
        return _rows(read(values))

    profiles = Profile.objects.filter(workspace=place.workspace).order_by("id")
    return Steps(
        title=title,
        button=_("Save it"),
        lead=(ledgers.name(ledgers.vintage_in(books, made)),),
        questions=forms.transfer_questions(books.bodies)
        if is_transfer
        else forms.line_questions(books.bodies, list(profiles)),
        initial=initial,
        check=check,
        do=do,
        back=(_("Cancel"), place.address(query={"made": made})),
        breadcrumbs=place.within,
        template="steps/ask.html" if is_transfer else "ledgers/line.html",
        more={"bodies": books.bodies, "field": forms.field},
    )


def _rows(line: Line) -> Rows:
    """The line to look over, with what its key makes of each share."""
    shares = [(share.organisation.name, ledgers.pence(share.amount_pence)) for share in line.shares]
    return (
        (_("What it is for"), line.what),
        (_("What it is"), str(EntryKind(line.kind).label)),
        *shares,
        (_("The whole"), ledgers.pence(line.amount_pence)),
    )
