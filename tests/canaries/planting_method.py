"""What eastmarch's people keep for the stages of the method: of their archive, which only they may read."""

from typing import TYPE_CHECKING

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import oversight
from tests.canaries.fields import RESTRICTED
from tests.ledgers import body

if TYPE_CHECKING:
    from tests.canaries.planting import Planted


def plant(ours: "Planted", _author: Actor, decider: Actor) -> None:
    """Who is answerable; the workspace was begun."""
    said = oversight.Said(
        organisation=body("eastmarch"),
        post=ours.word("benefits.Oversight.post", RESTRICTED),
        board=ours.word("benefits.Oversight.board", RESTRICTED),
    )
    oversight.put(by=decider, collaboration=ours.archive, version=0, said=said)
