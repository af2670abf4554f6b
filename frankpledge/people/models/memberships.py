"""What somebody is for an organisation, or for the nation, and from when to when."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models.organisations import Organisation
from frankpledge.people.models.roles import NATIONAL_ROLES, ORGANISATION_ROLES, Role


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Those that give rights now."""
        not_over = Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
        return self.filter(not_over, ended_at__isnull=True, user__is_active=True)


@kept("user", "organisation")
class Membership(models.Model):
    """One role of one person. A national role has no organisation; an inspector's always expires."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=Role)
    began_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "user__name", "role", "id"]
        indexes = [
            models.Index(
                fields=["organisation", "role"], name="people_membership_of", condition=Q(ended_at=None)
            )
        ]
        constraints = [
            one_of("people_membership", "role", Role),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, role__in=[role.value for role in NATIONAL_ROLES])
                | Q(organisation__isnull=False, role__in=[role.value for role in ORGANISATION_ROLES]),
                name="people_membership_is_national_or_of_a_body",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.INSPECTOR) | Q(expires_at__isnull=False),
                name="people_membership_of_an_inspector_expires",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("began_at")),
                name="people_membership_expires_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="people_membership_held_once",
            ),
        ]

    def __str__(self) -> str:
        whose = self.organisation.short_name if self.organisation else _("the nation")
        return f"{self.user}: {self.get_role_display()} ({whose})"

    def is_current_at(self, moment: datetime.datetime) -> bool:
        return self.ended_at is None and (self.expires_at is None or self.expires_at > moment)
