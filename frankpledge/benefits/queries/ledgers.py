"""The ledger as it is read: vintages, their lines, and what they come to by year, party and kind.

A ledger is read in a constant number of statements, for two parties or for forty. The whole comes from the
entries and the parties' amounts from the shares, so that a page shows both and that they are the same.
"""

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Sum
from django.utils.translation import gettext as _

from frankpledge.benefits.models import (
    EntryKind,
    LedgerEntry,
    LedgerShare,
    Vintage,
    VintageKind,
    Workspace,
)
from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation
from frankpledge.register.models import Collaboration, Party
from frankpledge.register.queries.persons import those_to_say

# What a cell is of: a year, a body (None is the whole), and a kind of entry.
Cell = tuple[int, int | None, str]
# Newest in this order is what a page opens with.
BEST_FIRST = (VintageKind.OUTTURN, VintageKind.FORECAST, VintageKind.BUDGET, VintageKind.PLAN)


@dataclass(frozen=True, slots=True)
class Totals:
    """Amounts in pence by year, body and kind, of one vintage."""

    cells: Mapping[Cell, int]

    def of(self, year: int, body: int | None, kind: str) -> int:
        """What it comes to; nought where nothing was entered."""
        return self.cells.get((year, body, kind), 0)

    @property
    def years(self) -> list[int]:
        return sorted({year for year, *_rest in self.cells})

    @property
    def kinds(self) -> list[str]:
        """In the order of the list of kinds."""
        held = {kind for *_rest, kind in self.cells}
        return [kind for kind in EntryKind.values if kind in held]

    def bodies_in(self, year: int) -> set[int]:
        return {body for of, body, *_rest in self.cells if of == year and body is not None}

    def borne_by(self, year: int, body: int | None) -> int:
        """What it cost somebody: its costs, with what it paid to other parties and less what it got."""
        return self.of(year, body, EntryKind.COST) - self.of(year, body, EntryKind.TRANSFER)

    def brought_in(self, year: int, body: int | None) -> int:
        """Income and grants."""
        return self.of(year, body, EntryKind.INCOME) + self.of(year, body, EntryKind.GRANT)

    def re_adds(self, year: int, kind: str) -> bool:
        """Whether the parties' amounts come to the whole, to the penny."""
        parts = sum(self.of(year, body, kind) for body in self.bodies_in(year))
        return parts == self.of(year, None, kind)


@dataclass(frozen=True, slots=True)
class Ledger:
    """One vintage with its lines, the bodies among which it is shared, and what it comes to."""

    vintage: Vintage
    entries: Sequence[LedgerEntry]
    bodies: Sequence[Organisation]
    totals: Totals

    def shares_of(self, entry: LedgerEntry) -> dict[int, LedgerShare]:
        """By body."""
        return {share.organisation_id: share for share in entry.shares.all()}

    def lines_of(self, body: Organisation) -> list[tuple[LedgerEntry, LedgerShare]]:
        """The lines in which a body has a share."""
        found = [(entry, self.shares_of(entry).get(body.pk)) for entry in self.entries]
        return [(entry, share) for entry, share in found if share is not None]


@dataclass(frozen=True)
class Books:
    """All vintages of a workspace: what each comes to, and the bodies."""

    workspace: Workspace
    vintages: Sequence[Vintage]
    totals: Mapping[int, Totals]
    bodies: Sequence[Organisation]

    @cached_property
    def newest(self) -> Vintage | None:
        """What a page opens with: the newest outturn with something in it, else forecast, budget or plan."""
        for kind in BEST_FIRST:
            held = [each for each in self.vintages if each.kind == kind and self.totals[each.pk].cells]
            if held:
                return max(held, key=lambda each: (each.year or 0, each.number))
        return self.vintages[-1] if self.vintages else None

    def vintage(self, kind: str, number: int) -> Vintage:
        """One by its kind and number. Raises NotFound."""
        found = [each for each in self.vintages if (each.kind, each.number) == (kind, number)]
        if not found:
            raise NotFound(_("There is no such plan, budget, forecast or outturn."))
        return found[0]


