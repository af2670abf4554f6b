"""Who is answerable for it, before which board, and when it is looked at next."""

from collections.abc import Iterator, Mapping
from functools import partial

from frankpledge.benefits.actions import oversight
from frankpledge.benefits.actions.oversight import Said
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    told = files.document("oversight")
    yield Step(files.day(told["said_on"]), partial(_put, scene, told))


def _put(scene: Scene, told: Mapping[str, str]) -> None:
    said = Said(
        organisation=scene.bodies[told["party"]],
        post=told["post"],
        board=told["board"],
        review_on=files.day(told["review_on"]),
        notice_by=files.day(told["notice_by"]),
    )
    oversight.put(by=scene.who(Role.OWNER), collaboration=scene.record, version=0, said=said)
