"""Collaborations and their other names. No amount is here: money is only in claims, with their sentences."""

from django.utils.translation import gettext_lazy as _

from frankpledge.exchange.open_data.columns import (
    Kind,
    Link,
    Table,
    code,
    column,
    key,
    listed,
    partial_date,
    text,
)
from frankpledge.people.models import Confidence
from frankpledge.register.models import (
    EndingKind,
    InspectionRole,
    LegalBasis,
    Model,
    PartiesCoverage,
    Provenance,
    StartKind,
    Status,
)

FUNCTIONS_OF = listed(
    "function.slug",
    "place.position, place.id",
    "register_collaboration_functions AS place"
    " JOIN register_function AS function ON function.id = place.function_id",
    "place.collaboration_id",
)
NAMES_OF = listed(
    "name.text", "name.position, name.id", "register_collaborationname AS name", "name.collaboration_id"
)

COLLABORATIONS = Table(
    name="collaborations",
    title=_("Collaborations"),
    description=_(
        "What was found, not a complete list. A parent and its children overlap. There is no amount in this "
        "file: see claims. Its sources are in citations."
    ),
    columns=(
        key(
            "reference", "record.reference", _("Its permanent reference: no other record will ever have it.")
        ),
        key("slug", "record.slug", _("Its name in the register’s own files.")),
        text("title", "record.title", _("What it is called."), required=True),
        text("title_cy", "record.title_cy", _("What it is called in Welsh, where that is held.")),
        column(
            Kind.LIST,
            "other_names",
            "name.listed",
            _("Other names it goes by; exactly, in collaboration-names."),
        ),
        column(Kind.LIST, "functions", "function.listed", _("What police work it does; see functions.")),
        code("model", "record.model", Model, _("What kind of collaboration it is.")),
        code(
            "legal_basis",
            "record.legal_basis",
            LegalBasis,
            _("Under what power. Section 22A is never assumed."),
        ),
        text("legal_basis_note", "record.legal_basis_note", _("What the source says of it.")),
        code("status", "record.status", Status, _("As last reported, on the date in status_as_of.")),
        partial_date(
            "status_as_of", "record.status_as_of", _("The date of that report; blank when it is undated.")
        ),
        code(
            "ending_kind", "record.ending_kind", EndingKind, _("How it ended, when it has."), required=False
        ),
        partial_date("starts_on", "record.starts_on", _("When it started, as start_kind says.")),
        code("start_kind", "record.start_kind", StartKind, _("What that date marks.")),
        partial_date("ends_on", "record.ends_on", _("When it ended, or will.")),
        key("parent", "parent.reference", _("The collaboration that it is under."), required=False),
        code(
            "inspection_role",
            "record.inspection_role",
            InspectionRole,
            _("Its part in the inspectorate’s report of 2020."),
            required=False,
        ),
        code(
            "existence_confidence",
            "record.existence_confidence",
            Confidence,
            _("How sure it is that it exists."),
        ),
        code("parties_confidence", "record.parties_confidence", Confidence, _("How sure its parties are.")),
        code("dates_confidence", "record.dates_confidence", Confidence, _("How sure its dates are.")),
        code("status_confidence", "record.status_confidence", Confidence, _("How sure its status is.")),
        code(
            "parties_coverage",
            "record.parties_coverage",
            PartiesCoverage,
            _("Whether all parties are named."),
        ),
        column(
            Kind.INTEGER,
            "parties_expected",
            "record.parties_expected",
            _("How many a source says there are, funders and suppliers apart."),
        ),
        text("notes", "record.notes", _("Our notes.")),
        code("provenance", "record.provenance", Provenance, _("Whether a party has confirmed the record.")),
    ),
    source=(
        "register_collaboration AS record"
        " LEFT JOIN register_collaboration AS parent ON parent.id = record.parent_id"
        f" LEFT JOIN {NAMES_OF} AS name ON name.owner = record.id"
        f" LEFT JOIN {FUNCTIONS_OF} AS function ON function.owner = record.id"
    ),
    order_by="record.id",
    key=("reference",),
    links=(Link(("parent",), "", ("reference",)),),
    merges=True,
)

NAMES = Table(
    name="collaboration-names",
    title=_("Other names of collaborations"),
    description=_("Each other name that a collaboration goes by, in a row of its own."),
    columns=(
        key("collaboration", "record.reference", _("The collaboration.")),
        text("name", "name.text", _("The other name."), required=True),
        column(Kind.INTEGER, "position", "name.position", _("Where it stood among them."), required=True),
    ),
    source=(
        "register_collaborationname AS name"
        " JOIN register_collaboration AS record ON record.id = name.collaboration_id"
    ),
    order_by="record.id, name.position, name.id",
    key=("collaboration", "name"),
    links=(Link(("collaboration",), "collaborations", ("reference",)),),
)
