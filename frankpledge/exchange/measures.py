"""The library of measures as data: named fields, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from frankpledge.benefits.models import Measure

COLUMNS = (
    "slug", "definition_version", "name", "definition", "unit", "direction", "aggregation", "numerator",
    "denominator", "source_system", "pounds_rule", "pounds_rule_source",
)  # fmt: skip


def rows(measures: Iterable[Measure]) -> Iterator[list[Any]]:
    """One line for each measure."""
    return ([getattr(measure, name) for name in COLUMNS] for measure in measures)


def document(measures: Sequence[Measure]) -> dict[str, Any]:
    """The library."""
    return {"measures": [dict(zip(COLUMNS, row, strict=True)) for row in rows(measures)]}
