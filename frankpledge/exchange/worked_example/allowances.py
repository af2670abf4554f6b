"""What is allowed for, each cause in one way."""

import uuid
from collections.abc import Iterator, Mapping
from functools import partial

from frankpledge.benefits.actions import allowances
from frankpledge.benefits.actions.allowances import Said
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    told = files.document("allowances")
    for each in told["allowances"]:
        yield Step(files.day(told["said_on"]), partial(_add, scene, each))


def _add(scene: Scene, each: Mapping[str, str]) -> None:
    by = scene.who(Role.CONTRIBUTOR)
    allowances.add(by=by, collaboration=scene.record, said=Said(**each), key=uuid.uuid4())
