"""Agreements: texts that were found, and those that all their parties signed on this register."""

from django.utils.translation import gettext_lazy as _

from frankpledge.exchange.open_data.columns import Kind, Link, Table, code, column, key, partial_date, text
from frankpledge.register.models import AgreementKind, AgreementState

AGREEMENTS = Table(
    name="agreements",
    title=_("Agreements"),
    description=_(
        "Texts of agreements that were found, where the note says what each is; and agreements that all"
        " their parties signed on this register."
    ),
    columns=(
        key("collaboration", "record.reference", _("The collaboration.")),
        key(
            "key", "coalesce(agreement.reference, agreement.url)", _("Its reference, or where it was found.")
        ),
        code("state", "agreement.state", AgreementState, _("How it stands.")),
        text("title", "agreement.title", _("What it is called, where it was signed on this register.")),
        code("kind", "agreement.kind", AgreementKind, _("What kind of agreement it is.")),
        partial_date("signed_on", "agreement.signed_on", _("When it was signed; when the last signed.")),
        partial_date("in_force_from", "agreement.in_force_from", _("From when it is in force.")),
        partial_date("expires_on", "agreement.expires_on", _("When it runs out, unless it is renewed.")),
        column(Kind.DAY, "ended_on", "agreement.ended_on", _("When it ended, or another replaced it.")),
        column(Kind.INTEGER, "notice_months", "agreement.notice_months", _("Months of notice.")),
        column(Kind.LIST, "provisions", "agreement.provisions", _("Which kinds of provision it contains.")),
        key("parent", "parent.reference", _("The agreement that it varies or follows."), required=False),
        column(Kind.ADDRESS, "url", "agreement.url", _("Where the text was found.")),
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
        "(SELECT * FROM register_agreement WHERE state = 'found'"
        " OR (state IN ('in_force', 'superseded', 'ended') AND NOT EXISTS ("
        "SELECT FROM register_withholding AS withheld"
        " WHERE withheld.collaboration_id = register_agreement.collaboration_id))) AS agreement"
        " LEFT JOIN register_agreement AS parent ON parent.id = agreement.parent_id"
        " JOIN register_collaboration AS record ON record.id = agreement.collaboration_id"
    ),
    order_by="record.id, agreement.id",
    key=("collaboration", "key"),
    links=(Link(("collaboration",), "collaborations", ("reference",)),),
)
