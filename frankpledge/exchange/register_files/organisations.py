"""organisations.csv: legal persons and other bodies."""

from typing import Any

from django.utils.translation import gettext as _

from frankpledge.exchange.register_files.columns import Address, Date, List, Slug, Sources, Text, Word
from frankpledge.exchange.register_files.files import Files, code_list
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.people.actions.organisations import OrganisationDraft
from frankpledge.people.models import Capacity, Kind, Organisation, Region, RelationKind, Supports

REGIONS = {
    "East Midlands": Region.EAST_MIDLANDS,
    "Eastern": Region.EASTERN,
    "London": Region.LONDON,
    "North East": Region.NORTH_EAST,
    "North West": Region.NORTH_WEST,
    "South East": Region.SOUTH_EAST,
    "South West": Region.SOUTH_WEST,
    "Wales": Region.WALES,
    "West Midlands": Region.WEST_MIDLANDS,
    "Yorkshire and the Humber": Region.YORKSHIRE_AND_THE_HUMBER,
    "Scotland": Region.SCOTLAND,
    "Northern Ireland": Region.NORTHERN_IRELAND,
    "Southern Wales (Tarian)": Region.SOUTHERN_WALES,
}
SHEET = Sheet(
    "register/organisations.csv",
    {
        "slug": Slug(required=True),
        "name": Text(required=True, longest=200),
        "short_name": Text(required=True, longest=100),
        "name_cy": Text(longest=200),
        "kind": Word(required=True, words=code_list(Kind)),
        "legal_capacity": Word(required=True, words=code_list(Capacity)),
        "region": Word(words=REGIONS),
        "country": List(of=Text(longest=40), separator="; "),
        "oversees": Slug(),
        "valid_from": Date(),
        "valid_to": Date(),
        "website": Address(longest=300),
        "notes": Text(),
        "source_url": Sources(required=True),
        "region_source_url": Sources(),
        "rocu_region": Word(words=REGIONS),
    },
    key=("slug",),
)


def check(files: Files) -> None:
    """Report what does not fit together."""
    files.check_known(SHEET, "oversees", SHEET, "slug")
    files.check_span(SHEET, "valid_from", "valid_to")
    for row in files.whole_rows(SHEET, "kind", "legal_capacity"):
        if (row.cells["kind"] == Kind.POLICING_BODY) != (
            row.cells["legal_capacity"] == Capacity.POLICING_BODY
        ):
            files[SHEET].report(
                row.line,
                "legal_capacity",
                _("A policing body, and nobody else, signs as a policing body."),
                _("Correct it, or the kind."),
            )


def draft(row: Row) -> OrganisationDraft:
    """The organisation that the row describes."""
    cells = row.cells
    return OrganisationDraft(
        slug=cells["slug"],
        name=cells["name"],
        short_name=cells["short_name"],
        name_cy=cells["name_cy"],
        kind=cells["kind"],
        capacity=cells["legal_capacity"],
        region=cells["region"],
        organised_crime_region=cells["rocu_region"],
        countries=cells["country"],
        valid_from=cells["valid_from"],
        valid_to=cells["valid_to"],
        website=cells["website"],
        notes=cells["notes"],
        identity_sources=cells["source_url"],
        region_sources=cells["region_source_url"],
    )


def held() -> dict[int, dict[str, Any]]:
    """What is held, as rows of the file."""
    organisations = Organisation.objects.order_by("id").prefetch_related(
        "citations__source", "relations_from__object"
    )
    return {organisation.pk: _cells(organisation) for organisation in organisations}


def _cells(organisation: Organisation) -> dict[str, Any]:
    sources: dict[str, list[str]] = {}
    for citation in organisation.citations.all():
        sources.setdefault(citation.supports, []).append(citation.source.url)
    overseen = {
        relation.object.slug
        for relation in organisation.relations_from.all()
        if relation.kind == RelationKind.MAINTAINS
    }
    return {
        "slug": organisation.slug,
        "name": organisation.name,
        "short_name": organisation.short_name,
        "name_cy": organisation.name_cy,
        "kind": organisation.kind,
        "legal_capacity": organisation.capacity,
        "region": organisation.region or None,
        "country": tuple(organisation.countries),
        # Told by relations.csv; a body that maintained several forces has no one answer.
        "oversees": overseen.pop() if len(overseen) == 1 else "",
        "valid_from": organisation.valid_from,
        "valid_to": organisation.valid_to,
        "website": organisation.website,
        "notes": organisation.notes,
        "source_url": tuple(sources.get(Supports.IDENTITY, ())),
        "region_source_url": tuple(sources.get(Supports.REGION, ())),
        "rocu_region": organisation.organised_crime_region or None,
    }
