"""What a body disputes and a curator decided to display; nothing else that readers write is open data."""

from django.utils.translation import gettext_lazy as _

from frankpledge.exchange.open_data.columns import Kind, Link, Table, code, column, key, text
from frankpledge.register.models import AboutKind, CorrectionState

CORRECTIONS = Table(
    name="corrections",
    title=_("Disputed facts"),
    description=_("What a body disputes, in its own words, while the record says so."),
    columns=(
        key(
            "reference", "correction.reference", _("Its reference; /tell-us/ and the reference is its page.")
        ),
        code("about_kind", "correction.about_kind", AboutKind, _("What kind of thing is disputed.")),
        key("collaboration", "record.reference", _("The collaboration it is about."), required=False),
        key("claim", "claim.key", _("The claim it is about."), required=False),
        key("organisation", "body.slug", _("The organisation it is about."), required=False),
        text("field", "correction.field", _("The part of the record that is disputed.")),
        text("disputed_by", "correction.display_body", _("The body that disputes it."), required=True),
        text("words", "correction.display_words", _("What the body says, in its own words."), required=True),
        column(
            Kind.DAY,
            "displayed_on",
            "correction.displayed_on",
            _("Since when the record says so."),
            required=True,
        ),
        code("state", "correction.state", CorrectionState, _("Where the checking of it stands.")),
        text("answer", "correction.answer", _("Our answer, once there is one.")),
        column(Kind.DAY, "answered_on", "correction.answered_on", _("When we answered.")),
    ),
    source=(
        "(SELECT * FROM register_correction WHERE display = 'displayed') AS correction"
        " LEFT JOIN register_collaboration AS record ON record.id = correction.collaboration_id"
        " LEFT JOIN register_claim AS claim ON claim.id = correction.claim_id"
        " LEFT JOIN people_organisation AS body ON body.id = correction.organisation_id"
    ),
    order_by="correction.displayed_on, correction.reference",
    key=("reference",),
    links=(
        Link(("collaboration",), "collaborations", ("reference",)),
        Link(("claim",), "claims", ("key",)),
        Link(("organisation",), "organisations", ("slug",)),
    ),
)
