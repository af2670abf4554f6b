"""Why the parties work together, and by what they would know that it works. No draft, and nobody's answer."""

from django.utils.translation import gettext_lazy as _

from frankpledge.exchange.open_data.columns import Kind, Link, Table, code, column, key, partial_date, text
from frankpledge.register.models import PurposeChange, PurposeOrigin

_OF = "JOIN register_collaboration AS record ON record.id = purpose.collaboration_id"
_VERSION = ("collaboration", "origin", "version")

PURPOSES = Table(
    name="purposes",
    title=_("Purposes"),
    description=_("Why the parties work together, version by version, as published."),
    columns=(
        key("collaboration", "record.reference", _("The collaboration.")),
        code("origin", "purpose.origin", PurposeOrigin, _("Whose words these are.")),
        column(
            Kind.INTEGER,
            "version",
            "purpose.version",
            _("The version, counted from 1 for each origin."),
            required=True,
        ),
        text("statement", "purpose.statement", _("Why they work together."), required=True),
        text("statement_cy", "purpose.statement_cy", _("The same in Welsh, where that is held.")),
        text("public_benefit", "purpose.public_benefit", _("What the public has from it.")),
        text("risk_appetite", "purpose.risk_appetite", _("How much risk the parties take for it.")),
        text("shared_identity", "purpose.shared_identity", _("What they are together.")),
        text("in_scope", "purpose.in_scope", _("What it covers.")),
        text("out_of_scope", "purpose.out_of_scope", _("What it does not cover.")),
        code(
            "change",
            "purpose.change",
            PurposeChange,
            _("What it is beside the version before, for the parties’ own words."),
            required=False,
        ),
        column(Kind.DAY, "holds_from", "purpose.holds_from", _("The day from which it holds, for the same.")),
    ),
    source=f"register_purpose AS purpose {_OF} AND purpose.state = 'published'",
    order_by="record.id, purpose.origin, purpose.version",
    key=_VERSION,
    links=(Link(("collaboration",), "collaborations", ("reference",)),),
)
OBJECTIVES = Table(
    name="objectives",
    title=_("Objectives"),
    description=_("What the parties want to come about, and by what they would know that it did."),
    columns=(
        key("collaboration", "record.reference", _("The collaboration.")),
        code("origin", "purpose.origin", PurposeOrigin, _("Whose words these are.")),
        column(Kind.INTEGER, "version", "purpose.version", _("The version it belongs to."), required=True),
        column(Kind.INTEGER, "position", "objective.position", _("Its place in the version."), required=True),
        text("what", "objective.what", _("What is to come about."), required=True),
        text("measure", "objective.measure", _("By what it would be known."), required=True),
        text("target", "objective.target", _("How much of it.")),
        partial_date("by_when", "objective.by_when", _("By when.")),
        text("note", "objective.note", _("What else is to be said of it.")),
    ),
    source=(
        "register_objective AS objective"
        " JOIN register_purpose AS purpose ON purpose.id = objective.purpose_id"
        f" AND purpose.state = 'published' {_OF}"
    ),
    order_by="record.id, purpose.origin, purpose.version, objective.position",
    key=(*_VERSION, "position"),
    links=(Link(_VERSION, "purposes", _VERSION),),
)
