"""What may be changed of an event."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.actors import Actor
from frankpledge.register.actions import events
from frankpledge.register.changing.collaborations import DATE_HINT
from frankpledge.register.changing.fields import Field, Group, Kept
from frankpledge.register.changing.parts import SOURCES_HINT, Part
from frankpledge.register.changing.values import Addresses, Choice, Date, Words
from frankpledge.register.drafts import EventDraft
from frankpledge.register.models import Event, EventKind, TargetKind

EVENT = Group(
    slug="event",
    title=_("An event"),
    fields=(
        Field(name="on", label=_("When"), value=Date(), hint=DATE_HINT, is_required=True, needs_reason=True),
        Field(name="kind", label=_("What kind of event"), value=Choice(of=EventKind), is_required=True),
        Field(
            name="what",
            label=_("What happened"),
            value=Words(),
            hint=_("One sentence, in your own words."),
            is_required=True,
        ),
        Field(name="sources", label=_("Sources"), value=Addresses(), hint=SOURCES_HINT),
    ),
)


class OfEvents(Part[Event]):
    """A dated thing that happened."""

    target = TargetKind.EVENT
    groups = (EVENT,)
    part = "events"

    def rows(self) -> QuerySet[Event]:
        """Events with their sources."""
        return Event.objects.select_related("collaboration").prefetch_related("citations__source")

    def values(self, row: Event) -> dict[str, Any]:
        """What is held of it now."""
        return {
            "on": row.on,
            "kind": row.kind,
            "what": row.what,
            "sources": [each.source.url for each in row.citations.all()],
        }

    def draft(self, pk: int | None, values: Kept) -> EventDraft:
        """The event as a draft."""
        return EventDraft(pk=pk, **self.typed(values))

    def remove(self, *, by: Actor, row: Event, reason: str) -> None:
        """Take away an event that never was."""
        events.remove(by=by, event=row, reason=reason)


EVENTS = OfEvents()
