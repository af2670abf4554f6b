"""What of a published document is given to everybody as data: an allow-list."""

from collections.abc import Iterable, Iterator
from typing import Any

from frankpledge.register.models import Collaboration, Document

COLUMNS = (
    "reference",
    "title",
    "kind",
    "marking",
    "summary",
    "media_type",
    "pages",
    "size_bytes",
    "published_at",
)


def document(record: Collaboration, found: Iterable[Document]) -> dict[str, Any]:
    """The published documents of a record. The size is that of the copy for everybody."""
    return {
        "collaboration": record.reference,
        "documents": [_allowed(each) for each in found if each.is_public],
    }


def rows(held: dict[str, Any]) -> Iterator[list[Any]]:
    """The same as a table."""
    for each in held["documents"]:
        yield [each[column] for column in COLUMNS]


def _allowed(each: Document) -> dict[str, Any]:
    return {
        "reference": each.reference,
        "title": each.title,
        "kind": each.kind,
        "marking": each.marking,
        "summary": each.summary,
        "media_type": each.media_type,
        "pages": each.pages,
        "size_bytes": each.public_size_bytes,
        "published_at": each.published_at.isoformat() if each.published_at else None,
    }
