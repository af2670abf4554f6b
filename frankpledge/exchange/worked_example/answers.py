"""The five questions, year by year, and what was decided."""

import uuid
from collections.abc import Iterator
from functools import partial

from frankpledge.benefits.actions import answers
from frankpledge.benefits.actions.answers import Said
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    for row in files.rows("answers"):
        yield Step(files.day(row["on"]), partial(_give, scene, row))


def _give(scene: Scene, row: files.Row) -> None:
    """What is next an owner decides; the rest whoever knows it writes."""
    said = Said(
        asked=row["asked"],
        year=int(row["year"]),
        words=row["words"],
        next=row["next"],
        minute_reference=row["minute_reference"],
    )
    by = scene.who(Role.OWNER if row["next"] else Role.CONTRIBUTOR)
    answers.give(by=by, collaboration=scene.record, said=said, key=uuid.uuid4())
