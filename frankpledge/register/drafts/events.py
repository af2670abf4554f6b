"""An event, as somebody tells it."""

from dataclasses import dataclass

from frankpledge.dates import PartialDate
from frankpledge.register.models import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """One dated thing, in our words. `pk` is the held row that it is about, where that is known."""

    on: PartialDate
    kind: EventKind
    what: str
    sources: tuple[str, ...] = ()
    pk: int | None = None

    def __str__(self) -> str:
        return label(self.on, self.kind)


def label(on: PartialDate, kind: str) -> str:
    """What a report calls an event."""
    return f"{on} {kind}"
