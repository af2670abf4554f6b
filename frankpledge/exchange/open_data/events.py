"""Dated things that happened."""

from django.utils.translation import gettext_lazy as _

from frankpledge.exchange.open_data.citations import sources_of
from frankpledge.exchange.open_data.columns import Kind, Link, Table, code, column, key, partial_date, text
from frankpledge.register.models import EventKind

EVENTS = Table(
    name="events",
    title=_("Events"),
    description=_("Dated things that happened to a collaboration, in our words."),
    columns=(
        key("collaboration", "record.reference", _("The collaboration.")),
        partial_date("on", 'event."on"', _("When."), required=True),
        code("kind", "event.kind", EventKind, _("What kind of event it was.")),
        text("what", "event.what", _("What happened."), required=True),
        column(Kind.ADDRESSES, "sources", "source.listed", _("Where this was read.")),
    ),
    source=(
        "register_event AS event JOIN register_collaboration AS record ON record.id = event.collaboration_id"
        f" LEFT JOIN {sources_of('event')} AS source ON source.owner = event.id"
    ),
    order_by='record.id, event."on", event.id',
    key=("collaboration", "on", "kind", "what"),
    links=(Link(("collaboration",), "collaborations", ("reference",)),),
)
