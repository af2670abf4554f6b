"""What a body states once a year of its list of collaborations: that it is complete, or that it has none."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models.collaborations import Collaboration

LONGEST_WORDS_OF_REST = 500


class Completeness(models.TextChoices):
    ALL = "all", _("this is all of them")
    NIL = "nil", _("there are none")
    REST_TO_COME = "rest_to_come", _("this is not yet all of them")


@kept("organisation")
class Attestation(models.Model):
    """One statement of one body for the financial year that ended in `year`. The newest counts.

    The list as it stood hangs on it row by row (`AttestedRecord`), so that a reader counts only what they may
    see. `list_mark` seals the references.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="attestations")
    year = models.PositiveSmallIntegerField()
    says = models.CharField(max_length=20, choices=Completeness)
    words = models.CharField(max_length=LONGEST_WORDS_OF_REST, blank=True)
    list_mark = models.CharField(max_length=64)
    office = models.CharField(max_length=200)
    stated_on = models.DateField()
    stated_at = models.DateTimeField(db_default=Now(), editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attestations")
    person_name = models.CharField(max_length=200)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["organisation", "-id"], name="register_attestation_newest")]
        constraints = [
            one_of("register_attestation", "says", Completeness),
            models.CheckConstraint(
                condition=~Q(office="") & ~Q(person_name=""), name="register_attestation_names_office"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2020, year__lte=2999), name="register_attestation_year_is_near"
            ),
            models.CheckConstraint(
                condition=Q(says="rest_to_come") & ~Q(words="") | Q(says__in=("all", "nil"), words=""),
                name="register_attestation_says_what_is_to_come",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.year}: {self.get_says_display()}"


@kept("attestation", "collaboration")
class AttestedRecord(models.Model):
    """One record on the list as it stood."""

    attestation = models.ForeignKey(Attestation, on_delete=models.PROTECT, related_name="records")
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="attested")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attestation", "collaboration"], name="register_attested_record_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attestation_id}: {self.collaboration_id}"
