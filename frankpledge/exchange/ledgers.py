"""The ledger as data, for the people of its record: an allow-list."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frankpledge.benefits import years
from frankpledge.benefits.models import LedgerEntry, Vintage
from frankpledge.benefits.queries.accounts import Sheet
from frankpledge.benefits.queries.banking import Banked
from frankpledge.benefits.queries.ledger_words import BodyView
from frankpledge.benefits.queries.ledgers import Books, Ledger, Totals

LINE_COLUMNS = (
    "year", "kind", "category", "capital", "what", "objective", "benefit", "party", "amount_pence",
    "whole_pence", "split_by", "weight", "account_code", "share_reference", "reference", "rate", "sunk",
)  # fmt: skip
SHEET_COLUMNS = (
    "year", "party", "ledger_pence", "accounts_pence", "difference_pence", "match", "source", "explanation",
)  # fmt: skip
BANKED_COLUMNS = (
    "year", "benefit", "title", "party", "amount_pence", "quantity", "budget_reference", "went_to",
    "withdrawn_because",
)  # fmt: skip


def code(vintage: Vintage) -> str:
    """What a plan, budget, forecast or outturn is called in addresses and files: `plan-1`."""
    return f"{vintage.kind}-{vintage.number}"


def document(
    books: Books, ledger: Ledger | None, views: Sequence[BodyView], other: Vintage | None
) -> dict[str, Any]:
    """All of them in short, one whole, and the one that it is set beside."""
    return {
        "reference": books.workspace.collaboration.reference,
        "made": [_vintage(each) for each in books.vintages],
        "shown": code(ledger.vintage) if ledger else None,
        "lines": [dict(zip(LINE_COLUMNS, row, strict=True)) for row in lines(ledger)] if ledger else [],
        "totals": _totals(ledger.totals, books) if ledger else [],
        "beside": code(other) if other else None,
        "beside_totals": _totals(books.totals[other.pk], books) if other else [],
        "words": [_view(each) for each in views],
    }


def lines(ledger: Ledger) -> Iterator[tuple[Any, ...]]:
    """One row for each share of each line."""
    slugs = {body.pk: body.slug for body in ledger.bodies}
    for entry in ledger.entries:
        for share in entry.shares.all():
            yield (
                entry.year, entry.kind, entry.category, entry.is_capital, entry.what, entry.objective,
                entry.profile.reference if entry.profile else None, slugs[share.organisation_id],
                share.amount_pence, entry.amount_pence, entry.split_by, _weight(share.weight),
                share.account_code, share.reference, entry.reference, entry.rate, entry.is_sunk,
            )  # fmt: skip


def sheet_rows(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    """One row for each body."""
    for row in sheet.rows:
        note = row.note
        yield (
            years.in_words(sheet.year), row.body.slug, row.ledger_pence, note.amount_pence if note else None,
            row.difference_pence, str(row.match), note.source if note else None,
            note.explanation if note else None,
        )  # fmt: skip


def banked_rows(banked: Banked) -> Iterator[tuple[Any, ...]]:
    """Everything as it was said, and what was withdrawn too."""
    for row in banked.rows:
        yield (
            years.in_words(row.year), row.profile.reference, row.profile.title, row.organisation.slug,
            row.amount_pence, _weight(row.quantity), row.budget_reference, row.went_to, row.withdrawn_because,
        )  # fmt: skip


def one_line(entry: LedgerEntry) -> str:
    """A line as one is told which it is."""
    return f"{entry.what}, {years.in_words(entry.year)}"


def _vintage(vintage: Vintage) -> dict[str, Any]:
    return {
        "code": code(vintage),
        "kind": vintage.kind,
        "number": vintage.number,
        "year": years.in_words(vintage.year) if vintage.year else None,
        "made_on": str(vintage.made_on),
        "reason": vintage.reason,
        "is_final": vintage.is_final,
        "is_locked": vintage.locked_at is not None,
    }


def _totals(totals: Totals, books: Books) -> list[dict[str, Any]]:
    """By year, party (None is the whole) and kind."""
    slugs: Mapping[int | None, str | None] = {None: None, **{body.pk: body.slug for body in books.bodies}}
    return [
        {"year": years.in_words(year), "party": slugs[body], "kind": kind, "amount_pence": pence}
        for (year, body, kind), pence in sorted(
            totals.cells.items(), key=lambda each: (each[0][0], each[0][2], slugs[each[0][1]] or "")
        )
    ]


def _view(each: BodyView) -> dict[str, Any]:
    word = each.word
    contested = word.lines.all() if word is not None else ()
    return {
        "party": each.body.slug,
        "view": str(each.view),
        "said_at": str(word.said_at.date()) if word else None,
        "words": word.words if word else None,
        "accepted_for_the_year": each.has_accepted,
        "contested": [
            {"line": line.what, "stood_pence": line.stood_pence, "says_pence": line.says_pence}
            for line in contested
        ],
    }


def _weight(weight: Any) -> str | None:
    return None if weight is None else f"{weight.normalize():f}"
