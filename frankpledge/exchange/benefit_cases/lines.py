"""Lines of the ledger as lines of a case: one for each party, with an amount for each year."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.benefits import years
from frankpledge.benefits.models import SHARES, EntryKind, LedgerEntry, LedgerShare, Profile, VintageKind
from frankpledge.benefits.queries.worth import shares_of
from frankpledge.people.models import Organisation

# Of these a share of the gross amount may be none of the collaboration's doing.
ADDITIONAL = frozenset({EntryKind.SAVING, EntryKind.BENEFIT, EntryKind.DISBENEFIT})
# Paid by others than the parties: whoever pays it is worse off by as much.
FROM_OTHERS = frozenset({EntryKind.INCOME, EntryKind.GRANT})
TRANSFER = "transfer"
PENCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One line, in pence by year. `price_year` is the financial year in whose prices the amounts are."""

    name: str
    kind: str
    party: str
    to_party: str = ""
    is_sunk: bool = False
    price_year: int
    shares: Mapping[str, float] = field(default_factory=dict)
    pence: Mapping[int, int | Decimal]

    @property
    def key(self) -> tuple[Any, ...]:
        """What must be the same for amounts of several years to be one line."""
        shares = tuple(self.shares.items())
        return self.name, self.kind, self.party, self.to_party, self.is_sunk, self.price_year, shares

    def document(self, first_year: int) -> dict[str, Any]:
        """As a case has it; what is as usual is not said."""
        starts, ends = min(self.pence), max(self.pence)
        said: dict[str, Any] = {"name": self.name, "kind": self.kind, "party": self.party}
        if self.to_party:
            said["to_party"] = self.to_party
        amounts = [float(Decimal(self.pence.get(year, 0)) / PENCE) for year in range(starts, ends + 1)]
        said |= {"starts": starts - first_year, "amounts": amounts, "price_year": self.price_year}
        if self.is_sunk:
            said["sunk"] = True
        return {**said, "additionality": dict(self.shares)} if self.shares else said


def lines_of(
    entries: Iterable[LedgerEntry], *, prices_of: int, more: Sequence[CaseLine] = ()
) -> list[CaseLine]:
    """All of them, those of several years together, each with a name of its own; then `more`."""
    entries = list(entries)
    names = names_of(share.organisation for entry in entries for share in entry.shares.all())
    found: dict[tuple[Any, ...], CaseLine] = {}
    for entry in entries:
        for line in _of(entry, names, prices_of):
            before = found.get(line.key)
            found[line.key] = line if before is None else _together(before, line)
    return _named([*found.values(), *more])


def price_year_of(entry: LedgerEntry, prices_of: int) -> int:
    """An outturn is in the money of its own year; plans and forecasts are in the workspace's prices."""
    return entry.year if entry.vintage.kind == VintageKind.OUTTURN else prices_of


def names_of(bodies: Iterable[Organisation]) -> dict[int, str]:
    """What each body is called in a case: its name, told apart where two have the same."""
    held = {body.pk: body for body in bodies}
    often = Counter(body.name for body in held.values())
    taken = others()
    return {
        number: body.name if often[body.name] == 1 and body.name != taken else f"{body.name} ({body.slug})"
        for number, body in held.items()
    }


def others() -> str:
    """Who pays income and grants."""
    return _("Others, who pay income and grants")


def _of(entry: LedgerEntry, names: Mapping[int, str], prices_of: int) -> Iterator[CaseLine]:
    of_own_year = entry.vintage.kind == VintageKind.OUTTURN
    name = f"{entry.what}, {years.in_words(entry.year)}" if of_own_year else entry.what
    for kind, party, to_party, pence in _flows(entry, names):
        yield CaseLine(
            name=name,
            kind=kind,
            party=party,
            to_party=to_party,
            is_sunk=entry.is_sunk,
            price_year=price_year_of(entry, prices_of),
            shares=_shares(entry),
            pence={entry.year: pence},
        )


def _flows(entry: LedgerEntry, names: Mapping[int, str]) -> Iterator[tuple[str, str, str, int]]:
    """Kind, party, the party paid, and pence."""
    shares = [share for share in entry.shares.all() if share.amount_pence]
    if entry.kind == EntryKind.TRANSFER:
        for payer, payee, pence in paid(shares):
            yield TRANSFER, names[payer], names[payee], pence
        return
    for share in shares:
        name = names[share.organisation_id]
        if entry.kind in FROM_OTHERS:
            yield TRANSFER, others(), name, share.amount_pence
        else:
            yield entry.kind, name, "", share.amount_pence


def paid(shares: Sequence[LedgerShare]) -> Iterator[tuple[int, int, int]]:
    """A payment among several as payments from one to one: payer, payee, pence. Everybody's own sum stays.

    The ledger does not say which of several payers paid whom: they are matched in their order.
    """
    owed = [[share.organisation_id, -share.amount_pence] for share in shares if share.amount_pence < 0]
    due = [[share.organisation_id, share.amount_pence] for share in shares if share.amount_pence > 0]
    while owed and due:
        pence = min(owed[0][1], due[0][1])
        yield owed[0][0], due[0][0], pence
        for side in (owed, due):
            side[0][1] -= pence
            if not side[0][1]:
                side.pop(0)


def _shares(entry: LedgerEntry) -> dict[str, float]:
    """What of it is not the collaboration's doing. Where one share is not given it is not known: gross."""
    return additional(entry.profile) if entry.profile and entry.kind in ADDITIONAL else {}


def additional(profile: Profile) -> dict[str, float]:
    """The shares of a profile as a case has them; none unless all four are given."""
    shares = shares_of(profile)
    held = {name: getattr(shares, name) for name in SHARES} if shares else {}
    return {name: share for name, share in held.items() if share}


def _together(one: CaseLine, other: CaseLine) -> CaseLine:
    every = {*one.pence, *other.pence}
    pence = {year: one.pence.get(year, 0) + other.pence.get(year, 0) for year in every}
    return dataclasses.replace(one, pence=pence)


def _named(lines: Sequence[CaseLine]) -> list[CaseLine]:
    """With a number where one party has several lines of one name."""
    seen: set[tuple[str, str]] = set()
    found = []
    for line in lines:
        name, number = line.name, 1
        while (name, line.party) in seen:
            number += 1
            name = f"{line.name} ({number})"
        seen.add((name, line.party))
        found.append(line if name == line.name else dataclasses.replace(line, name=name))
    return found
