"""Being asked to join. The secret in the link is kept only as a hash."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models.organisations import Organisation
from frankpledge.people.models.roles import NATIONAL_ROLES, ORGANISATION_ROLES, Role


class Standing(models.TextChoices):
    """How an invitation stands."""

    PENDING = "pending", _("waiting")
    ACCEPTED = "accepted", _("accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> "InvitationQuerySet":
        """Those whose link still works."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())


@kept("organisation", without=["secret_hash"])
class Invitation(models.Model):
    """One role offered to one address until a day. `role_expires_at` is for a role that is time-boxed.

    `inviter` is the person who invited, None for the command line: who no longer may, has invited nobody.
    """

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    role = models.CharField(max_length=20, choices=Role)
    role_expires_at = models.DateTimeField(null=True, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=200)
    inviter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="invited"
    )
    invited_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-id"]
        constraints = [
            one_of("people_invitation", "role", Role),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="people_invitation_email_is_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, role__in=[role.value for role in NATIONAL_ROLES])
                | Q(organisation__isnull=False, role__in=[role.value for role in ORGANISATION_ROLES]),
                name="people_invitation_is_national_or_to_a_body",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.INSPECTOR) | Q(role_expires_at__isnull=False),
                name="people_invitation_of_an_inspector_is_time_boxed",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at__isnull=True),
                name="people_invitation_is_accepted_by_somebody_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"

    @property
    def standing(self) -> Standing:
        """How it stands now."""
        if self.accepted_at is not None:
            return Standing.ACCEPTED
        if self.withdrawn_at is not None:
            return Standing.WITHDRAWN
        is_over = self.role_expires_at is not None and self.role_expires_at <= timezone.now()
        return Standing.EXPIRED if is_over or self.expires_at <= timezone.now() else Standing.PENDING
