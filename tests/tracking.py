"""The costs and benefits of the cast's records, as the tests track them: by the actions alone."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import measures, profiles, workspaces
from frankpledge.benefits.actions.profiles import Realises
from frankpledge.benefits.actions.workspaces import Beginning
from frankpledge.benefits.models import BenefitClass, Length, Measure, Profile, Workspace
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


def profiled(
    by: Actor, record: Collaboration, title: str = "Handlers freed for patrol", **values: Any
) -> Profile:
    """A profile in draft; the workspace must have been begun."""
    said = {
        "title": title,
        "benefit_class": BenefitClass.CAPACITY,
        "tolerance": Decimal("0.2"),
        "starts_on": FIRST_PERIOD,
        "owner": Organisation.objects.get(slug="northshire"),
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
