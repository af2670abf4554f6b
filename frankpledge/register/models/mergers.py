"""Two filings of one agreement that became one: what was given up, and what of it was not carried over."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from frankpledge.audit.history import kept
from frankpledge.register.models.collaborations import Collaboration

LONGEST_REASON = 2000


@kept("collaboration")
class Merger(models.Model):
    """The record that stays (`collaboration`), and the one whose reference and slugs lead to it for ever.

    `chosen` names, by fact, whose value was taken. `left` holds every row of the one given up that was not
    carried over, by table, as it stood: its own, and what the record that stays says already.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="mergers")
    reference = models.CharField(max_length=10, unique=True)
    slugs = ArrayField(models.SlugField(max_length=100))
    title = models.CharField(max_length=200)
    chosen = models.JSONField()
    left = models.JSONField()
    reason = models.CharField(max_length=LONGEST_REASON)
    merged_on = models.DateField()
    merged_at = models.DateTimeField(db_default=Now(), editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="mergers"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reference__regex=r"^C-\d{4,7}$"), name="register_merger_reference_shape"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="register_merger_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} → {self.collaboration}"
