"""A body's statement of its collaborations as data: an allow-list, as a document and as one row for each."""

from collections.abc import Iterator
from typing import Any

from frankpledge.register.queries.body_statements import BodyStatement, StatementLine

COLUMNS = (
    "reference", "title", "purpose", "parties", "lead", "legal_basis", "made_on", "in_force_from",
    "start_kind", "status", "status_as_of", "latest_event_on", "latest_event", "published", "address",
    "ground", "ground_words", "decided_on", "only_the_fact", "withheld",
)  # fmt: skip


def document(statement: BodyStatement) -> dict[str, Any]:
    """The whole statement."""
    body = statement.organisation
    return {
        "organisation": body.slug,
        "name": body.name,
        "as_at": str(statement.day),
        "collaborations": [_line(each) for each in statement.lines],
    }


def rows(statement: BodyStatement) -> Iterator[tuple[Any, ...]]:
    """One row for each collaboration."""
    for each in statement.lines:
        held = _line(each)
        yield tuple("; ".join(held[name]) if isinstance(held[name], list) else held[name] for name in COLUMNS)


def _line(each: StatementLine) -> dict[str, Any]:
    record, said = each.collaboration, each.publication
    return {
        "reference": record.reference,
        "title": record.title,
        "purpose": each.purpose or None,
        "parties": list(each.parties),
        "lead": list(each.leads),
        "legal_basis": record.legal_basis,
        "made_on": _date(each.made_on),
        "in_force_from": _date(record.starts_on),
        "start_kind": record.start_kind,
        "status": record.status,
        "status_as_of": _date(record.status_as_of),
        "latest_event_on": _date(each.latest.on) if each.latest else None,
        "latest_event": each.latest.what if each.latest else None,
        "published": said.form.value if said else None,
        "address": (said.url or None) if said else None,
        "ground": said.ground.value if said and said.ground else None,
        "ground_words": said.ground_words if said else "",
        "decided_on": str(said.decided_on) if said else None,
        "only_the_fact": each.is_fact_only,
        "withheld": [part.value for part in each.withheld],
    }


def _date(date: Any) -> str | None:
    return str(date) if date else None
