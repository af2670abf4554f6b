"""Standing in for a colleague who is away: some powers of one person, held by another from day to day."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from frankpledge.audit.history import kept
from frankpledge.people.models.organisations import Organisation
from frankpledge.people.models.roles import Power

# What is lent: to decide and to speak, and to read what is decided on.
LENT_POWERS = frozenset({Power.READ_RESTRICTED, Power.DECIDE_CHANGE, Power.SPEAK_FOR})


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def not_over(self) -> "DelegationQuerySet":
        """Those that count today or will."""
        return self.filter(ended_at=None, ends_on__gte=timezone.localdate())


@kept("organisation", "delegator", "delegate")
class Delegation(models.Model):
    """From and to are days, both counted. It lends only what the delegator holds by a role, while they do."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="delegations")
    delegator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_given"
    )
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_held"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    given_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        indexes = [models.Index(fields=["delegate"], name="people_delegation_to", condition=Q(ended_at=None))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="people_delegation_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(delegator=F("delegate")), name="people_delegation_is_to_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegate} for {self.delegator} ({self.organisation.short_name})"

    def counts_on(self, day: datetime.date) -> bool:
        return self.ended_at is None and self.starts_on <= day <= self.ends_on
