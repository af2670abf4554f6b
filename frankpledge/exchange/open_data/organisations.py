"""Organisations, their names, groups, relations and figures."""

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
from frankpledge.people.models import (
    AliasKind,
    Basis,
    Capacity,
    Confidence,
    FigureUnit,
    Measure,
    Region,
    RelationKind,
)
from frankpledge.people.models import Kind as OrganisationKind

CITATIONS = "people_organisationcitation AS cited JOIN people_source AS source ON source.id = cited.source_id"


def sources_of(owner: str) -> str:
    """SQL for the addresses of the sources of each organisation, relation or figure."""
    rows = f"{CITATIONS} WHERE cited.{owner} IS NOT NULL"
    return listed("source.url", "cited.supports, cited.position, cited.id", rows, f"cited.{owner}")


ORGANISATIONS = Table(
    name="organisations",
    title=_("Organisations"),
    description=_(
        "Legal persons and other bodies that are or were parties, with those that oversee them. "
        "A chief officer and a policing body are two separate persons."
    ),
    columns=(
        key("slug", "body.slug", _("The name by which every other file refers to it.")),
        text("name", "body.name", _("Its full name."), required=True),
        text("short_name", "body.short_name", _("The name in everyday use."), required=True),
        text("name_cy", "body.name_cy", _("Its official name in Welsh, where one is held.")),
        code("kind", "body.kind", OrganisationKind, _("What kind of body it is.")),
        code(
            "capacity",
            "body.capacity",
            Capacity,
            _("As what it can sign under section 22A, Police Act 1996."),
        ),
        code("region", "body.region", Region, _("The region it is in."), required=False),
        code(
            "organised_crime_region",
            "body.organised_crime_region",
            Region,
            _("The region of its regional organised crime unit."),
            required=False,
        ),
        column(Kind.LIST, "countries", "body.countries", _("The countries it works in.")),
        partial_date(
            "valid_from", "body.valid_from", _("When the legal person began; blank when older or not known.")
        ),
        partial_date(
            "valid_to",
            "body.valid_to",
            _("When it came to an end; blank when it has not, or not that we know."),
        ),
        column(Kind.ADDRESS, "website", "body.website", _("Its own website.")),
        text("notes", "body.notes", _("Our notes.")),
        column(Kind.ADDRESSES, "sources", "source.listed", _("Where this was read.")),
    ),
    source=(
        "people_organisation AS body"
        f" LEFT JOIN {sources_of('organisation_id')} AS source ON source.owner = body.id"
    ),
    order_by="body.slug",
    key=("slug",),
)

NAMES = Table(
    name="organisation-names",
    title=_("Other names of organisations and of groups"),
    description=_(
        "Abbreviations, short, former and Welsh names. An ambiguous one stands for more than one thing."
    ),
    columns=(
        key("organisation", "body.slug", _("The organisation; blank when a group is meant."), required=False),
        text("group", "named_group.name", _("The group of forces; blank when an organisation is meant.")),
        text("name", "alias.text", _("The other name."), required=True),
        code("kind", "alias.kind", AliasKind, _("What kind of name it is.")),
        column(
            Kind.BOOLEAN,
            "is_ambiguous",
            "alias.is_ambiguous",
            _("Whether it may mean others too."),
            required=True,
        ),
        text("note", "alias.note", _("What else it may mean.")),
    ),
    source=(
        "people_alias AS alias LEFT JOIN people_organisation AS body ON body.id = alias.organisation_id"
        " LEFT JOIN people_group AS named_group ON named_group.id = alias.group_id"
    ),
    order_by="body.slug, named_group.name, alias.text",
    key=("organisation", "group", "name"),
    links=(Link(("organisation",), "organisations", ("slug",)), Link(("group",), "groups", ("name",))),
)

GROUPS = Table(
    name="groups",
    title=_("Groups of forces"),
    description=_("Forces that are named together. A group is a way of speaking, not a party."),
    columns=(
        text("name", "named_group.name", _("What the group is called."), required=True),
        column(Kind.LIST, "members", "member.listed", _("The forces in it.")),
    ),
    source="people_group AS named_group LEFT JOIN "
    + listed(
        "body.slug",
        "place.position, place.id",
        "people_group_members AS place JOIN people_organisation AS body ON body.id = place.organisation_id",
        "place.group_id",
    )
    + " AS member ON member.owner = named_group.id",
    order_by="named_group.name",
    key=("name",),
)

RELATIONS = Table(
    name="relations",
    title=_("Relations between organisations"),
    description=_("Which policing body maintains which force, and who took over from whom."),
    columns=(
        key(
            "subject", "subject.slug", _("The organisation that maintains, succeeds or is part of the other.")
        ),
        code("relation", "relation.kind", RelationKind, _("What joins the two.")),
        key("object", "other.slug", _("The other organisation.")),
        partial_date("starts_on", "relation.starts_on", _("From when.")),
        partial_date("ends_on", "relation.ends_on", _("Until when, not including that day.")),
        code("basis", "relation.basis", Basis, _("How the fact came to be here.")),
        column(Kind.ADDRESSES, "sources", "source.listed", _("Where this was read.")),
    ),
    source=(
        "people_relation AS relation JOIN people_organisation AS subject ON subject.id = relation.subject_id"
        " JOIN people_organisation AS other ON other.id = relation.object_id"
        f" LEFT JOIN {sources_of('relation_id')} AS source ON source.owner = relation.id"
    ),
    order_by="relation.kind, subject.slug, other.slug, relation.starts_on, relation.id",
    key=("subject", "relation", "object", "starts_on"),
    links=(
        Link(("subject",), "organisations", ("slug",)),
        Link(("object",), "organisations", ("slug",)),
    ),
)

FIGURES = Table(
    name="organisation-figures",
    title=_("Figures about organisations"),
    description=_(
        "Population, officers and budgets as a source gives them. Headcount and full-time equivalent do not "
        "compare."
    ),
    columns=(
        key("organisation", "body.slug", _("The organisation.")),
        code("measure", "figure.measure", Measure, _("What was measured.")),
        partial_date("on", 'figure."on"', _("The date it is of, or the first of a period."), required=True),
        partial_date("period_ends_on", "figure.period_ends_on", _("The last month, year or day covered.")),
        column(Kind.NUMBER, "value", "figure.value", _("The figure, in the unit."), required=True),
        code("unit", "figure.unit", FigureUnit, _("The unit.")),
        text("basis", "figure.basis", _("How it was counted.")),
        code("confidence", "figure.confidence", Confidence, _("How sure it is.")),
        column(Kind.ADDRESSES, "sources", "source.listed", _("Where this was read.")),
    ),
    source=(
        "people_figure AS figure JOIN people_organisation AS body ON body.id = figure.organisation_id"
        f" LEFT JOIN {sources_of('figure_id')} AS source ON source.owner = figure.id"
    ),
    order_by='body.slug, figure.measure, figure.unit, figure."on"',
    key=("organisation", "measure", "unit", "on"),
    links=(Link(("organisation",), "organisations", ("slug",)),),
)
