"""One row for each thing done. Nothing here points at another table, so nothing is ever kept from going."""

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """What was done, by whom, to what, why, and which fields went from what to what."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=50)
    subject_key = models.CharField(max_length=700)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["subject_kind", "subject_key", "-id"], name="audit_entry_subject")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(actor="") & ~models.Q(action=""),
                name="audit_entry_names_actor_and_action",
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.subject_kind} {self.subject_key}"
