"""What it was before: locked with a seal before the work begins, and the database lets nobody change it."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.benefits.models.profiles import Profile
from frankpledge.benefits.models.workspaces import Length
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation

_STAYS = "RAISE EXCEPTION 'A locked baseline never changes.';"
# Of a row of a baseline: it must not be locked, neither where the row was nor where it goes.
_OF_AN_OPEN_ONE_ONLY = """
    IF EXISTS (
        SELECT FROM benefits_baseline
        WHERE id IN (OLD.baseline_id, NEW.baseline_id) AND locked_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'A locked baseline never changes.';
    END IF;
    RETURN coalesce(NEW, OLD);
"""


class Quality(models.TextChoices):
    """How good the figures of the time before are."""

    A = "A", _("from a system of record, checked against another")
    B = "B", _("from a system of record")
    C = "C", _("counted for the purpose, or a sample")
    D = "D", _("an estimate")


@kept("profile")
class Baseline(models.Model):
    """One baseline of a profile. The newest that is locked counts; those before it stay.

    `seal` is the SHA-256 of what was locked (`queries.baselines.sealed`). `is_late` is that it was
    locked after the work went live, and caps the evidence at E1; `is_reconstructed` that it was put
    together afterwards.
    """

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="baselines")
    number = models.PositiveSmallIntegerField(default=1)
    definition_version = models.PositiveSmallIntegerField(default=1)
    period_length = models.CharField(max_length=10, choices=Length)
    quality = models.CharField(max_length=1, choices=Quality)
    source = models.TextField()
    recording_changes = models.TextField(blank=True)
    is_reconstructed = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(null=True, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number"]
        constraints = [
            one_of("benefits_baseline", "period_length", Length),
            one_of("benefits_baseline", "quality", Quality),
            models.UniqueConstraint(fields=["profile", "number"], name="benefits_baseline_number_once"),
            models.UniqueConstraint(
                fields=["profile"], condition=Q(locked_at__isnull=True), name="benefits_baseline_one_draft"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="benefits_baseline_has_a_source"),
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True, seal="", is_late__isnull=True)
                | Q(locked_at__isnull=False, seal__regex=r"^[0-9a-f]{64}$", is_late__isnull=False),
                name="benefits_baseline_locked_with_a_seal",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="benefits_baseline_made_again_for_a_reason"
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
        return f"{self.profile} {self.number}"


@kept("baseline")
class BaselinePoint(models.Model):
    """The value of one period before, of one party or (without one) of all together. A ratio has two."""

    baseline = models.ForeignKey(Baseline, on_delete=models.CASCADE, related_name="points")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["baseline", "organisation", "starts_on"],
                name="benefits_baselinepoint_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, numerator__isnull=True, denominator__isnull=True)
                | Q(value__isnull=True, numerator__isnull=False, denominator__gt=0),
                name="benefits_baselinepoint_is_a_value_or_a_ratio",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_OF_AN_OPEN_ONE_ONLY,
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}"
