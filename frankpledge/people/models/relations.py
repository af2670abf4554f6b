"""What joins two organisations, from when to when."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.dates import Answer, within
from frankpledge.people.fields import PartialDateField, one_of, partial_date_check
from frankpledge.people.models.organisations import Organisation


class RelationKind(models.TextChoices):
    MAINTAINS = "maintains", _("maintains")
    SUCCEEDS = "succeeds", _("succeeds")
    PART_OF = "part_of", _("is part of")


class Basis(models.TextChoices):
    """How a fact came to be here."""

    STATED = "stated", _("stated by the source")
    PARTIAL = "partial", _("named by the source; others are not")
    ASSUMED = "assumed", _("assumed")


@kept("subject", "object")
class Relation(models.Model):
    """`subject` maintains, succeeds or is part of `object`."""

    subject = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="relations_from")
    kind = models.CharField(max_length=20, choices=RelationKind)
    object = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="relations_to")
    starts_on = PartialDateField()
    ends_on = PartialDateField()
    basis = models.CharField(max_length=20, choices=Basis)

    class Meta:
        ordering = ["kind", "subject__slug", "starts_on"]
        constraints = [
            partial_date_check("people_relation", "starts_on", "ends_on"),
            one_of("people_relation", "kind", RelationKind),
            one_of("people_relation", "basis", Basis),
            models.CheckConstraint(condition=~Q(subject=F("object")), name="people_relation_joins_two"),
            models.UniqueConstraint(
                fields=["subject", "kind", "object", "starts_on"],
                nulls_distinct=False,
                name="people_relation_said_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_kind_display()} {self.object}"

    def held_on(self, day: datetime.date) -> Answer:
        return within(day, self.starts_on, self.ends_on)
