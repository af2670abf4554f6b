"""The costs and benefits of the cast's records, as the tests track them: by the actions alone."""

import datetime
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.benefits import periods
from frankpledge.benefits.actions import (
    baselines,
    findings,
    maps,
    measures,
    planned_values,
    profiles,
    returns,
    vintages,
    workspaces,
)
from frankpledge.benefits.actions.maps import Box
from frankpledge.benefits.actions.profiles import Realises
from frankpledge.benefits.actions.returns import Cell
from frankpledge.benefits.actions.workspaces import Beginning
from frankpledge.benefits.drafts.rows import Row
from frankpledge.benefits.models import (
    Baseline,
    BenefitClass,
    Design,
    Finding,
    Length,
    MapEdge,
    MapNode,
    Measure,
    NodeKind,
    Profile,
    Return,
    Vintage,
    VintageKind,
    Workspace,
)
from frankpledge.benefits.states.profiles import Move
from frankpledge.people.models import Organisation
from frankpledge.register.models import Collaboration
from tests.world import CURATOR

FIRST_PERIOD = datetime.date(2024, 4, 1)
HOURS = {
    "name": "Hours of handlers freed",
    "definition": "Paid hours of dog handlers that went to other work, from the duty system.",
    "unit": "hours",
    "direction": "more",
    "aggregation": "sum",
    "source_system": "Duty system",
}


def begun(by: Actor, record: Collaboration, *, length: Length = Length.QUARTER, **words: Any) -> Workspace:
    """The workspace of a record, with the five questions."""
    beginning = Beginning(
        **{"period_length": length, "first_period_on": FIRST_PERIOD, "prices_of": 2024, **words}
    )
    return workspaces.begin(by=by, collaboration=record, beginning=beginning)


def measured(**words: str) -> Measure:
    """A measure of the national library."""
    return measures.define(by=CURATOR, words={**HOURS, **words})


def varied(slug: str, by: Actor = CURATOR, **words: str) -> Measure:
    """How a body measures it otherwise."""
    body = Organisation.objects.get(slug=slug)
    said = {"name": f"Hours in {slug}", "difference": "It counts dogs.", "definition": "Paid hours of dogs."}
    return measures.vary(by=by, national=measured(), organisation=body, words={**said, **words})


def profiled(
    by: Actor, record: Collaboration, title: str = "Handlers freed for patrol", **values: Any
) -> Profile:
    """A profile in draft; the workspace must have been begun. Northshire owns it, where it is a party."""
    bodies = Organisation.objects.filter(pk__in=record.parties.values("organisation"))
    said = {
        "title": title,
        "benefit_class": BenefitClass.CAPACITY,
        "tolerance": Decimal("0.2"),
        "starts_on": FIRST_PERIOD,
        "owner": bodies.filter(slug="northshire").first() or bodies.order_by("pk").first(),
        "owner_post": "Head of operations",
        **values,
    }
    if "measure" not in said:
        said["measure"] = measured()
    return profiles.add(by=by, collaboration=record, values=said, key=uuid.uuid4())


def realised_by(by: Actor, profile: Profile, *slugs: str) -> Profile:
    """The profile with a realiser in each of these parties."""
    bodies = [Realises(each, "Duty officer") for each in Organisation.objects.filter(slug__in=slugs)]
    return profiles.name_realisers(
        by=by, reference=profile.reference, version=profile.version, realisers=bodies
    )


def agreed(by: Actor, profile: Profile) -> Profile:
    """The profile, agreed by an owner."""
    return profiles.settle(by=by, reference=profile.reference, version=profile.version, move=Move.AGREE)


def months_from(first: datetime.date, values: Sequence[object]) -> list[Row]:
    """Rows of one number for each month from `first` on, of all together."""
    return [
        Row(starts_on=periods.later(first, at), numbers=(Decimal(str(value)),))
        for at, value in enumerate(values)
    ]


def quarters_from(first: datetime.date, values: Sequence[object]) -> list[Row]:
    """The same for each quarter."""
    return [
        Row(starts_on=periods.later(first, 3 * at), numbers=(Decimal(str(value)),))
        for at, value in enumerate(values)
    ]


def baselined(
    by: Actor, profile: Profile, rows: Sequence[Row], *, length: Length = Length.QUARTER
) -> Baseline:
    """A baseline, locked by its writer."""
    said = baselines.Said(period_length=length, quality="B", source="Duty system")
    draft = baselines.write(by=by, reference=profile.reference, version=0, said=said, rows=rows)
    return baselines.lock(by=by, reference=profile.reference, version=draft.version)


def planned(by: Actor, profile: Profile, rows: Sequence[Row], *, reason: str = "") -> Vintage:
    """A plan of one benefit, locked by its writer; made again, with what the one before it says."""
    record = profile.workspace.collaboration
    making = vintages.Making(
        kind=VintageKind.PLAN,
        number=profile.workspace.vintages.filter(kind=VintageKind.PLAN).count() + 1,
        made_on=timezone.localdate(),
        reason=reason,
        copies=True,
    )
    vintage = vintages.begin(by=by, collaboration=record, making=making)
    written = planned_values.write(
        by=by, reference=profile.reference, kind=VintageKind.PLAN, version=vintage.version, rows=rows
    )
    return vintages.lock(
        by=by, collaboration=record, kind=VintageKind.PLAN, number=written.number, version=written.version
    )


def cell(profile: Profile, value: object = "", slug: str = "all", **words: str) -> Cell:
    """One row of a return."""
    return Cell(key=f"{profile.reference}.{slug}", value=str(value), **words)


def saved(by: Actor, record: Collaboration, starts_on: datetime.date, *cells: Cell) -> Return:
    """A return with these rows; those that are there already stay."""
    before = Return.objects.filter(workspace__collaboration=record, starts_on=starts_on).first()
    return returns.save(
        by=by,
        collaboration=record,
        starts_on=starts_on,
        version=before.version if before else 0,
        cells=cells,
    )


def returned(by: Actor, record: Collaboration, starts_on: datetime.date, *cells: Cell) -> Return:
    """A return with these rows, locked."""
    held = saved(by, record, starts_on, *cells)
    return returns.lock(by=by, collaboration=record, starts_on=starts_on, version=held.version)


def studied(by: Actor, profile: Profile, **words: Any) -> Finding:
    """A study made elsewhere, which found a change."""
    said = {
        "design": Design.RANDOMISED,
        "words": "Half of the calls were drawn by lot.",
        "source": "Journal of Dogs 4",
        "found_on": timezone.localdate(),
        "unmet": 0,
        "is_borne_out": True,
    }
    found = findings.Found(**{**said, **words})
    return findings.record(by=by, reference=profile.reference, found=found, key=uuid.uuid4())


def version_of(record: Collaboration) -> int:
    """The version of a record's workspace."""
    return Workspace.objects.get(collaboration=record).version


def mapped(by: Actor, record: Collaboration, change: str, benefit: str, note: str = "") -> list[MapNode]:
    """A change and a benefit on the map."""
    return [
        maps.put(
            by=by,
            collaboration=record,
            version=version_of(record),
            box=Box(kind=kind, label=label, note=note),
        )
        for kind, label in ((NodeKind.CHANGE, change), (NodeKind.BENEFIT, benefit))
    ]


def joined(by: Actor, record: Collaboration, cause: MapNode, effect: MapNode) -> MapEdge:
    """An arrow between them."""
    version = version_of(record)
    return maps.join(by=by, collaboration=record, version=version, cause_id=cause.pk, effect_id=effect.pk)
