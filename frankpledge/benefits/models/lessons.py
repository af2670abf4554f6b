"""What others should know: what came of it, how, for whom, how it was done and what it cost."""

import uuid

from django.db import models
from django.db.models import Q

from frankpledge.audit.history import kept
from frankpledge.benefits.models.workspaces import Workspace

# The five that a lesson is told in, in order.
FIVE = ("effect", "mechanism", "moderators", "implementation", "economic_cost")


@kept("workspace")
class Lesson(models.Model):
    """One lesson. It is its record's own until it is shared, on a day; what is shared is changed no more.

    Everybody reads it only as part of the figures that are released (`Edition`).
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="lessons")
    title = models.CharField(max_length=200)
    effect = models.TextField(blank=True)
    mechanism = models.TextField(blank=True)
    moderators = models.TextField(blank=True)
    implementation = models.TextField(blank=True)
    economic_cost = models.TextField(blank=True)
    shared_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="benefits_lesson_has_a_title"),
            models.CheckConstraint(
                condition=Q(shared_on__isnull=True)
                | ~(
                    Q(effect="")
                    | Q(mechanism="")
                    | Q(moderators="")
                    | Q(implementation="")
                    | Q(economic_cost="")
                ),
                name="benefits_lesson_is_shared_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title
