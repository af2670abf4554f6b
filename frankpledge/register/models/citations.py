"""Which source supports which fact of a record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import one_of
from frankpledge.people.models import Source
from frankpledge.register.models.claims import Claim
from frankpledge.register.models.collaborations import Collaboration
from frankpledge.register.models.events import Event
from frankpledge.register.models.parties import Party


class Supports(models.TextChoices):
    RECORD = "record", _("the record as a whole")
    FURTHER = "further", _("further facts of the record")
    PARTY = "party", _("a party")
    EVENT = "event", _("an event")
    CLAIM = "claim", _("a figure or view")


@kept("collaboration", "claim")
class Citation(models.Model):
    """A source for a fact, in the order given.

    `collaboration` is the fact's own, so that one query finds all of a record's; a national claim has none.
    How sure a kind of fact is stands on the collaboration itself. `title` is what the source was called here,
    where that is not the title it has elsewhere.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    supports = models.CharField(max_length=20, choices=Supports)
    collaboration = models.ForeignKey(
        Collaboration, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )
    claim = models.ForeignKey(
        Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="citations"
    )
    title = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["supports", "position", "id"]
        constraints = [
            one_of("register_citation", "supports", Supports),
            models.CheckConstraint(
                condition=Q(
                    supports__in=["record", "further"],
                    collaboration__isnull=False,
                    party__isnull=True,
                    event__isnull=True,
                    claim__isnull=True,
                )
                | Q(
                    supports="party",
                    collaboration__isnull=False,
                    party__isnull=False,
                    event__isnull=True,
                    claim__isnull=True,
                )
                | Q(
                    supports="event",
                    collaboration__isnull=False,
                    party__isnull=True,
                    event__isnull=False,
                    claim__isnull=True,
                )
                | Q(supports="claim", party__isnull=True, event__isnull=True, claim__isnull=False),
                name="register_citation_supports_one_fact",
            ),
            models.UniqueConstraint(
                fields=["source", "supports", "collaboration", "party", "event", "claim"],
                nulls_distinct=False,
                name="register_citation_said_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} supports {self.get_supports_display()}"

    @property
    def shown_title(self) -> str:
        """What to call the source here; "" where no title was noted."""
        return self.title or self.source.title
