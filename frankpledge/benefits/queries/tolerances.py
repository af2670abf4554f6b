"""How far from its plan a benefit may be: its own tolerance, or the published one of its class."""

from collections.abc import Mapping
from decimal import Decimal

from frankpledge.benefits import packs
from frankpledge.benefits.models import BenefitClass, Profile

PACK = "rag-tolerances"
ROWS: Mapping[str, str] = {BenefitClass.CASH: "cash", BenefitClass.CAPACITY: "capacity"}
OTHERWISE = "outcome"


def tolerance_of(profile: Profile) -> Decimal:
    """As a share of the plan."""
    if profile.tolerance is not None:
        return profile.tolerance
    row = ROWS.get(profile.benefit_class, OTHERWISE)
    return Decimal(str(packs.pack(PACK).value(row)))
