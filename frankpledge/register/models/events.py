"""Dated things that happened to a collaboration."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.history import kept
from frankpledge.people.fields import PartialDateField, one_of, partial_date_check
from frankpledge.register.models.collaborations import Collaboration


class EventKind(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    AGREED = "agreed", _("Agreed")
    STARTED = "started", _("Started")
    VARIED = "varied", _("Varied")
    JOINED = "joined", _("Joined")
    LEFT = "left", _("Left")
    NOTICE_GIVEN = "notice_given", _("Notice given")
    EXTENDED = "extended", _("Extended")
    REVIEWED = "reviewed", _("Reviewed")
    INSPECTED = "inspected", _("Inspected")
    ENDED = "ended", _("Ended")
    OTHER = "other", _("Other")


@kept("collaboration")
class Event(models.Model):
    """One dated thing, in our words."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="events")
    on = PartialDateField(null=False, blank=False)
    kind = models.CharField(max_length=20, choices=EventKind)
    what = models.TextField()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            partial_date_check("register_event", "on"),
            one_of("register_event", "kind", EventKind),
            models.CheckConstraint(condition=~models.Q(what=""), name="register_event_says_something"),
            models.UniqueConstraint(
                fields=["collaboration", "on", "kind", "what"], name="register_event_said_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.what}"
