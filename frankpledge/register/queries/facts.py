"""What a record says, fact by fact, as it can be confirmed: the same for a page, a form and a comparison.

A value is made of the codes and dates that the record holds, never of words of a language, so that what was
confirmed in Welsh is still the same in English.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from frankpledge.audit.outcomes import plain
from frankpledge.register.models import Fact

if TYPE_CHECKING:
    from frankpledge.register.queries.collaborations import Record

Facts = Mapping[str, Any]


def facts_of(record: "Record") -> dict[str, Any]:
    """Every fact with its value. No statement."""
    return {fact.value: plain_value(value(record)) for fact, value in VALUES.items()}


def mark(facts: Facts) -> str:
    """A seal of these facts: another when any differs."""
    written = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def differing(seen: Facts, now: Facts) -> tuple[Fact, ...]:
    """The facts of `seen` that are others now, in the order of the page."""
    return tuple(fact for fact in Fact if fact.value in seen and seen[fact.value] != now.get(fact.value))


def plain_value(value: Any) -> Any:
    """The value as JSON holds it."""
    if isinstance(value, list):
        return [plain_value(each) for each in value]
    return plain(value) if value is not None else None


def _parties(record: "Record") -> list[list[Any]]:
    lines = [line.party for line in record.parties.lines]
    return sorted(
        [
            party.organisation.slug,
            str(party.role),
            str(party.joined_on or ""),
            str(party.left_on or ""),
            str(party.basis),
        ]
        for party in lines
    )


def _of_row(*names: str) -> Callable[["Record"], Any]:
    return lambda record: [getattr(record.collaboration, name) for name in names]


VALUES: Mapping[Fact, Callable[["Record"], Any]] = {
    Fact.TITLE: lambda record: [
        record.collaboration.title, record.collaboration.title_cy, sorted(record.names)
    ],
    Fact.PURPOSE: lambda record: record.purpose.statement if record.purpose else None,
    Fact.FUNCTIONS: lambda record: sorted(function.slug for function in record.functions),
    Fact.MODEL: _of_row("model"),
    Fact.LEGAL_BASIS: _of_row("legal_basis", "legal_basis_note"),
    Fact.PARTIES: _parties,
    Fact.STATUS: _of_row("status", "status_as_of", "ending_kind"),
    Fact.START: _of_row("starts_on", "start_kind"),
    Fact.END: _of_row("ends_on"),
    Fact.PART_OF: lambda record: record.parent.reference if record.parent else None,
}  # fmt: skip
