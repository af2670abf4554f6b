"""What eastmarch's people return of the benefits of their archive, which only they may read."""

import datetime
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import baselines, findings, returns, reviews, vintages
from frankpledge.benefits.actions.baselines import Said
from frankpledge.benefits.actions.findings import Found
from frankpledge.benefits.actions.reviews import Word
from frankpledge.benefits.models import Design, VintageKind
from frankpledge.people.models import Organisation, Role
from tests.canaries.fields import RESTRICTED
from tests.members import as_actor, person
from tests.tracking import FIRST_PERIOD, cell, planned, profiled, quarters_from, returned, saved

if TYPE_CHECKING:
    from tests.canaries.planting import Planted

BEFORE = datetime.date(2023, 4, 1)
NEXT = datetime.date(2024, 7, 1)


def plant(ours: "Planted", author: Actor, decider: Actor) -> None:
    """A benefit with two baselines, two plans, a return opened again and a locked one, reviewed."""
    profile = profiled(author, ours.archive, "Papers found sooner")
    ours.benefits.append(profile.reference)
    _baselines(ours, author, decider)
    planned(decider, profile, quarters_from(FIRST_PERIOD, [5, 5]))
    reason = ours.word("benefits.Vintage.reason", RESTRICTED)
    making = vintages.Making(
        kind=VintageKind.PLAN, number=2, made_on=timezone.localdate(), reason=reason, copies=True
    )
    vintages.begin(by=author, collaboration=ours.archive, making=making)
    where: dict[str, Any] = {"collaboration": ours.archive, "starts_on": FIRST_PERIOD}
    held = returned(decider, ours.archive, FIRST_PERIOD, cell(profile, 5))
    again = ours.word("benefits.Return.opened_again_because", RESTRICTED)
    returns.reopen(by=decider, version=held.version, reason=again, **where)
    explained = cell(profile, 9, explanation=ours.word("benefits.Observation.explanation", RESTRICTED))
    locked = returned(decider, ours.archive, FIRST_PERIOD, explained)
    saved(author, ours.archive, NEXT, cell(profile, 6))
    finance = person("finance@eastmarch.example", "Finance of eastmarch", Role.FINANCE, "eastmarch")
    reviews.say(
        by=as_actor(finance),
        organisation=Organisation.objects.get(slug="eastmarch"),
        word=Word(agrees=False, version=locked.version, words=ours.word("benefits.Review.words", RESTRICTED)),
        key=uuid.uuid4(),
        **where,
    )
    found = Found(
        design=Design.BEFORE_AFTER,
        words=ours.word("benefits.Finding.words", RESTRICTED),
        source=ours.word("benefits.Finding.source", RESTRICTED),
        found_on=timezone.localdate(),
    )
    recorded = findings.record(by=decider, reference=profile.reference, found=found, key=uuid.uuid4())
    ours.ids["finding"] = recorded.pk


def _baselines(ours: "Planted", author: Actor, decider: Actor) -> None:
    """One that is locked, and one that is being made again."""
    reference = ours.benefits[-1]
    first = Said(
        period_length="quarter",
        quality="B",
        source=ours.word("benefits.Baseline.source", RESTRICTED),
        recording_changes=ours.word("benefits.Baseline.recording_changes", RESTRICTED),
    )
    writing: dict[str, Any] = {"reference": reference, "version": 0, "rows": quarters_from(BEFORE, [4, 6])}
    draft = baselines.write(by=author, said=first, **writing)
    baselines.lock(by=decider, reference=reference, version=draft.version)
    again = replace(first, reason=ours.word("benefits.Baseline.reason", RESTRICTED))
    baselines.write(by=author, said=again, **writing)
