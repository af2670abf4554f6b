"""Sixty returns, each saved by who knows the figures and locked by an owner."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from frankpledge.benefits.actions import returns
from frankpledge.benefits.actions.returns import Cell
from frankpledge.benefits.models import Return
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role

SAID = ("said", "value", "numerator", "denominator", "explanation")


def steps(scene: Scene) -> Iterator[Step]:
    by_month = defaultdict(list)
    for row in files.rows("returns"):
        by_month[row["month"]].append(row)
    for each in files.rows("periods"):
        month = each["month"]
        yield Step(files.day(each["saved_on"]), partial(_save, scene, month, by_month[month]))
        yield Step(files.day(each["locked_on"]), partial(_lock, scene, month))


def return_of(scene: Scene, month: str) -> Return:
    """The return of a month as it stands now."""
    return Return.objects.get(workspace=scene.workspace, starts_on=files.day(month))


def _save(scene: Scene, month: str, rows: Sequence[files.Row]) -> None:
    cells = [
        Cell(
            key=f"{scene.references[row['benefit']]}.{row['party']}",
            **{name: row[name] for name in SAID},
        )
        for row in rows
    ]
    returns.save(
        by=scene.who(Role.CONTRIBUTOR),
        collaboration=scene.record,
        starts_on=files.day(month),
        version=0,
        cells=cells,
    )


def _lock(scene: Scene, month: str) -> None:
    held = return_of(scene, month)
    returns.lock(
        by=scene.who(Role.OWNER),
        collaboration=scene.record,
        starts_on=held.starts_on,
        version=held.version,
    )
