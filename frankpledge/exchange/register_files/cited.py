"""Rows with the addresses that they are cited to, read for all of them at once."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet


def cited(rows: QuerySet[Any, Any], fact: str, citations: QuerySet[Any]) -> dict[int, dict[str, Any]]:
    """The rows by their `id`, each with its `source_url`: the addresses, in the order given.

    `fact` is the column of `citations` that points at the row.
    """
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for number, url in citations.order_by("position", "id").values_list(fact, "source__url"):
        found[number] += (url,)
    return {(number := row.pop("id")): row | {"source_url": found[number]} for row in rows}
