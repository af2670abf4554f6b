"""The national library of measures, as the file that ships has it: read at every start, defined once."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

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

    A definition that was never held is a further version; one that curators have replaced since, or retired,
    stays replaced. Raises Invalid, naming the measure, and writes nothing unless all are right.
    """
    held = {_key(each.slug, vars(each)) for each in Measure.objects.filter(organisation=None)}
    wanted = [row for row in _rows(path or settings.MEASURES_FILE) if _key(row["slug"], row) not in held]
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


def _key(slug: str, said: Mapping[str, Any]) -> tuple[str, ...]:
    return (slug, *(said.get(name, "") for name in SAID))
