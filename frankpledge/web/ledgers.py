"""What the pages of a ledger share: whose it is, how its parts are called, and what it says in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from frankpledge.benefits import years
from frankpledge.benefits.models import (
    EntryKind,
    LedgerEntry,
    SplitBy,
    Vintage,
    VintageKind,
    Workspace,
)
from frankpledge.benefits.queries.accounts import years_of
from frankpledge.benefits.queries.ledger_words import BodyView, View
from frankpledge.benefits.queries.ledgers import Books, Ledger, Totals, books_of
from frankpledge.errors import NotFound
from frankpledge.exchange.ledgers import code
from frankpledge.people.models import Organisation, Power
from frankpledge.register.models import Collaboration
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.web import asat, members, publishing
from frankpledge.web.forms.questions import Text
from frankpledge.web.phrases import listed, pounds, when

# More parties than these are not named in a sentence: the table has them all.
MOST_NAMED = 4
VIEWS: Mapping[View, Text] = {
    View.AGREES: gettext_lazy("agrees its lines"),
    View.CONTESTS: gettext_lazy("contests its lines"),
    View.CHANGED: gettext_lazy("its lines changed since it said anything: to be said anew"),
    View.NOT_SAID: gettext_lazy("has not said anything"),
}
# What a line of each kind comes to, where nothing has happened yet and where it has.
DONE: Mapping[str, Text] = {
    "begun": gettext_lazy("It is begun: enter its lines"),
    "locked": gettext_lazy("It is locked"),
    "line": gettext_lazy("The line is saved"),
    "removed": gettext_lazy("The line is taken out"),
    "said": gettext_lazy("It is recorded"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One record's ledger, as one of its people opens it."""

    record: Collaboration
    workspace: Workspace
    keepers: frozenset[int]

    @classmethod
    def of(cls, request: HttpRequest, written: str, power: Power) -> "Place":
        """The record where the reader holds the power over it. Raises NotFound for any other."""
        record = publishing.record_for(request, written, power)
        found = Workspace.objects.select_related("collaboration").filter(collaboration=record).first()
        if found is None:
            raise NotFound(_("The costs and benefits of this collaboration are not tracked here yet."))
        return cls(record, found, keepers_of(record.pk))

    def books(self) -> Books:
        return books_of(self.workspace, asat.today())

    def address(self, name: str = "ledger", *rest: Any, query: dict[str, str] | None = None) -> str:
        """Where one of its pages is."""
        return reverse(name, args=[self.record.reference, *rest], query=query)

    def done(self, what: str, vintage: Vintage | None = None) -> str:
        """The ledger, which says what was done just now."""
        query = {"made": code(vintage)} if vintage else {}
        return self.address(query={**query, "done": what})

    @property
    def above(self) -> tuple[tuple[str, str], ...]:
        """The pages above those of the ledger."""
        return (
            (self.record.title, reverse("collaboration", args=[self.record.address])),
            (_("Costs and benefits"), self.address("benefits")),
        )

    @property
    def within(self) -> tuple[tuple[str, str], ...]:
        return (*self.above, (_("Ledger"), self.address()))


def vintage_in(books: Books, written: str) -> Vintage:
    """The plan, budget, forecast or outturn of an address. Raises NotFound."""
    kind, _dash, number = written.rpartition("-")
    if not number.isascii() or not number.isdigit() or len(number) > 5:
        raise NotFound(_("There is no such plan, budget, forecast or outturn."))
    return books.vintage(kind, int(number))


def body_for(request: HttpRequest, books: Books, slug: str, power: Power) -> Organisation:
    """One of the bodies of the ledger, for whose people the reader is. Raises NotFound."""
    body = next((each for each in books.bodies if each.slug == slug), None)
    if body is None or body.pk not in members.rights(request).organisations_with(power):
        raise NotFound(_("There is no such page, or it is not for you."))
    return body


def name(vintage: Vintage) -> str:
    """What one is called: `Outturn 2025/26, final`, `Forecast made on 3 May 2025`, `Plan 2`."""
    told = {"number": vintage.number, "day": when(vintage.made_on)}
    if vintage.year is not None:
        told["year"] = years.in_words(vintage.year)
    if vintage.kind == VintageKind.PLAN:
        return _("Plan %(number)s") % told
    if vintage.kind == VintageKind.FORECAST:
        return _("Forecast made on %(day)s") % told
    if vintage.kind == VintageKind.BUDGET:
        return _("Budget %(year)s, made on %(day)s") % told
    if vintage.is_final:
        return _("Outturn %(year)s, final, made on %(day)s") % told
    return _("Outturn %(year)s so far, made on %(day)s") % told


def in_year(year: int) -> str:
    """A financial year as it is written."""
    return years.in_words(year)


def year_to_reconcile(books: Books) -> int | None:
    """The newest year of which there is an outturn."""
    return next(iter(years_of(books)), None)


def pence(amount: int | None) -> str:
    """Pence as pounds, to the penny."""
    return pounds(None if amount is None else Decimal(amount) / 100)


def in_words(ledger: Ledger) -> list[str]:
    """What the newest year of it says, in sentences."""
    totals, vintage = ledger.totals, ledger.vintage
    if not totals.years:
        return [_("Nothing was entered in it yet.")]
    year = totals.years[-1] if vintage.kind == VintageKind.OUTTURN else totals.years[0]
    told = {"year": years.in_words(year), "whole": pence(totals.borne_by(year, None))}
    is_past = vintage.kind == VintageKind.OUTTURN
    said = []
    if EntryKind.COST in totals.kinds:
        cost = _("In %(year)s it cost %(whole)s.") if is_past else _("In %(year)s it is to cost %(whole)s.")
        said += [cost % told, _by_party(ledger, year, is_past=is_past)]
    brought = totals.brought_in(year, None)
    if brought:
        words = _("Income and grants brought %(pence)s.") if is_past else _("Income and grants: %(pence)s.")
        said.append(words % {"pence": pence(brought)})
    saving = totals.of(year, None, EntryKind.SAVING)
    if saving:
        words = (
            _("%(pence)s was said to be no longer spent.")
            if is_past
            else _("%(pence)s is to be no longer spent.")
        )
        said.append(words % {"pence": pence(saving)})
    return [each for each in said if each]


