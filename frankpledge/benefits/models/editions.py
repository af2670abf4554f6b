"""What everybody may read of a workspace: its figures as somebody looked them over and released them."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from frankpledge.audit.history import kept
from frankpledge.benefits.models.workspaces import Workspace

# Figures that were read stay as they were read. They may be taken back once, with the reason.
_TAKEN_BACK_ONLY = """
    IF TG_OP = 'UPDATE' AND OLD.taken_back_at IS NULL AND NEW.taken_back_at IS NOT NULL
        AND NEW.workspace_id = OLD.workspace_id AND NEW.number = OLD.number AND NEW.seal = OLD.seal
        AND NEW.figures = OLD.figures AND NEW.released_at = OLD.released_at THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Released figures never change: they can only be taken back.';
"""


@kept("workspace")
class Edition(models.Model):
    """The figures of one workspace as released, whole: pages for everybody read nothing else.

    `figures` is what `queries.figures` drew up, `seal` its SHA-256. What is locked later is not public before
    another edition. The counts are those of `figures`, so that many editions are counted in one statement.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    figures = models.JSONField()
    seal = models.CharField(max_length=64)
    benefits = models.PositiveIntegerField()
    with_baseline = models.PositiveIntegerField()
    with_figures = models.PositiveIntegerField()
    released_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_because = models.TextField(blank=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number"], name="benefits_edition_number_once"),
            models.CheckConstraint(
                condition=Q(seal__regex=r"^[0-9a-f]{64}$"), name="benefits_edition_has_a_seal"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_because="")
                | (Q(taken_back_at__isnull=False) & ~Q(taken_back_because="")),
                name="benefits_edition_taken_back_for_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="released_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_TAKEN_BACK_ONLY,
            )
        ]

    def __str__(self) -> str:
        return f"{self.workspace} {self.number}"
