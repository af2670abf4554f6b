"""How far from its plan a benefit may be: its own tolerance, or that of its class in the method."""

from decimal import Decimal

from frankpledge.benefits.method import Rules, version
from frankpledge.benefits.models import BenefitClass, Profile


def tolerance_of(profile: Profile, rules: Rules | None = None) -> Decimal:
    """As a share of the plan. `rules` are of another version, to see what would change."""
    if profile.tolerance is not None:
        return profile.tolerance
    held = rules or version(profile.workspace.method_version).rules
    if profile.benefit_class == BenefitClass.CASH:
        return held.tolerance_cash
    return (
        held.tolerance_capacity if profile.benefit_class == BenefitClass.CAPACITY else held.tolerance_outcome
    )