def _by_party(ledger: Ledger, year: int, *, is_past: bool) -> str:
    totals = ledger.totals
    bore = [(body, totals.borne_by(year, body.pk)) for body in ledger.bodies]
    bore = [(body, amount) for body, amount in bore if amount]
    if len(bore) > MOST_NAMED:
        count = {"count": len(bore)}
        return (
            ngettext("%(count)s body shares it.", "%(count)s bodies share it: the table has each.", len(bore))
            % count
        )
    words = _("%(body)s bore %(pence)s") if is_past else _("%(body)s is to bear %(pence)s")
    parts = [words % {"body": body.short_name or body.name, "pence": pence(amount)} for body, amount in bore]
    return _("%(parts)s.") % {"parts": listed(parts)} if parts else ""


def views_in_words(views: Sequence[BodyView]) -> str:
    """How many bodies agree their own lines, contest them or have not said."""
    count = {view: sum(1 for each in views if each.view is view) for view in View}
    told = {
        "all": len(views), "agree": count[View.AGREES], "contest": count[View.CONTESTS],
        "silent": count[View.NOT_SAID] + count[View.CHANGED],
    }  # fmt: skip
    if not views:
        return ""
    return (
        _(
            "Of %(all)s bodies with lines in it, %(agree)s agree theirs, %(contest)s contest them and"
            " %(silent)s have not said anything of them as they stand."
        )
        % told
    )


@dataclass(frozen=True, slots=True)
class YearTable:
    """One financial year: a row for each body, then all of them together, then the whole of the lines."""

    year: int
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    re_adds: bool


def tables(ledger: Ledger) -> list[YearTable]:
    """Every year of it, capital apart from revenue where there is any."""
    return [_table(ledger, year) for year in ledger.totals.years]


Key = tuple[str, bool]


def _table(ledger: Ledger, year: int) -> YearTable:
    entries = [entry for entry in ledger.entries if entry.year == year]
    keys = sorted({(each.kind, each.is_capital) for each in entries}, key=_in_order)
    wholes: dict[Key, int] = dict.fromkeys(keys, 0)
    parts: dict[tuple[int, Key], int] = {}
    for entry in entries:
        key = (entry.kind, entry.is_capital)
        wholes[key] += entry.amount_pence
        for share in entry.shares.all():
            of = (share.organisation_id, key)
            parts[of] = parts.get(of, 0) + share.amount_pence
    totals = ledger.totals
    bodies = [body for body in ledger.bodies if body.pk in totals.bodies_in(year)]
    net = {body.pk: _net(totals, year, body.pk) for body in bodies}
    together = [sum(parts.get((body.pk, key), 0) for body in bodies) for key in keys]
    whole = [wholes[key] for key in keys]
    rows = [
        [body.name, pence(net[body.pk]), *(_entered(parts.get((body.pk, key))) for key in keys)]
        for body in bodies
    ]
    rows.append([_("All parties together"), pence(sum(net.values())), *(pence(each) for each in together)])
    rows.append([_("The whole"), pence(_net(totals, year, None)), *(pence(each) for each in whole)])
    columns = [_("Party"), _("Bears in all"), *(_column(key, keys) for key in keys)]
    return YearTable(year, columns, rows, together == whole)


def _in_order(key: Key) -> tuple[int, bool]:
    return EntryKind.values.index(key[0]), key[1]


def _column(key: Key, keys: Sequence[Key]) -> str:
    """A kind; capital apart from revenue, where a kind has both or capital alone."""
    kind, is_capital = key
    label = str(EntryKind(kind).label)
    told = {"kind": label[:1].upper() + label[1:]}
    if is_capital:
        return _("%(kind)s, capital") % told
    return _("%(kind)s, revenue") % told if (kind, True) in keys else told["kind"]


def _entered(amount: int | None) -> str:
    """An amount; where nobody entered one, that is not nought."""
    return _("none entered") if amount is None else pence(amount)


def _net(totals: Totals, year: int, body: int | None) -> int:
    return totals.borne_by(year, body) - totals.brought_in(year, body)


def shares_in_words(ledger: Ledger, entry: LedgerEntry) -> list[str]:
    """Each party's part of a line, with its part of the key."""
    held = ledger.shares_of(entry)
    found = []
    for body in ledger.bodies:
        share = held.get(body.pk)
        if share is None:
            continue
        words = f"{body.short_name or body.name} {pence(share.amount_pence)}"
        if share.weight is not None:
            key = f"{share.weight.normalize():f}"
            words += f" ({key} %)" if entry.split_by == SplitBy.PERCENTAGES else f" ({key})"
        found.append(" · ".join(part for part in (words, share.account_code, share.reference) if part))
    return found


def differences(
    rows: Iterable[tuple[int, str, int | None, int | None, int | None]], bodies: Iterable[Organisation]
) -> list[list[str]]:
    """Two vintages side by side: what, whose, both amounts, and what is between them."""
    names: dict[int | None, str] = {None: _("The whole"), **{body.pk: body.name for body in bodies}}
    found = []
    for year, kind, body, before, after in rows:
        what = f"{years.in_words(year)}, {EntryKind(kind).label}"
        between = _("none") if before == after else pence((after or 0) - (before or 0))
        found.append([what, names[body], _entered(before), _entered(after), between])
    return found
