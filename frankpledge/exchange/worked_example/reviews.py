"""What the finance officers of each force say of a return, or do not."""

import uuid
from collections.abc import Iterator
from functools import partial

from frankpledge.benefits.actions import reviews
from frankpledge.benefits.actions.reviews import Word
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.returns import return_of
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    for row in files.rows("reviews"):
        yield Step(files.day(row["said_on"]), partial(_say, scene, row))


def _say(scene: Scene, row: files.Row) -> None:
    held = return_of(scene, row["month"])
    word = Word(
        agrees=files.is_yes(row["agrees"]),
        version=held.version,
        words=row["words"],
        profile=scene.profile(row["benefit"]) if row["benefit"] else None,
    )
    reviews.say(
        by=scene.who(Role.FINANCE, row["party"]),
        collaboration=scene.record,
        starts_on=held.starts_on,
        organisation=scene.bodies[row["party"]],
        word=word,
        key=uuid.uuid4(),
    )
