"""What eastmarch's people keep for the stages of the method: of their archive, which only they may read."""

import uuid
from typing import TYPE_CHECKING

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import allowances, oversight
from frankpledge.benefits.models import AllowedBy
from tests.canaries.fields import RESTRICTED
from tests.ledgers import body

if TYPE_CHECKING:
    from tests.canaries.planting import Planted


def plant(ours: "Planted", author: Actor, decider: Actor) -> None:
    """Who is answerable, and what is allowed for; the workspace was begun."""
    said = oversight.Said(
        organisation=body("eastmarch"),
        post=ours.word("benefits.Oversight.post", RESTRICTED),
        board=ours.word("benefits.Oversight.board", RESTRICTED),
    )
    oversight.put(by=decider, collaboration=ours.archive, version=0, said=said)
    correction = allowances.Said(
        allowed_by=AllowedBy.RANGE,
        cause=ours.word("benefits.Allowance.cause", RESTRICTED),
        words=ours.word("benefits.Allowance.words", RESTRICTED),
    )
    row = allowances.add(by=author, collaboration=ours.archive, said=correction, key=uuid.uuid4())
    ours.ids["allowance"] = row.pk
