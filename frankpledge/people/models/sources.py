"""Where a fact was read, and what it supports."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models.figures import Figure
from frankpledge.people.models.organisations import Organisation
from frankpledge.people.models.relations import Relation


@kept()
class Source(models.Model):
    """A public address that was read. Its title is blank where none was noted."""

    url = models.URLField(max_length=600, unique=True)
    title = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["url"]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def publisher(self) -> str:
        """The site it stands on, without `www.`: what a reader recognises when no title is held."""
        return (urlsplit(self.url).hostname or self.url).removeprefix("www.")


class Supports(models.TextChoices):
    IDENTITY = "identity", _("what it is called and what it is")
    REGION = "region", _("the region it is in")
    RELATION = "relation", _("what joins it to another body")
    FIGURE = "figure", _("a figure")


@kept("organisation", "relation", "figure")
class OrganisationCitation(models.Model):
    """A source for a fact about an organisation, in the order it was given."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="organisation_citations")
    supports = models.CharField(max_length=20, choices=Supports)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )
    relation = models.ForeignKey(
        Relation, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )
    figure = models.ForeignKey(
        Figure, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["supports", "position", "id"]
        constraints = [
            one_of("people_citation", "supports", Supports),
            models.CheckConstraint(
                condition=Q(
                    supports__in=["identity", "region"],
                    organisation__isnull=False,
                    relation__isnull=True,
                    figure__isnull=True,
                )
                | Q(
                    supports="relation",
                    organisation__isnull=True,
                    relation__isnull=False,
                    figure__isnull=True,
                )
                | Q(
                    supports="figure", organisation__isnull=True, relation__isnull=True, figure__isnull=False
                ),
                name="people_citation_supports_one_fact",
            ),
            models.UniqueConstraint(
                fields=["source", "supports", "organisation", "relation", "figure"],
                nulls_distinct=False,
                name="people_citation_said_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} supports {self.get_supports_display()}"
