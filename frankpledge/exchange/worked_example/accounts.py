"""What the note on joint operations says in each force's accounts."""

from collections.abc import Iterator
from functools import partial

from frankpledge.benefits.actions import accounts
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    for row in files.rows("accounts"):
        yield Step(files.day(row["said_on"]), partial(_put, scene, row))


def _put(scene: Scene, row: files.Row) -> None:
    accounts.put(
        by=scene.who(Role.FINANCE, row["party"]),
        collaboration=scene.record,
        organisation=scene.bodies[row["party"]],
        year=int(row["year"]),
        amount_pence=files.pence(row["amount"]),
        source=row["source"],
        explanation=row["explanation"],
        version=0,
    )
