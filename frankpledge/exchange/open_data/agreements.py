"""The texts of agreements that were found."""

from django.utils.translation import gettext_lazy as _

from frankpledge.exchange.open_data.columns import Kind, Link, Table, code, column, key, partial_date, text
from frankpledge.register.models import AgreementKind

AGREEMENTS = Table(
    name="agreements",
    title=_("Agreements"),
    description=_("Texts of agreements that were found. The note says what each is."),
    columns=(
        key("collaboration", "record.reference", _("The collaboration.")),
        code("kind", "agreement.kind", AgreementKind, _("What kind of agreement it is.")),
        partial_date("signed_on", "agreement.signed_on", _("When it was signed.")),
        column(Kind.ADDRESS, "url", "agreement.url", _("Where the text was found."), required=True),
        text("note", "agreement.note", _("What the text is.")),
        column(
            Kind.BOOLEAN,
            "is_signed_copy",
            "agreement.is_signed_copy",
            _("Whether it is confirmed to be a signed copy."),
            required=True,
        ),
    ),
    source=(
        "register_agreement AS agreement"
        " JOIN register_collaboration AS record ON record.id = agreement.collaboration_id"
    ),
    order_by="record.id, agreement.id",
    key=("collaboration", "url"),
    links=(Link(("collaboration",), "collaborations", ("reference",)),),
)
