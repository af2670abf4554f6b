"""What eastmarch's people keep for the stages of the method: of their archive, which only they may read."""

import uuid
from typing import TYPE_CHECKING

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import allowances, lessons, oversight, shares
from frankpledge.benefits.models import FIVE, AllowedBy
from tests.canaries.fields import RESTRICTED
from tests.ledgers import YEAR, body, officer

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
    _shares(ours, decider)
    words = {name: ours.word(f"benefits.Lesson.{name}", RESTRICTED) for name in ("title", *FIVE)}
    lesson = lessons.add(by=author, collaboration=ours.archive, words=words, key=uuid.uuid4())
    ours.ids["lesson"] = lesson.pk


def _shares(ours: "Planted", decider: Actor) -> None:
    """What it would pay alone, and what a board decided; the ledger was locked."""
    alone = shares.Alone(
        organisation=body("eastmarch"),
        year=YEAR,
        amount_pence=5_00,
        how=ours.word("benefits.AloneCost.how", RESTRICTED),
        source=ours.word("benefits.AloneCost.source", RESTRICTED),
    )
    shares.say(by=officer("eastmarch"), collaboration=ours.archive, version=0, alone=alone)
    decided = shares.Decided(
        year=YEAR,
        decided_on=timezone.localdate(),
        minute_reference=ours.word("benefits.ShareDecision.minute_reference", RESTRICTED),
        words=ours.word("benefits.ShareDecision.words", RESTRICTED),
    )
    shares.decide(by=decider, collaboration=ours.archive, decided=decided, key=uuid.uuid4())