def books_of(workspace: Workspace, day: datetime.date) -> Books:
    """All vintages with their totals, in seven statements at most."""
    vintages = list(Vintage.objects.filter(workspace=workspace).order_by("made_on", "id"))
    numbers = [each.pk for each in vintages]
    cells: dict[int, dict[Cell, int]] = {number: {} for number in numbers}
    parts = LedgerShare.objects.filter(entry__vintage__in=numbers).order_by()
    of_bodies = parts.values_list(
        "entry__vintage_id", "entry__year", "organisation_id", "entry__kind"
    ).annotate(pence=Sum("amount_pence"))
    wholes = LedgerEntry.objects.filter(vintage__in=numbers).order_by()
    of_all = wholes.values_list("vintage_id", "year", "kind").annotate(pence=Sum("amount_pence"))
    holders = set()
    for vintage, year, body, kind, pence in of_bodies:
        cells[vintage][year, body, kind] = int(pence)
        holders.add(body)
    for vintage, year, kind, pence in of_all:
        cells[vintage][year, None, kind] = int(pence)
    bodies = bodies_of(workspace.collaboration, day, holders)
    return Books(workspace, vintages, {number: Totals(held) for number, held in cells.items()}, bodies)


def bodies_of(
    collaboration: Collaboration, day: datetime.date, holders: Iterable[int] = ()
) -> list[Organisation]:
    """Those whose money it may be: the legal persons by area, others that pay or supply, and who has a share.

    At most five statements.
    """
    found = {body.pk: body for body in those_to_say(collaboration, day).all}
    parties = Party.objects.filter(collaboration=collaboration).select_related("organisation")
    for party in parties.order_by("organisation__name"):
        found.setdefault(party.organisation_id, party.organisation)
    missing = set(holders) - set(found)
    if missing:
        found |= {body.pk: body for body in Organisation.objects.filter(pk__in=missing).order_by("name")}
    return list(found.values())


def ledger_of(books: Books, vintage: Vintage) -> Ledger:
    """One vintage with its lines. Two statements."""
    held = LedgerEntry.objects.filter(vintage=vintage).select_related("profile").prefetch_related("shares")
    entries = list(held.order_by("year", "kind", "id"))
    for entry in entries:
        entry.vintage = vintage
    return Ledger(vintage, entries, books.bodies, books.totals[vintage.pk])


def compared(before: Totals, after: Totals) -> list[tuple[int, str, int | None, int | None, int | None]]:
    """Every cell of two vintages: year, kind, body (None is the whole), both amounts (None: none entered).

    Only years that both speak of are set side by side: what one is silent about is not a difference.
    """
    both = {*before.years} & {*after.years}
    cells = {cell for cell in {*before.cells, *after.cells} if cell[0] in both}
    order = EntryKind.values
    in_order = sorted(cells, key=lambda cell: (cell[0], order.index(cell[2]), cell[1] or 0))
    return [
        (year, kind, body, before.cells.get((year, body, kind)), after.cells.get((year, body, kind)))
        for year, body, kind in in_order
    ]


def seal_of(lines: Iterable[tuple[LedgerEntry, LedgerShare]]) -> str:
    """What tells one body's lines as they stand from any others: its own shares, and what they are of."""
    said = [
        [
            entry.pk, entry.year, entry.kind, entry.category, entry.is_capital, entry.what, entry.objective,
            entry.rate, share.amount_pence, share.account_code, share.reference,
        ]
        for entry, share in sorted(lines, key=lambda each: each[0].pk)
    ]  # fmt: skip
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def seals_of(vintages: Iterable[int], bodies: Iterable[int]) -> dict[tuple[int, int], str]:
    """The seals of these bodies' lines of these vintages, by vintage and body. One statement."""
    held = LedgerShare.objects.filter(entry__vintage__in=vintages, organisation__in=bodies)
    lines: dict[tuple[int, int], list[tuple[LedgerEntry, LedgerShare]]] = defaultdict(list)
    for share in held.select_related("entry"):
        lines[share.entry.vintage_id, share.organisation_id].append((share.entry, share))
    return {key: seal_of(found) for key, found in lines.items()}
