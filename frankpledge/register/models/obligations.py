"""What an agreement obliges somebody to do, and what one party keeps back from it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models.agreements import Agreement


class ExitItem(models.TextChoices):
    """What it is about, where it belongs to leaving."""

    COSTS = "costs", _("who pays")
    STAFF = "staff", _("staff")
    ASSETS = "assets", _("assets")
    CONTRACTS = "contracts", _("contracts")
    DATA = "data", _("data")
    RECORDS = "records", _("records")
    SERVICE = "service", _("a service")


@kept("agreement", "owner")
class Obligation(models.Model):
    """One thing owed, by whom, and until when. Done with its evidence, or no longer owed with a reason."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="obligations")
    what = models.TextField()
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="obligations")
    owed_to = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    recurs = models.CharField(max_length=200, blank=True)
    exit_item = models.CharField(max_length=20, choices=ExitItem, blank=True)
    done_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                name="register_obligation_owed",
                condition=Q(done_on__isnull=True, dropped_on__isnull=True),
            )
        ]
        constraints = [
            one_of("register_obligation", "exit_item", ExitItem, blank=True),
            models.CheckConstraint(condition=~Q(what=""), name="register_obligation_says_something"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, dropped_on__isnull=True, evidence="")
                | (Q(done_on__isnull=False, dropped_on__isnull=True) & ~Q(evidence=""))
                | (Q(done_on__isnull=True, dropped_on__isnull=False) & ~Q(evidence="")),
                name="register_obligation_closed_has_evidence",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.dropped_on is None


@kept("agreement", "organisation")
class Reservation(models.Model):
    """What one party keeps back from an agreement, in its own words. Withdrawn, it stays on record."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="reservations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reservations")
    clause = models.CharField(max_length=100, blank=True)
    words = models.TextField()
    since = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    is_public = models.BooleanField(default=False)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["organisation__name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="register_reservation_says_something"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("since")),
                name="register_reservation_withdrawn_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.words}"
