"""What each party would pay alone, by which its share is tested, and what a board decided where one fails."""

import uuid

from django.db import models
from django.db.models import Q

from frankpledge.audit.history import kept
from frankpledge.benefits.models.workspaces import Workspace
from frankpledge.people.models import Organisation


@kept("workspace", "organisation")
class AloneCost(models.Model):
    """What one party would pay in one financial year if it did the work by itself.

    `is_own` is that its own finance officer said it; otherwise it is somebody else's estimate, and marked so.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="alone_costs")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    amount_pence = models.BigIntegerField()
    how = models.TextField()
    source = models.CharField(max_length=300)
    is_own = models.BooleanField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "organisation", "year"], name="benefits_alonecost_once"
            ),
            models.CheckConstraint(condition=Q(amount_pence__gte=0), name="benefits_alonecost_is_no_gain"),
            models.CheckConstraint(
                condition=~Q(how="") & ~Q(source=""), name="benefits_alonecost_says_how_and_from_where"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"


@kept("workspace")
class ShareDecision(models.Model):
    """What the board decided of one year's shares, where a party would pay less alone. None is changed."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="share_decisions")
    year = models.PositiveSmallIntegerField()
    decided_on = models.DateField()
    minute_reference = models.CharField(max_length=200)
    words = models.TextField()
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(minute_reference="") & ~Q(words=""), name="benefits_sharedecision_is_minuted"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.minute_reference}"
