"""What each force would pay alone, year by year, in the word of its own finance officer."""

from collections.abc import Iterator
from functools import partial

from frankpledge.benefits.actions import shares
from frankpledge.benefits.actions.shares import Alone
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    for row in files.rows("alone"):
        yield Step(files.day(row["said_on"]), partial(_say, scene, row))


def _say(scene: Scene, row: files.Row) -> None:
    alone = Alone(
        organisation=scene.bodies[row["party"]],
        year=int(row["year"]),
        amount_pence=files.pence(row["amount"]),
        how=row["how"],
        source=row["source"],
    )
    by = scene.who(Role.FINANCE, row["party"])
    shares.say(by=by, collaboration=scene.record, version=0, alone=alone)
