"""What has been said about cost, benefit and anything else with a figure: a sentence each, never a total."""

from django.utils.translation import gettext_lazy as _

from frankpledge.exchange.open_data.citations import sources_of
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
from frankpledge.register.models import (
    Assurance,
    ClaimKind,
    Covers,
    FigureState,
    PeriodKind,
    Qualifier,
    SaidAs,
    Unit,
)

COVERED = listed(
    "body.slug",
    "place.position, place.id",
    "register_claim_covers_organisations AS place"
    " JOIN people_organisation AS body ON body.id = place.organisation_id",
    "place.claim_id",
)
CONTRADICTED = listed(
    "other.key",
    "other.key",
    "register_claim_contradicts AS pair JOIN register_claim AS other ON other.id = pair.to_claim_id",
    "pair.from_claim_id",
)

CLAIMS = Table(
    name="claims",
    title=_("Claims"),
    description=_(
        "Figures and views that somebody published, each with its sentence. Never add them up: they "
        "differ in who said them, what they cover, which period they mean and what kind of figure they "
        "are, and they overlap."
    ),
    columns=(
        key("key", "claim.key", _("Its permanent key.")),
        key(
            "collaboration",
            "record.reference",
            _("The collaboration; blank for the nation as a whole."),
            required=False,
        ),
        text("sentence", "claim.sentence", _("The claim as a sentence that can be quoted."), required=True),
        code("kind", "claim.kind", ClaimKind, _("What the figure is of.")),
        column(
            Kind.NUMBER,
            "amount",
            "claim.amount",
            _("The figure as said, in the unit; the lower end of a range."),
        ),
        column(
            Kind.NUMBER,
            "amount_upper",
            "claim.amount_upper",
            _("The upper end, only where a range was given."),
        ),
        code(
            "qualifier",
            "claim.qualifier",
            Qualifier,
            _("“Over”, “up to” and the like, as said."),
            required=False,
        ),
        code("unit", "claim.unit", Unit, _("The unit of the figure.")),
        partial_date("period_starts_on", "claim.period_starts_on", _("The first month, year or day meant.")),
        partial_date("period_ends_on", "claim.period_ends_on", _("The last month, year or day covered.")),
        code(
            "period_kind",
            "claim.period_kind",
            PeriodKind,
            _("Whether it is one-off, a year, or over the period."),
        ),
        code("covers", "claim.covers", Covers, _("Whom the figure covers.")),
        column(Kind.LIST, "covers_organisations", "covered.listed", _("Those bodies, where they are known.")),
        code("state", "claim.state", FigureState, _("Target, plan, forecast, or said to have happened.")),
        text("said_by", "claim.said_by", _("Who said it."), required=True),
        code("said_as", "claim.said_as", SaidAs, _("As what they said it.")),
        partial_date("said_on", "claim.said_on", _("When they said it; blank when undated.")),
        code("assurance", "claim.assurance", Assurance, _("Who vouches for it.")),
        column(
            Kind.LIST,
            "contradicts",
            "contradicted.listed",
            _("The claims that say otherwise; read them together."),
        ),
        key("supersedes", "earlier.key", _("The earlier claim that this one replaces."), required=False),
        text("note", "claim.note", _("What to know before using it.")),
        column(
            Kind.ADDRESSES,
            "sources",
            "source.listed",
            _("Where it was read; any of them may hold the figure."),
        ),
    ),
    source=(
        "register_claim AS claim"
        " LEFT JOIN register_collaboration AS record ON record.id = claim.collaboration_id"
        " LEFT JOIN register_claim AS earlier ON earlier.id = claim.supersedes_id"
        f" LEFT JOIN {COVERED} AS covered ON covered.owner = claim.id"
        f" LEFT JOIN {CONTRADICTED} AS contradicted ON contradicted.owner = claim.id"
        f" LEFT JOIN {sources_of('claim')} AS source ON source.owner = claim.id"
    ),
    order_by="claim.key",
    key=("key",),
    links=(
        Link(("collaboration",), "collaborations", ("reference",)),
        Link(("supersedes",), "", ("key",)),
    ),
)
