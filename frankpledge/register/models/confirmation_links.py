"""Asking somebody without an account what their body says of a record. The secret is kept as a hash."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.models import Organisation
from frankpledge.register.models.collaborations import Collaboration


class LinkStanding(models.TextChoices):
    """How a link stands."""

    WAITING = "waiting", _("waiting")
    USED = "used", _("used")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


@kept("collaboration", "organisation", without=["secret_hash", "email"])
class ConfirmationLink(models.Model):
    """One question to one person of a body, by e-mail, answered once.

    `asker` is who asked: whoever may no longer ask has asked nobody. `authority` is in whose name the person
    says that they speak. The address is forgotten as soon as the link works no more by a deed.
    """

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.PROTECT, related_name="confirmation_links"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="confirmation_links"
    )
    email = models.EmailField(max_length=254, blank=True)
    name = models.CharField(max_length=200)
    secret_hash = models.CharField(max_length=64, unique=True)
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    asked_by = models.CharField(max_length=200)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="asked")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="register_confirmationlink_email_is_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, authority="")
                | (Q(used_at__isnull=False, withdrawn_at__isnull=True) & ~Q(authority="")),
                name="register_confirmationlink_used_says_by_what_authority",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.collaboration}"

    @property
    def standing(self) -> LinkStanding:
        """How it stands now."""
        if self.used_at is not None:
            return LinkStanding.USED
        if self.withdrawn_at is not None:
            return LinkStanding.WITHDRAWN
        return LinkStanding.EXPIRED if self.expires_at <= timezone.now() else LinkStanding.WAITING
