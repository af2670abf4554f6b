"""What each party pays in a year, beside what it would pay alone: the first test of a share."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frankpledge.benefits.models import AloneCost, EntryKind, LedgerEntry, ShareDecision, Vintage, Workspace
from frankpledge.benefits.queries.cases import Basis, chosen
from frankpledge.people.models import Organisation

# What each party bears: its costs and what it pays to others, less what it gets from them and from outside.
SIGNS: Mapping[str, int] = {
    EntryKind.COST: 1,
    EntryKind.TRANSFER: -1,
    EntryKind.INCOME: -1,
    EntryKind.GRANT: -1,
}


@dataclass(frozen=True, slots=True)
class Beside:
    """One party: what it pays with the others, and what it would pay alone where somebody said so."""

    body: Organisation
    pays_pence: int
    alone: AloneCost | None

    @property
    def saves_pence(self) -> int | None:
        """By how much it is better off together; below nought, by how much it would be better off alone."""
        return None if self.alone is None else self.alone.amount_pence - self.pays_pence


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """One year. `keys` are the ways in which its costs were split, with how many lines each."""

    year: int
    years: Sequence[int]
    vintage: Vintage
    rows: Sequence[Beside]
    keys: Mapping[str, int]
    decisions: Sequence[ShareDecision]

    @property
    def whole_pence(self) -> int:
        """What all pay together."""
        return sum(each.pays_pence for each in self.rows)

    @property
    def is_known(self) -> bool:
        """Whether it was said of every party what it would pay alone."""
        return all(each.alone is not None for each in self.rows)

    @property
    def failing(self) -> list[Beside]:
        """Those that would pay less alone."""
        return [each for each in self.rows if each.saves_pence is not None and each.saves_pence < 0]


def shares_of(workspace: Workspace, year: int | None = None) -> Shares | None:
    """Of a year, else of the newest of which anything is said, else of the newest of the ledger.

    None where the ledger has nothing locked, or nothing of that year. Five statements.
    """
    held = chosen(workspace, Basis.NOW)
    entries = [each for each in held.entries if each.kind in SIGNS]
    in_years = sorted({each.year for each in entries})
    alone = list(AloneCost.objects.filter(workspace=workspace).order_by("year", "id"))
    if year is None and in_years:
        said = [each.year for each in alone if each.year in in_years]
        year = max(said) if said else in_years[-1]
    if year is None or year not in in_years:
        return None
    of_year = [each for each in entries if each.year == year]
    return Shares(
        year=year,
        years=in_years,
        vintage=held.by_year[year],
        rows=_rows(of_year, {each.organisation_id: each for each in alone if each.year == year}),
        keys=Counter(each.get_split_by_display() for each in of_year if each.kind == EntryKind.COST),
        decisions=list(ShareDecision.objects.filter(workspace=workspace, year=year).order_by("-id")),
    )


def _rows(entries: Sequence[LedgerEntry], alone: Mapping[int, AloneCost]) -> list[Beside]:
    bodies: dict[int, Organisation] = {}
    pays: Counter[int] = Counter()
    for entry in entries:
        for share in entry.shares.all():
            bodies[share.organisation_id] = share.organisation
            pays[share.organisation_id] += SIGNS[entry.kind] * share.amount_pence
    found = [Beside(body, pays[number], alone.get(number)) for number, body in bodies.items()]
    return sorted(found, key=lambda each: each.body.name)
