"""The national library of measures, as the file that ships has it: read at every start, defined once."""

import csv
from pathlib import Path

from django.conf import settings
from django.db import transaction

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import measures
from frankpledge.benefits.actions.measures import LINES, LISTS, TEXTS
from frankpledge.benefits.models import Measure
from frankpledge.errors import Invalid

COLUMNS = (
    "slug", "name", "definition", "unit", "direction", "aggregation", "numerator", "denominator",
    "source_system",
)  # fmt: skip
SAID = (*LINES, *TEXTS, *LISTS)


@transaction.atomic
def load(*, by: Actor, path: Path | None = None) -> int:
    """Let the library hold every measure of the file. Returns how many were new, or defined anew.

    A definition that differs from the newest one is a further version. Raises Invalid, naming the measure,
    and writes nothing unless all are right.
    """
    newest = {each.slug: each for each in Measure.objects.filter(organisation=None).order_by("id")}
    wanted = [row for row in _rows(path or settings.MEASURES_FILE) if not _is_held(newest, row)]
    for row in wanted:
        try:
            measures.define(by=by, words=row, slug=row["slug"])
        except Invalid as refused:
            raise Invalid(str(refused), refused.fields, subject=row["slug"]) from refused
    return len(wanted)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file)
        if tuple(read.fieldnames or ()) != COLUMNS:
            raise Invalid(f"{path.name} must have the columns {', '.join(COLUMNS)}.")
        return list(read)


def _is_held(newest: dict[str, Measure], row: dict[str, str]) -> bool:
    held = newest.get(row["slug"])
    return held is not None and all(getattr(held, name) == row.get(name, "") for name in SAID)
