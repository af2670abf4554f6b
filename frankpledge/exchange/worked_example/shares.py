"""What each force would pay alone, in the word of its own finance officer, and what the board decided."""

import uuid
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from frankpledge.benefits.actions import shares
from frankpledge.benefits.actions.shares import Alone, Decided
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    for row in files.rows("alone"):
        yield Step(files.day(row["said_on"]), partial(_say, scene, row))
    told = files.document("decision")
    yield Step(files.day(told["decided_on"]), partial(_decide, scene, told))


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


def _decide(scene: Scene, told: Mapping[str, Any]) -> None:
    decided = Decided(
        year=told["year"],
        decided_on=files.day(told["decided_on"]),
        minute_reference=told["minute_reference"],
        words=told["words"],
    )
    by = scene.who(Role.OWNER)
    shares.decide(by=by, collaboration=scene.record, decided=decided, key=uuid.uuid4())
