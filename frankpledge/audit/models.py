"""One row for each thing done. Nothing here points at another table, so nothing is ever kept from going."""

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """What was done, by whom, to what, why, and which fields went from what to what.

    `reason` is for readers only where `is_public`. The database itself fills `context_id`, which the rows
    changed in the same transaction carry too, and `hash`, which seals the entry and the hash before it
    (`frankpledge.audit.chain` says how).
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    actor = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True, blank=True)
    token_id = models.BigIntegerField(null=True, blank=True)
    organisation = models.CharField(max_length=100, blank=True)
    action = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=50)
    subject_key = models.CharField(max_length=700)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    is_public = models.BooleanField(default=True)
    context_id = models.UUIDField(null=True, editable=False)
    previous_hash = models.CharField(max_length=64, db_default="", editable=False)
    hash = models.CharField(max_length=64, db_default="", editable=False)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["subject_kind", "subject_key", "-id"], name="audit_entry_subject"),
            models.Index(fields=["context_id"], name="audit_entry_context"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(actor="") & ~models.Q(action=""),
                name="audit_entry_names_actor_and_action",
            ),
            models.CheckConstraint(
                condition=models.Q(hash__regex="^[0-9a-f]{64}$")
                & models.Q(previous_hash__regex="^[0-9a-f]{64}$"),
                name="audit_entry_is_sealed",
            ),
            models.UniqueConstraint(fields=["previous_hash"], name="audit_entry_chain_has_no_fork"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.subject_kind} {self.subject_key}"


class Read(models.Model):
    """That somebody read something that is not public, once for each hour in which they did."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    hour = models.DateTimeField(editable=False)
    actor = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True, blank=True)
    token_id = models.BigIntegerField(null=True, blank=True)
    organisation = models.CharField(max_length=100, blank=True)
    subject_kind = models.CharField(max_length=50)
    subject_key = models.CharField(max_length=700)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_key", "-id"], name="audit_read_subject")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(actor=""), name="audit_read_names_actor"),
            models.UniqueConstraint(
                fields=[
                    "hour",
                    "actor",
                    "user_id",
                    "token_id",
                    "organisation",
                    "subject_kind",
                    "subject_key",
                ],
                nulls_distinct=False,
                name="audit_read_once_an_hour",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} read {self.subject_kind} {self.subject_key}"
