"""What a collaboration is for, version by version."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.register.models.collaborations import Collaboration


class PurposeOrigin(models.TextChoices):
    REGISTER = "register", _("this register's words, from public sources")
    PARTIES = "parties", _("the parties' own words")


@kept("collaboration")
class Purpose(models.Model):
    """One version of why the parties work together."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="purposes")
    version = models.PositiveSmallIntegerField(default=1)
    statement = models.TextField()
    statement_cy = models.TextField(blank=True)
    origin = models.CharField(max_length=20, choices=PurposeOrigin)

    class Meta:
        ordering = ["-version"]
        constraints = [
            one_of("register_purpose", "origin", PurposeOrigin),
            models.CheckConstraint(
                condition=~Q(statement="") & Q(version__gte=1), name="register_purpose_says_something"
            ),
            models.UniqueConstraint(
                fields=["collaboration", "version"], name="register_purpose_version_once"
            ),
        ]

    def __str__(self) -> str:
        return self.statement
