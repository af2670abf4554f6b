"""How far a record is published: whole, its fact and details alone, or not even that it is there."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.register.models.collaborations import Collaboration

LONGEST_GROUND = 300


class Level(models.TextChoices):
    """A record without a decision is published."""

    PUBLISHED = "published", _("published")
    FACT = "fact", _("the fact and details only")
    WITHHELD = "withheld", _("existence withheld")


class Ground(models.TextChoices):
    """On what ground something is not public. Public, unless the record itself is withheld."""

    SECTION_23 = "foi_23", _("Freedom of Information Act, section 23: bodies dealing with security matters")
    SECTION_24 = "foi_24", _("Freedom of Information Act, section 24: national security")
    SECTION_31 = "foi_31", _("Freedom of Information Act, section 31: law enforcement")
    SECTION_40 = "foi_40", _("Freedom of Information Act, section 40: personal information")
    SECTION_41 = "foi_41", _("Freedom of Information Act, section 41: given in confidence")
    SECTION_42 = "foi_42", _("Freedom of Information Act, section 42: legal professional privilege")
    SECTION_43 = "foi_43", _("Freedom of Information Act, section 43: commercial interests")
    OPERATIONAL = "operational", _("operational security")
    CONSENT = "consent", _("a third party has not yet consented")
    DRAFT = "draft", _("it is a draft")
    OTHER = "other", _("another ground")


@kept("collaboration")
class Release(models.Model):
    """The decision that stands about one record; those before it are in its versions.

    `ground_words` says another ground in words, and is public like the ground. `reason` is not. `was_public`
    remembers that the record once stood in public, because what was public cannot be taken back elsewhere.
    """

    collaboration = models.OneToOneField(Collaboration, on_delete=models.CASCADE, related_name="release")
    level = models.CharField(max_length=20, choices=Level)
    ground = models.CharField(max_length=20, choices=Ground, blank=True)
    ground_words = models.CharField(max_length=LONGEST_GROUND, blank=True)
    reason = models.TextField()
    was_public = models.BooleanField(default=True)
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decider_name = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["level", "collaboration"],
                name="register_release_hides",
                condition=~Q(level="published"),
            ),
            models.Index(fields=["review_on"], name="register_release_review"),
        ]
        constraints = [
            one_of("register_release", "level", Level),
            one_of("register_release", "ground", Ground, blank=True),
            models.CheckConstraint(condition=~Q(reason=""), name="register_release_has_reason"),
            models.CheckConstraint(condition=~Q(decider_name=""), name="register_release_has_decider"),
            models.CheckConstraint(
                condition=Q(level="published", ground="", review_on__isnull=True)
                | (~Q(level="published") & ~Q(ground="")),
                name="register_release_withholds_on_a_ground",
            ),
            models.CheckConstraint(
                condition=(Q(ground="other") & ~Q(ground_words="")) | ~Q(ground="other"),
                name="register_release_other_ground_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaboration_id}: {self.get_level_display()}"

    @property
    def decided_on(self) -> datetime.date:
        """The day of the decision, where the register's readers are."""
        return timezone.localdate(self.decided_at)
