"""Who is in which collaboration."""

from django.utils.translation import gettext_lazy as _

from frankpledge.exchange.open_data.citations import sources_of
from frankpledge.exchange.open_data.columns import Kind, Link, Table, code, column, key, partial_date, text
from frankpledge.people.models import Basis
from frankpledge.register.models import Role

PARTIES = Table(
    name="parties",
    title=_("Parties"),
    description=_(
        "One organisation in one collaboration. A force stands for two legal persons: its chief officer and "
        "its policing body. Leave assumed rows out of counts, and rank nobody by them."
    ),
    columns=(
        key("collaboration", "record.reference", _("The collaboration.")),
        key("organisation", "body.slug", _("The organisation.")),
        code("role", "party.role", Role, _("As what. A supplier, a customer and a funder are not members.")),
        partial_date("joined_on", "party.joined_on", _("When it joined; blank is not known, not the start.")),
        partial_date(
            "left_on", "party.left_on", _("When it left; blank when it stayed, or is not known to have left.")
        ),
        code("basis", "party.basis", Basis, _("Whether a source names it, or it is assumed.")),
        text("note", "party.note", _("Our note.")),
        column(Kind.ADDRESSES, "sources", "source.listed", _("Where this was read.")),
    ),
    source=(
        "register_party AS party JOIN register_collaboration AS record ON record.id = party.collaboration_id"
        " JOIN people_organisation AS body ON body.id = party.organisation_id"
        f" LEFT JOIN {sources_of('party')} AS source ON source.owner = party.id"
    ),
    order_by="record.id, body.slug, party.role, party.joined_on",
    key=("collaboration", "organisation", "role", "joined_on"),
    links=(
        Link(("collaboration",), "collaborations", ("reference",)),
        Link(("organisation",), "organisations", ("slug",)),
    ),
)
