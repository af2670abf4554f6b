"""Why the parties work together."""

from django.utils.translation import gettext_lazy as _

from frankpledge.exchange.open_data.columns import Kind, Link, Table, code, column, key, text
from frankpledge.register.models import PurposeOrigin

PURPOSES = Table(
    name="purposes",
    title=_("Purposes"),
    description=_("Why the parties work together, version by version."),
    columns=(
        key("collaboration", "record.reference", _("The collaboration.")),
        column(Kind.INTEGER, "version", "purpose.version", _("The version, counted from 1."), required=True),
        text("statement", "purpose.statement", _("Why they work together."), required=True),
        text("statement_cy", "purpose.statement_cy", _("The same in Welsh, where that is held.")),
        code("origin", "purpose.origin", PurposeOrigin, _("Whose words these are.")),
    ),
    source=(
        "register_purpose AS purpose"
        " JOIN register_collaboration AS record ON record.id = purpose.collaboration_id"
    ),
    order_by="record.id, purpose.version",
    key=("collaboration", "version"),
    links=(Link(("collaboration",), "collaborations", ("reference",)),),
)
