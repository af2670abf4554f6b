"""What plans and forecasts say of benefits, each as it was made."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Prefetch

from frankpledge.benefits.models import PlannedValue, Profile, Vintage, VintageKind, Workspace

# A plan and a forecast speak of benefits; a budget and an outturn of money alone.
OF_BENEFITS = (VintageKind.PLAN, VintageKind.FORECAST)
Place = tuple[int, int | None, datetime.date]


def being_written(workspace: Workspace, kind: str) -> Vintage | None:
    """The plan or forecast that is not locked yet."""
    return workspace.vintages.filter(kind=kind, locked_at__isnull=True).order_by("number").last()


def counting(workspace: Workspace, kind: str = VintageKind.PLAN) -> Vintage | None:
    """The newest that is locked."""
    return workspace.vintages.filter(kind=kind, locked_at__isnull=False).order_by("number").last()


def values_of(vintage: Vintage | None) -> Mapping[Place, Decimal]:
    """What it says, by profile, party (None is all together) and first day of the period."""
    if vintage is None:
        return {}
    rows = PlannedValue.objects.filter(vintage=vintage).order_by()
    return {
        (profile, organisation, starts_on): value
        for profile, organisation, starts_on, value in rows.values_list(
            "profile_id", "organisation_id", "starts_on", "value"
        )
    }


def vintages_of(profile: Profile) -> list[Vintage]:
    """Every plan and forecast that says something of a benefit, the newest first, with what it says of it."""
    said = Vintage.objects.filter(kind__in=OF_BENEFITS, planned__profile=profile).distinct()
    of_it = PlannedValue.objects.filter(profile=profile).select_related("organisation")
    return list(said.order_by("-made_on", "-pk").prefetch_related(Prefetch("planned", of_it)))
