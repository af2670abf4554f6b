"""What has happened, period by period: returns, what parties say of them, and the values in them."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.benefits.models.profiles import Profile
from frankpledge.benefits.models.workspaces import Workspace
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation

_STAYS = """
    IF EXISTS (
        SELECT FROM benefits_return
        WHERE id IN (OLD.of_return_id, NEW.of_return_id) AND state = 'locked'
    ) THEN
        RAISE EXCEPTION 'A locked return never changes: open it again with a reason.';
    END IF;
    RETURN coalesce(NEW, OLD);
"""
# The one way out is to open it again: as a new version, for a reason, with nothing else changed.
_OPENED_AGAIN_ONLY = """
    IF TG_OP = 'UPDATE' AND NEW.state = 'open' AND NEW.opened_again_because <> ''
        AND NEW.version = OLD.version + 1 AND NEW.workspace_id = OLD.workspace_id
        AND NEW.starts_on = OLD.starts_on AND NEW.due_on = OLD.due_on THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A locked return never changes: open it again with a reason.';
"""


class ReturnState(models.TextChoices):
    """Open to be filled in; then locked by the owner. Parties then have their days to dispute it."""

    OPEN = "open", _("being filled in")
    LOCKED = "locked", _("locked")


@kept("workspace")
class Return(models.Model):
    """The return of one period of a collaboration.

    `locked_on` begins the parties' working days to dispute; `review_ends_on` is their last. `explanation` is
    asked for where a value is further from plan than its tolerance. Opened again, it says why.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="returns")
    starts_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ReturnState, default=ReturnState.OPEN)
    locked_on = models.DateField(null=True, blank=True)
    review_ends_on = models.DateField(null=True, blank=True)
    opened_again_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_on"]
        indexes = [
            models.Index(fields=["due_on"], name="benefits_return_due", condition=Q(state="open")),
        ]
        constraints = [
            one_of("benefits_return", "state", ReturnState),
            models.UniqueConstraint(fields=["workspace", "starts_on"], name="benefits_return_once"),
            models.CheckConstraint(
                condition=Q(state="open", locked_on__isnull=True, review_ends_on__isnull=True)
                | Q(state="locked", locked_on__isnull=False, review_ends_on__gte=models.F("locked_on")),
                name="benefits_return_locked_on_a_day",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_OPENED_AGAIN_ONLY,
                condition=pgtrigger.Q(old__state="locked"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.workspace} {self.starts_on}"


class Said(models.TextChoices):
    """Where a value comes from."""

    COUNTED = "counted", _("counted")
    UNCHANGED = "unchanged", _("no change")
    NOT_KNOWN = "not_known", _("not known")


@kept("profile", "of_return")
class Observation(models.Model):
    """The value of one profile in one period, of one party or (without one) of all together.

    Of a ratio both parts are kept. Not known is a row without a value: it was asked for and nobody
    could tell.
    """

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="observations")
    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="observations")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    said = models.CharField(max_length=10, choices=Said)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    explanation = models.TextField(blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "organisation", "starts_on"],
                name="benefits_observation_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(
                    said="not_known", value__isnull=True, numerator__isnull=True, denominator__isnull=True
                )
                | Q(
                    said__in=("counted", "unchanged"),
                    value__isnull=False,
                    numerator__isnull=True,
                    denominator__isnull=True,
                )
                | Q(
                    said__in=("counted", "unchanged"),
                    value__isnull=True,
                    numerator__isnull=False,
                    denominator__gt=0,
                ),
                name="benefits_observation_is_a_value_a_ratio_or_not_known",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_STAYS,
            )
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.starts_on}: {self.value}"


@kept("of_return", "organisation")
class Review(models.Model):
    """What one party says of a locked return. Nothing said by its last day is shown as not reviewed."""

    of_return = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="reviews")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    profile = models.ForeignKey(Profile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    return_version = models.PositiveIntegerField()
    said_at = models.DateTimeField()
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(words=""), name="benefits_review_disputes_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.agrees}"
