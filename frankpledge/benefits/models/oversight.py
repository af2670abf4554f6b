"""Who is answerable for a whole collaboration, before which board, and when it is looked at next."""

from django.db import models
from django.db.models import Q

from frankpledge.audit.history import kept
from frankpledge.benefits.models.workspaces import Workspace
from frankpledge.people.models import Organisation


@kept("workspace", "organisation")
class Oversight(models.Model):
    """The one post that is answerable for a collaboration as a whole: a body and a post, no name.

    Who does the work of a stage stands in `StageWork`. The days stand here only where no agreement in force
    has them.
    """

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="oversight")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=200)
    board = models.CharField(max_length=200, blank=True)
    review_on = models.DateField(null=True, blank=True)
    notice_by = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(post=""), name="benefits_oversight_names_a_post")]

    def __str__(self) -> str:
        return f"{self.post}, {self.organisation}"
