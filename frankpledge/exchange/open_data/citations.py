"""Sources, and which of them supports which fact."""

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
from frankpledge.people.models import Measure, RelationKind
from frankpledge.people.models import Supports as OrganisationSupports
from frankpledge.register.models import EventKind, Role, Supports

CITED = "register_citation AS cited JOIN people_source AS source ON source.id = cited.source_id"


def sources_of(supports: str) -> str:
    """SQL for the addresses of the sources of each party, event or claim, in the order given."""
    rows = f"{CITED} WHERE cited.supports = '{supports}'"
    return listed("source.url", "cited.position, cited.id", rows, f"cited.{supports}_id")


SOURCES = Table(
    name="sources",
    title=_("Sources"),
    description=_("Every public address that was read. Some are mirrors or archived copies."),
    columns=(
        column(Kind.ADDRESS, "url", "source.url", _("The address."), required=True),
        text("title", "source.title", _("What it is called, where a title was noted.")),
    ),
    # Only what stands behind something: what supports nothing that may be read is not told.
    source="people_source AS source WHERE EXISTS (SELECT FROM register_citation WHERE source_id = source.id)"
    " OR EXISTS (SELECT FROM people_organisationcitation WHERE source_id = source.id)",
    order_by="source.url",
    key=("url",),
)

CITATIONS = Table(
    name="citations",
    title=_("Which source supports which fact of a collaboration"),
    description=_(
        "A row for each source of each fact. A party is named by its organisation, role and joining date; "
        "an event by its date, kind and words; a claim by its key. Claims about the nation have no "
        "collaboration."
    ),
    columns=(
        column(Kind.ADDRESS, "source", "source.url", _("The address of the source."), required=True),
        text("title", "cited.title", _("What the source was called here, where that differs.")),
        code("supports", "cited.supports", Supports, _("What kind of fact it supports.")),
        key("collaboration", "record.reference", _("The collaboration."), required=False),
        key("claim", "claim.key", _("The claim."), required=False),
        key("party_organisation", "body.slug", _("The party."), required=False),
        code("party_role", "party.role", Role, _("The party’s role."), required=False),
        partial_date("party_joined_on", "party.joined_on", _("When the party joined.")),
        partial_date("event_on", 'event."on"', _("When the event was.")),
        code("event_kind", "event.kind", EventKind, _("What kind of event it was."), required=False),
        text("event_what", "event.what", _("What happened.")),
        column(Kind.INTEGER, "position", "cited.position", _("Where it stood among them."), required=True),
    ),
    source=(
        f"{CITED}"
        " LEFT JOIN register_collaboration AS record ON record.id = cited.collaboration_id"
        " LEFT JOIN register_claim AS claim ON claim.id = cited.claim_id"
        " LEFT JOIN register_event AS event ON event.id = cited.event_id"
        " LEFT JOIN register_party AS party ON party.id = cited.party_id"
        " LEFT JOIN people_organisation AS body ON body.id = party.organisation_id"
    ),
    order_by="cited.collaboration_id, cited.id",
    key=(),
    links=(
        Link(("source",), "sources", ("url",)),
        Link(("collaboration",), "collaborations", ("reference",)),
        Link(("claim",), "claims", ("key",)),
        Link(("party_organisation",), "organisations", ("slug",)),
    ),
)

ORGANISATION_CITATIONS = Table(
    name="organisation-citations",
    title=_("Which source supports which fact of an organisation"),
    description=_("A row for each source of each fact about an organisation, a relation or a figure."),
    columns=(
        column(Kind.ADDRESS, "source", "source.url", _("The address of the source."), required=True),
        code("supports", "cited.supports", OrganisationSupports, _("What kind of fact it supports.")),
        key("organisation", "coalesce(body.slug, subject.slug, owner.slug)", _("The organisation.")),
        code(
            "relation", "relation.kind", RelationKind, _("What joins it to the other body."), required=False
        ),
        key("relation_object", "other.slug", _("The other body."), required=False),
        partial_date("relation_starts_on", "relation.starts_on", _("From when.")),
        code("measure", "figure.measure", Measure, _("What the figure measures."), required=False),
        partial_date("figure_on", 'figure."on"', _("The date of the figure.")),
        column(Kind.INTEGER, "position", "cited.position", _("Where it stood among them."), required=True),
    ),
    source=(
        "people_organisationcitation AS cited JOIN people_source AS source ON source.id = cited.source_id"
        " LEFT JOIN people_organisation AS body ON body.id = cited.organisation_id"
        " LEFT JOIN people_relation AS relation ON relation.id = cited.relation_id"
        " LEFT JOIN people_organisation AS subject ON subject.id = relation.subject_id"
        " LEFT JOIN people_organisation AS other ON other.id = relation.object_id"
        " LEFT JOIN people_figure AS figure ON figure.id = cited.figure_id"
        " LEFT JOIN people_organisation AS owner ON owner.id = figure.organisation_id"
    ),
    order_by="coalesce(body.slug, subject.slug, owner.slug), cited.id",
    key=(),
    links=(
        Link(("source",), "sources", ("url",)),
        Link(("organisation",), "organisations", ("slug",)),
        Link(("relation_object",), "organisations", ("slug",)),
    ),
)
