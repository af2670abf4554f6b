"""People with an account. What one may do stands in memberships, never here."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of


class Digest(models.TextChoices):
    """How often somebody is sent what happened to what they follow."""

    NEVER = "never", _("Never")
    DAILY = "daily", _("Every day that something happened")
    WEEKLY = "weekly", _("Every Monday, when something happened")


class UserManager(BaseUserManager["User"]):
    """Finds a person by the address they sign in with, however it is written."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


@kept(without=["password", "last_login", "digest_sent_at"])
class User(AbstractBaseUser):
    """A person. Django's groups and permissions are not used: the table in `roles` is all there is."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("full name"), max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)
    digest = models.CharField(max_length=10, choices=Digest, default=Digest.WEEKLY)
    digest_sent_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            one_of("people_user", "digest", Digest),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="people_user_email_is_lower_case"),
            models.CheckConstraint(condition=~Q(name=""), name="people_user_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
