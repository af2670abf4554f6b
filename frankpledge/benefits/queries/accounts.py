"""The year's ledger beside the notes on joint operations in each body's accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from frankpledge.benefits.models import AccountsNote, Vintage, VintageKind
from frankpledge.benefits.queries.ledgers import Books
from frankpledge.people.models import Organisation


class Match(StrEnum):
    """How a body's note stands to the ledger."""

    SAME = "same"
    EXPLAINED = "explained"
    UNEXPLAINED = "unexplained"
    NO_NOTE = "no note"
    NO_OUTTURN = "no outturn"


@dataclass(frozen=True, slots=True)
class Row:
    """One body: what the ledger says it bore, what its accounts say, and what is between them, in pence."""

    body: Organisation
    ledger_pence: int | None
    note: AccountsNote | None

    @property
    def difference_pence(self) -> int | None:
        """The note less the ledger; None where one is not known."""
        if self.note is None or self.ledger_pence is None:
            return None
        return self.note.amount_pence - self.ledger_pence

    @property
    def match(self) -> Match:
        if self.note is None:
            return Match.NO_NOTE
        if self.ledger_pence is None:
            return Match.NO_OUTTURN
        if self.difference_pence == 0:
            return Match.SAME
        return Match.EXPLAINED if self.note.explanation else Match.UNEXPLAINED


@dataclass(frozen=True, slots=True)
class Sheet:
    """The reconciliation of one financial year. `outturn` is the newest of the year, None for none."""

    year: int
    outturn: Vintage | None
    rows: Sequence[Row]

    def of(self, match: Match) -> list[Row]:
        return [row for row in self.rows if row.match is match]


def sheet_of(books: Books, year: int) -> Sheet:
    """Every body that bore something in the year, or whose accounts say something. One statement.

    What a body bore is its costs with what it paid to others, less its income and grants: what a note on
    joint operations takes in.
    """
    outturn = outturn_of(books, year)
    held = AccountsNote.objects.filter(workspace=books.workspace, year=year).select_related("organisation")
    notes = {note.organisation_id: note for note in held}
    totals = books.totals[outturn.pk] if outturn else None
    named = totals.bodies_in(year) if totals else set()
    rows = []
    for body in books.bodies:
        if body.pk in named or body.pk in notes:
            bore = totals.borne_by(year, body.pk) - totals.brought_in(year, body.pk) if totals else None
            rows.append(Row(body, bore, notes.get(body.pk)))
    return Sheet(year, outturn, rows)


def outturn_of(books: Books, year: int) -> Vintage | None:
    """The newest outturn of a year."""
    held = [each for each in books.vintages if each.kind == VintageKind.OUTTURN and each.year == year]
    return max(held, key=lambda each: each.number, default=None)


def years_of(books: Books) -> list[int]:
    """The years of which there is an outturn, newest first."""
    held = {each.year for each in books.vintages if each.kind == VintageKind.OUTTURN}
    return sorted((year for year in held if year is not None), reverse=True)
