"""What eastmarch's people say of the costs and benefits of their archive, which only they may read."""

import uuid
from typing import TYPE_CHECKING

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import answers, workspaces
from frankpledge.benefits.actions.answers import Said
from frankpledge.benefits.actions.workspaces import Task
from frankpledge.benefits.models import Asked, Next
from tests.canaries.fields import RESTRICTED
from tests.tracking import begun, measured

if TYPE_CHECKING:
    from tests.canaries.planting import Planted


def plant(ours: "Planted", author: Actor, decider: Actor) -> None:
    """A workspace with answers and the owner of a stage."""
    workspace = begun(author, ours.archive)
    measured()
    said = {
        Asked.WHY: Said(asked=Asked.WHY, year=2024, words=ours.word("benefits.Answer.words", RESTRICTED)),
        Asked.NEXT: Said(
            asked=Asked.NEXT,
            year=2024,
            words=ours.word("benefits.Answer.words", RESTRICTED),
            next=Next.KEEP,
            minute_reference=ours.word("benefits.Answer.minute_reference", RESTRICTED),
        ),
    }
    for each in said.values():
        answers.give(by=decider, collaboration=ours.archive, said=each, key=uuid.uuid4())
    task = Task(
        owner="eastmarch",
        owner_post=ours.word("benefits.StageWork.owner_post", RESTRICTED),
        note=ours.word("benefits.StageWork.note", RESTRICTED),
    )
    workspaces.give_stage(
        by=author, collaboration=ours.archive, version=workspace.version, stage=6, task=task
    )
