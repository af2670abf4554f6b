"""Notices that parties give, and how a collaboration ends."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models.agreements import Agreement
from frankpledge.register.models.collaborations import Collaboration, EndingKind


class NoticeScope(models.TextChoices):
    OWN_PART = "own_part", _("its own part: the others may go on")
    WHOLE = "whole", _("the whole agreement")


@kept("collaboration", "agreement", "organisation")
class Notice(models.Model):
    """One legal person gave notice. `ends_on` is its last day but one: from then on it is no party.

    `shortened` says who agreed to a day before the notice had run. Taken back only by agreement, with the
    words of it. `settled_on` is when it was written down what followed.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="notices")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="notices")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="notices")
    scope = models.CharField(max_length=20, choices=NoticeScope)
    served_on = models.DateField()
    ends_on = models.DateField()
    shortened = models.TextField(blank=True)
    words = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_words = models.TextField(blank=True)
    settled_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-served_on", "-id"]
        constraints = [
            one_of("register_notice", "scope", NoticeScope),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("served_on")), name="register_notice_ends_after_it_is_given"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_words="")
                | (Q(withdrawn_on__isnull=False, settled_on__isnull=True) & ~Q(withdrawn_words="")),
                name="register_notice_is_taken_back_by_agreement",
            ),
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                condition=Q(withdrawn_on__isnull=True, settled_on__isnull=True),
                name="register_notice_runs_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.served_on}"

    @property
    def runs(self) -> bool:
        """Whether it was neither taken back nor followed by anything yet."""
        return self.withdrawn_on is None and self.settled_on is None


@kept("collaboration")
class Ending(models.Model):
    """How and when a collaboration ends or ended, and on what evidence. One at a time.

    A day to come is planned: nothing is told as past before `carried_out_on`.
    """

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="endings")
    kind = models.CharField(max_length=20, choices=EndingKind)
    ends_on = models.DateField()
    decided_on = models.DateField()
    evidence = models.TextField()
    carried_out_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("register_ending", "kind", EndingKind),
            models.CheckConstraint(condition=~Q(evidence=""), name="register_ending_has_evidence"),
            models.CheckConstraint(
                condition=Q(carried_out_on__isnull=True) | Q(withdrawn_on__isnull=True),
                name="register_ending_is_carried_out_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(carried_out_on__isnull=True) | Q(carried_out_on__gte=F("ends_on")),
                name="register_ending_is_not_told_early",
            ),
            models.UniqueConstraint(
                fields=["collaboration"],
                condition=Q(withdrawn_on__isnull=True, carried_out_on__isnull=True),
                name="register_ending_planned_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration}: {self.ends_on}"

    @property
    def is_planned(self) -> bool:
        return self.carried_out_on is None and self.withdrawn_on is None
