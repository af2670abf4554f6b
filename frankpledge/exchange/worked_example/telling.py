"""Takes all steps of the worked example, one after another."""

from collections.abc import Iterator
from itertools import chain

from django.conf import settings
from django.db import transaction

from frankpledge.audit import clock
from frankpledge.benefits.actions import standings
from frankpledge.benefits.models import Workspace
from frankpledge.errors import Invalid
from frankpledge.exchange.worked_example import (
    accounts,
    allowances,
    answers,
    banking,
    baselines,
    editions,
    findings,
    handovers,
    ledger_words,
    lessons,
    maps,
    oversight,
    profiles,
    purposes,
    returns,
    reviews,
    shares,
    vintages,
    workspaces,
)
from frankpledge.exchange.worked_example.scene import Scene, Step

NOUNS = (
    purposes, workspaces, oversight, maps, profiles, baselines, allowances, vintages, returns, reviews,
    ledger_words, shares, accounts, banking, findings, answers, handovers, lessons, editions,
)  # fmt: skip


def tell() -> int:
    """Tell the whole story, or nothing of it where it was told. Gives how many steps were taken.

    Raises Invalid in a copy that is not a demonstration.
    """
    if not settings.DEMONSTRATION:
        raise Invalid("The worked example is made up: it is told in a demonstration alone.")
    scene = Scene.set_up()
    if scene is None or Workspace.objects.filter(collaboration=scene.record).exists():
        return 0
    steps = sorted(_steps(scene), key=lambda step: step.on)
    with transaction.atomic():
        with standings.postponed():
            for step in steps:
                with clock.telling_of(step.on):
                    step.do()
        standings.refresh(scene.workspace)
    return len(steps)


def _steps(scene: Scene) -> Iterator[Step]:
    """In the order of the method, which days of equal date keep."""
    return chain.from_iterable(noun.steps(scene) for noun in NOUNS)
