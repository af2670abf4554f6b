"""How each cause for which figures may come out worse is allowed for: once, and in one way."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.benefits.models.workspaces import Workspace
from frankpledge.people.fields import one_of


class AllowedBy(models.TextChoices):
    """In which way. With nothing corrected at all there is no cause, and a reason."""

    OPTIMISM = "optimism", _("an allowance for optimism")
    RISK = "risk", _("a priced risk")
    RANGE = "range", _("a wider range")
    NOTHING = "nothing", _("nothing is corrected")


@kept("workspace")
class Allowance(models.Model):
    """One correction: for which cause, in which way, how much, from where. None is changed, only removed."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="allowances")
    cause = models.CharField(max_length=200, blank=True)
    allowed_by = models.CharField(max_length=20, choices=AllowedBy)
    words = models.TextField()
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("benefits_allowance", "allowed_by", AllowedBy),
            models.CheckConstraint(condition=~Q(words=""), name="benefits_allowance_says_how_much_or_why"),
            models.CheckConstraint(
                condition=Q(allowed_by="nothing", cause="") | (~Q(allowed_by="nothing") & ~Q(cause="")),
                name="benefits_allowance_has_a_cause_or_corrects_nothing",
            ),
            models.UniqueConstraint(
                fields=["workspace"],
                condition=Q(allowed_by="nothing"),
                name="benefits_allowance_nothing_is_said_once",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.cause}: {self.get_allowed_by_display()}" if self.cause else self.get_allowed_by_display()
        )
