"""events.csv: the dated things that happened to each collaboration."""

from typing import Any

from frankpledge.exchange.register_files import collaborations
from frankpledge.exchange.register_files.columns import Date, Slug, Sources, Text, Word
from frankpledge.exchange.register_files.files import Files, code_list
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.register.drafts import EventDraft
from frankpledge.register.models import Event, EventKind

SHEET = Sheet(
    "register/events.csv",
    {
        "collaboration_slug": Slug(required=True),
        "date": Date(required=True),
        "kind": Word(required=True, words=code_list(EventKind)),
        "what": Text(required=True),
        "source_url": Sources(required=True),
    },
    key=("collaboration_slug", "date", "kind", "what"),
)


def check(files: Files) -> None:
    """Report what does not fit together."""
    files.check_known(SHEET, "collaboration_slug", collaborations.SHEET, "slug")


def draft(row: Row) -> EventDraft:
    """The event that the row tells."""
    cells = row.cells
    return EventDraft(on=cells["date"], kind=cells["kind"], what=cells["what"], sources=cells["source_url"])


def held() -> dict[int, dict[str, Any]]:
    """What is held, as rows of the file."""
    events = (
        Event.objects.order_by("id").select_related("collaboration").prefetch_related("citations__source")
    )
    return {
        event.pk: {
            "collaboration_slug": event.collaboration.slug,
            "date": event.on,
            "kind": event.kind,
            "what": event.what,
            "source_url": tuple(citation.source.url for citation in event.citations.all()),
        }
        for event in events
    }
