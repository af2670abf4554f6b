"""Keys by which another system acts for an organisation. The key itself is shown once and kept as a hash."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models.organisations import Organisation
from frankpledge.people.models.roles import ENTRUSTED_ROLES, Role


class TokenQuerySet(models.QuerySet["Token"]):
    def current(self) -> "TokenQuerySet":
        """Those that open anything now."""
        return self.filter(ended_at__isnull=True, expires_at__gt=timezone.now())


@kept("organisation", without=["secret_hash", "last_used_at"])
class Token(models.Model):
    """A key with one role in one organisation, until a day. `prefix` is its first letters, to tell it by.

    `maker` is the person who made it, None for the command line; `submission_key` is that of the form it was
    made with.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=20, choices=Role)
    prefix = models.CharField(max_length=12, unique=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=200)
    maker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="tokens"
    )
    submission_key = models.UUIDField(unique=True, null=True, blank=True, editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            one_of("people_token", "role", Role),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in ENTRUSTED_ROLES]),
                name="people_token_has_a_role_that_manages_nobody",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="people_token_expires_after_it_was_made"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="people_token_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def is_current(self) -> bool:
        """Whether it opens anything now."""
        return self.ended_at is None and self.expires_at > timezone.now()
