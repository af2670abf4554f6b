"""events.csv: the dated things that happened to each collaboration."""

from typing import Any

from django.db.models import F

from frankpledge.exchange.register_files import collaborations
from frankpledge.exchange.register_files.cited import cited
from frankpledge.exchange.register_files.columns import Date, Slug, Sources, Text, Word
from frankpledge.exchange.register_files.files import Files, code_list
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.register.drafts import EventDraft
from frankpledge.register.models import Citation, Event, EventKind, Supports

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
    rows = Event.objects.order_by("id").values(
        "id", "kind", "what", collaboration_slug=F("collaboration__slug"), date=F("on")
    )
    return cited(rows, "event", Citation.objects.filter(supports=Supports.EVENT))
