"""The figures as they were released to everybody, each time after they were looked over."""

import uuid
from collections.abc import Iterator
from functools import partial

from frankpledge.audit import clock
from frankpledge.benefits.actions import editions
from frankpledge.benefits.queries import figures
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    for written in files.document("ending")["released_on"]:
        yield Step(files.day(written), partial(_release, scene))


def _release(scene: Scene) -> None:
    told = figures.drawn_up(scene.workspace, clock.today())
    by = scene.who(Role.PUBLISHER)
    editions.release(by=by, collaboration=scene.record, seal=figures.sealed(told), key=uuid.uuid4())
