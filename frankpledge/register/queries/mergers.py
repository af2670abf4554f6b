"""Which record a reference leads to after its own was merged into another; and what the other said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frankpledge.people.models import Organisation, Source
from frankpledge.register.models import Collaboration, Function, Merger, Withholding

# What a row points at, by the column that does, wherever it stands.
POINTS_AT = {"organisation": Organisation, "function": Function, "source": Source}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Left:
    """What was kept of the records given up, with the names of what their rows point at."""

    mergers: tuple[Merger, ...]
    names: Mapping[tuple[str, int], str]

    def rows(self, merger: Merger, table: str) -> Sequence[Row]:
        """The rows of one table as they stood."""
        found: Sequence[Row] = merger.left.get(table, ())
        return found

    def name(self, row: Row, column: str) -> str:
        """What a row points at, by name; "" where it points at nothing, or that is gone."""
        return self.names.get((column, row.get(column) or 0), "")


def survivor_of(reference: str) -> str | None:
    """The reference of the record that stayed; None for one that was never given up. One statement."""
    found = Merger.objects.filter(reference=reference).values_list("collaboration__reference", flat=True)
    return found.first()


def references_given_up() -> dict[str, str]:
    """By slug, the reference of each record that was given up. One statement."""
    return {
        slug: reference
        for slugs, reference in Merger.objects.values_list("slugs", "reference")
        for slug in slugs
    }


def is_for_everybody(record: Collaboration) -> bool:
    """Whether what the others said may be read by all: it could tell what is withheld of this one."""
    return not Withholding.objects.filter(collaboration=record).exists()


def left_by(record: Collaboration) -> Left:
    """What was kept of each record that was merged into this one, the oldest first. Four statements."""
    mergers = tuple(Merger.objects.filter(collaboration=record).order_by("pk"))
    rows = [row for merger in mergers for held in merger.left.values() for row in held]
    names = {
        (column, number): str(found)
        for column, model in POINTS_AT.items()
        for number, found in model._default_manager.in_bulk(_numbers(rows, column)).items()  # noqa: SLF001 - Django documents it as open to all
    }
    return Left(mergers, names)


def _numbers(rows: Iterable[Row], column: str) -> list[int]:
    return sorted({row[column] for row in rows if row.get(column)})
