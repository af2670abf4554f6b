"""What somebody follows: a collaboration, an organisation, or a search."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from frankpledge.people.models import Organisation
from frankpledge.register.models.collaborations import Collaboration

LONGEST_SEARCH = 1000
LONGEST_WORDS = 300


class Follow(models.Model):
    """One thing that one person is told about. `search` is the query of a search, as its one address has it.

    `search_words` is what to call it. `found` holds the ids of what it found when it was last looked at: what
    is not among them is new.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    collaboration = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.CASCADE, related_name="follows"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="follows"
    )
    search = models.CharField(max_length=LONGEST_SEARCH, blank=True)
    search_words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    found = ArrayField(models.BigIntegerField(), default=list, blank=True)
    began_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-began_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(collaboration__isnull=False, organisation__isnull=True, search="")
                | Q(collaboration__isnull=True, organisation__isnull=False, search="")
                | Q(collaboration__isnull=True, organisation__isnull=True) & ~Q(search=""),
                name="register_follow_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(search="", search_words="") | ~Q(search="") & ~Q(search_words=""),
                name="register_follow_of_a_search_has_words",
            ),
            models.UniqueConstraint(
                fields=["user", "collaboration", "organisation", "search"],
                nulls_distinct=False,
                name="register_follow_said_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.collaboration or self.organisation or self.search_words)

    @property
    def what(self) -> str:
        """What is followed, in the letters that an address or a form names it by."""
        if self.collaboration is not None:
            return self.collaboration.reference
        return self.organisation.slug if self.organisation is not None else f"?{self.search}"
