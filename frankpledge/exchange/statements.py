"""What can be said, as JSON and as rows. Money stands only in the sentence of whoever said it."""

from collections.abc import Iterable, Iterator
from typing import Any

from frankpledge.register.models import Claim, Collaboration
from frankpledge.register.queries.statements import Behind, NationalClaim, Statement

COLUMNS = ("kind", "key", "sentence", "said_by", "said_on", "how_counted", "does_not_mean", "address")
BEHIND_COLUMNS = ("kind", "key", "collaboration", "title_or_sentence", "status", "said_by", "said_on")
Row = tuple[str, ...]


def as_json(statement: Statement, address: str) -> dict[str, Any]:
    """One sentence with its counts."""
    return {
        "slug": statement.slug,
        "sentence": statement.sentence,
        "reasons": list(statement.reasons),
        "counts": dict(statement.counts),
        "how_counted": statement.how_counted,
        "does_not_mean": statement.does_not_mean,
        "address": address,
    }


def claim_as_json(national: NationalClaim, address: str) -> dict[str, Any]:
    """One thing that somebody said of all collaboration."""
    claim = national.claim
    return {
        **_claim(claim),
        "kind": claim.kind,
        "state": claim.state,
        "assurance": claim.assurance,
        "note": claim.note,
        "sources": [source.url for source in national.sources],
        "address": address,
    }


def behind_as_json(behind: Behind) -> dict[str, Any]:
    """The rows that a sentence counts."""
    return {
        "count": behind.count,
        "not_listed": behind.not_listed,
        "records": [_record(record) for record in behind.records],
        "figures": [_claim(claim) for claim in behind.figures],
    }


def as_rows(
    statements: Iterable[tuple[Statement, str]], claims: Iterable[tuple[NationalClaim, str]]
) -> Iterator[Row]:
    """Our sentences and others' claims, each with its address."""
    for each, address in statements:
        yield "ours", each.slug, each.sentence, "", "", each.how_counted, each.does_not_mean, address
    for national, address in claims:
        claim = national.claim
        yield "claim", claim.key, claim.sentence, claim.said_by, str(claim.said_on or ""), "", "", address


def behind_as_rows(behind: Behind) -> Iterator[Row]:
    """The rows that a sentence counts, as rows."""
    for record in behind.records:
        yield "record", record.reference, record.reference, record.title, record.status, "", ""
    for claim in behind.figures:
        about = claim.collaboration.reference if claim.collaboration else ""
        said_on = str(claim.said_on or "")
        yield "figure", claim.key, about, claim.sentence, "", claim.said_by, said_on


def _record(record: Collaboration) -> dict[str, Any]:
    return {"reference": record.reference, "title": record.title, "status": record.status}


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "key": claim.key,
        "collaboration": claim.collaboration.reference if claim.collaboration else None,
        "sentence": claim.sentence,
        "said_by": claim.said_by,
        "said_as": claim.said_as,
        "said_on": str(claim.said_on) if claim.said_on else None,
    }
