"""Texts of agreements that were found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import PartialDateField, one_of, partial_date_check
from frankpledge.register.models.collaborations import Collaboration


class AgreementKind(models.TextChoices):
    ORIGINAL = "original", _("original agreement")
    VARIATION = "variation", _("variation")
    RENEWAL = "renewal", _("renewal")
    NOVATION = "novation", _("transfer to another body")
    ENDING = "ending", _("ending")
    NOT_STATED = "not_stated", _("which kind is not known")


@kept("collaboration")
class Agreement(models.Model):
    """A text that was found. None of those in the starting data is a confirmed signed copy."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="agreements")
    kind = models.CharField(max_length=20, choices=AgreementKind, default=AgreementKind.NOT_STATED)
    signed_on = PartialDateField()
    url = models.URLField(max_length=600)
    note = models.TextField(blank=True)
    is_signed_copy = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            partial_date_check("register_agreement", "signed_on"),
            one_of("register_agreement", "kind", AgreementKind),
            models.UniqueConstraint(fields=["collaboration", "url"], name="register_agreement_said_once"),
        ]

    def __str__(self) -> str:
        return self.note or self.url
