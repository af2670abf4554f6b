"""The register as a whole, as data: how many records, how they stand, and what falls due. No amounts."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from frankpledge.dates import Answer
from frankpledge.register.queries.latest import Recent
from frankpledge.register.queries.national import Counts, Due

COLUMNS = ("section", "what", "value", "reference", "on")

Row = tuple[str, str, str, str, str]


def document(counts: Counts, due: Iterable[Due], recent: Recent) -> dict[str, Any]:
    """Counts by status as last reported, what falls due, and what was changed last."""
    return {
        "as_at": None,
        "found": counts.found,
        "is_a_complete_list": False,
        "by_status": {str(status): count for status, count in counts.by_status.items()},
        "not_over_and_without_an_end": counts.without_an_end,
        "due": [
            {"on": str(each.on), "what": str(each.what), "reference": each.reference, "title": each.title}
            for each in due
        ],
        "changed": [
            {"on": str(each.on), "reference": each.reference, "title": each.title} for each in recent.changes
        ],
    }


def document_on(day: datetime.date, counts: Mapping[Answer, int]) -> dict[str, Any]:
    """How many records were in being on a past day, were not, or cannot be told to have been."""
    return {
        "as_at": str(day),
        "found": sum(counts.values()),
        "is_a_complete_list": False,
        "in_being": {str(answer): count for answer, count in counts.items()},
    }


def rows(document: Mapping[str, Any]) -> Iterator[Row]:
    """The same as one row for each fact."""
    on = document["as_at"] or ""
    yield ("records", "found", str(document["found"]), "", on)
    for field in ("by_status", "in_being"):
        for word, count in document.get(field, {}).items():
            yield (field, word, str(count), "", on)
    for each in document.get("due", ()):
        yield ("due", each["what"], each["title"], each["reference"], each["on"])
    for each in document.get("changed", ()):
        yield ("changed", "", each["title"], each["reference"], each["on"])
