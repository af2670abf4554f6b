"""Who is to sign an agreement, and who has."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Organisation
from frankpledge.register.models.agreements import Agreement
from frankpledge.register.models.parties import MEMBER_ROLES, Role


class SignatoryPlace(models.TextChoices):
    """What signing does to somebody's place in the collaboration."""

    STAYS = "stays", _("is a party and stays one")
    JOINS = "joins", _("joins with this agreement")
    LEAVES = "leaves", _("leaves with this agreement")


class SignatureBasis(models.TextChoices):
    OWN_WORD = "own_word", _("signed here")
    SIGNED_COPY = "signed_copy", _("as on the signed copy")


@kept("agreement", "organisation")
class AgreementParty(models.Model):
    """One legal person that is to sign. `role` is what one that joins becomes."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    place = models.CharField(max_length=10, choices=SignatoryPlace, default=SignatoryPlace.STAYS)
    role = models.CharField(max_length=20, choices=Role, blank=True)

    class Meta:
        verbose_name_plural = "agreement parties"
        ordering = ["organisation__name"]
        constraints = [
            one_of("register_agreementparty", "place", SignatoryPlace),
            models.CheckConstraint(
                condition=Q(place="joins", role__in=MEMBER_ROLES) | (~Q(place="joins") & Q(role="")),
                name="register_agreementparty_who_joins_has_a_role",
            ),
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="register_agreementparty_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_place_display()})"


@kept("agreement", "organisation")
class Signature(models.Model):
    """That one legal person signed, on which day, by which office. Written once and never changed."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    office = models.CharField(max_length=200)
    signed_on = models.DateField()
    basis = models.CharField(max_length=20, choices=SignatureBasis)
    note = models.TextField(blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["signed_on", "id"]
        constraints = [
            one_of("register_signature", "basis", SignatureBasis),
            models.CheckConstraint(condition=~Q(office=""), name="register_signature_has_an_office"),
            models.CheckConstraint(
                condition=Q(basis="signed_copy") | Q(entered_by__isnull=False),
                name="register_signature_own_word_is_somebodys",
            ),
            models.UniqueConstraint(fields=["agreement", "organisation"], name="register_signature_once"),
        ]
        triggers = [pgtrigger.Protect(name="signed_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.signed_on}"
