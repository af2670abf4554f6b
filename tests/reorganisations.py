"""Reorganisations, as the tests make them: all names are made up."""

import datetime
from typing import Any

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.register.actions import reorganisation_steps, reorganisations
from frankpledge.register.actions.reorganisation_steps import After, StepDraft
from frankpledge.register.models import (
    Collaboration,
    Effect,
    Reorganisation,
    ReorganisedRecord,
    StepKind,
    Why,
)
from tests.world import CURATOR

# Northshire and Eastmarch become one, and so do their commissioners.
FORCES_MERGE = StepDraft(
    kind=StepKind.MERGE,
    before=("northshire", "eastmarch"),
    after=(After(name="Norrland Police", short_name="Norrland"),),
)
BODIES_MERGE = StepDraft(
    kind=StepKind.MERGE,
    before=("pcc-northshire", "pcc-eastmarch"),
    after=(After(name="Norrland Policing Board"),),
)
MERGER = (FORCES_MERGE, BODIES_MERGE)
PORT_VALE_SPLITS = StepDraft(
    kind=StepKind.SPLIT,
    before=("port-vale",),
    after=(After(name="Port Police", short_name="Port"), After(name="Vale Police", short_name="Vale")),
)
FERRIES_MOVE = StepDraft(
    kind=StepKind.MOVE, after=(After(name="National Ferry Service"),), function="ferries"
)


def begun(*drafts: StepDraft, by: Actor = CURATOR, **basics: Any) -> Reorganisation:
    """A draft with these steps, for today unless said otherwise."""
    given: dict[str, Any] = {
        "title": "The Marches Order",
        "takes_effect_on": timezone.localdate(),
        "source_url": "https://gazette.example/order",
        **basics,
    }
    row = reorganisations.begin(by=by, **given)
    return reorganisation_steps.add_steps(by=by, reference=row.reference, drafts=drafts)


def planned(*drafts: StepDraft, by: Actor = CURATOR, **basics: Any) -> Reorganisation:
    """The same, planned."""
    row = begun(*drafts, by=by, **basics)
    return reorganisations.plan(by=by, reference=row.reference, version=row.version)


def applied(*drafts: StepDraft, by: Actor = CURATOR, **basics: Any) -> Reorganisation:
    """The same, planned and applied."""
    row = planned(*drafts, by=by, **basics)
    return reorganisations.apply(by=by, reference=row.reference, version=row.version)


def asked_about(record: Collaboration, reorganisation: Reorganisation) -> ReorganisedRecord:
    """What a reorganisation asks the people of a record to look at."""
    return ReorganisedRecord.objects.create(
        reorganisation=reorganisation,
        collaboration=record,
        effect=Effect.NEEDS_A_PARTY,
        why=[Why.SECTION_22A],
        asks=True,
    )


def tomorrow() -> datetime.date:
    """The day after today."""
    return timezone.localdate() + datetime.timedelta(days=1)
