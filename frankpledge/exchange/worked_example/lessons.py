"""What others should know: written down, and shared by an owner."""

import uuid
from collections.abc import Iterator, Mapping
from functools import partial

from frankpledge.benefits.actions import lessons
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    told = files.document("lesson")
    yield Step(files.day(told["said_on"]), partial(_share, scene, told["words"]))


def _share(scene: Scene, words: Mapping[str, str]) -> None:
    by, key = scene.who(Role.CONTRIBUTOR), uuid.uuid4()
    made = lessons.add(by=by, collaboration=scene.record, words=words, key=key)
    lessons.share(
        by=scene.who(Role.OWNER), collaboration=scene.record, lesson_id=made.pk, version=made.version
    )
