"""Plans, budgets, forecasts and outturns, each as it was made. A new one never replaces an old one."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.benefits.models.profiles import Profile
from frankpledge.benefits.models.workspaces import Workspace
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation

_STAYS = "RAISE EXCEPTION 'A locked plan or outturn never changes: make a new one.';"


def open_vintages_only(through: str) -> str:
    """The body of a trigger: rows of a locked vintage stay. `through` finds the vintage of OLD and NEW."""
    return f"""
    IF EXISTS (SELECT FROM benefits_vintage WHERE id IN ({through}) AND locked_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A locked plan or outturn never changes: make a new one.';
    END IF;
    RETURN coalesce(NEW, OLD);
"""


class VintageKind(models.TextChoices):
    PLAN = "plan", _("plan")
    BUDGET = "budget", _("budget")
    FORECAST = "forecast", _("forecast")
    OUTTURN = "outturn", _("outturn")


@kept("workspace")
class Vintage(models.Model):
    """One plan, budget, forecast or outturn of a collaboration, with the day it was made and why.

    The newest locked of a kind counts. A second plan is a re-baselining, and says its reason. `is_final`
    of an outturn tells a final one from one in the year.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="vintages")
    kind = models.CharField(max_length=10, choices=VintageKind)
    number = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    made_on = models.DateField()
    reason = models.TextField(blank=True)
    is_final = models.BooleanField(default=False)
    locked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind", "number"]
        constraints = [
            one_of("benefits_vintage", "kind", VintageKind),
            models.UniqueConstraint(
                fields=["workspace", "kind", "number"], name="benefits_vintage_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="plan") | Q(number=1) | ~Q(reason=""),
                name="benefits_vintage_plan_made_again_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_final=False) | Q(kind="outturn"), name="benefits_vintage_final_outturn"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_STAYS,
                condition=pgtrigger.Q(old__locked_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


@kept("profile", "organisation")
class PlannedValue(models.Model):
    """What a plan or forecast says a benefit will be in one period, for one party or (without) for all."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="planned")
    vintage = models.ForeignKey(Vintage, on_delete=models.CASCADE, related_name="planned")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    low = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "vintage", "organisation", "starts_on"],
                name="benefits_plannedvalue_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True, high__isnull=True)
                | Q(low__lte=models.F("value"), high__gte=models.F("value")),
                name="benefits_plannedvalue_range_is_in_order",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=open_vintages_only("OLD.vintage_id, NEW.vintage_id"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.starts_on}: {self.value}"
