"""What may be changed of an organisation itself."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.actors import Actor
from frankpledge.people.actions import organisations
from frankpledge.people.actions.organisations import OrganisationDraft
from frankpledge.people.models import Capacity, Organisation, Region, Supports
from frankpledge.people.models import Kind as BodyKind
from frankpledge.register.changing.collaborations import DATE_HINT
from frankpledge.register.changing.fields import Field, Group, Kept
from frankpledge.register.changing.kinds import Kind, Owner, body_of
from frankpledge.register.changing.parts import SOURCES_HINT
from frankpledge.register.changing.values import Address, Addresses, Choice, Date, Line, Lines, Words
from frankpledge.register.models import Party, TargetKind
from frankpledge.register.search import index

NAMES = Group(
    slug="name",
    title=_("Names"),
    fields=(
        Field(name="name", label=_("Full name"), value=Line(), is_required=True),
        Field(name="short_name", label=_("Short name"), value=Line(longest=100), is_required=True),
        Field(name="name_cy", label=_("Name in Welsh"), value=Line()),
    ),
)
WHAT = Group(
    slug="kind",
    title=_("What it is"),
    fields=(
        Field(name="kind", label=_("Kind of body"), value=Choice(of=BodyKind), is_required=True),
        Field(
            name="capacity",
            label=_("As what it signs under section 22A"),
            value=Choice(of=Capacity),
            is_required=True,
        ),
    ),
)
REGIONS = Group(
    slug="region",
    title=_("Where it is"),
    fields=(
        Field(name="region", label=_("Region"), value=Choice(of=Region)),
        Field(
            name="organised_crime_region",
            label=_("Region for fighting organised crime"),
            value=Choice(of=Region),
        ),
        Field(name="countries", label=_("Countries"), value=Lines(longest=40), hint=_("One a line.")),
        Field(name="region_sources", label=_("Sources"), value=Addresses(), hint=SOURCES_HINT),
    ),
)
DATES = Group(
    slug="dates",
    title=_("Dates"),
    fields=(
        Field(name="valid_from", label=_("Exists since"), value=Date(), hint=DATE_HINT, needs_reason=True),
        Field(name="valid_to", label=_("Existed until"), value=Date(), hint=DATE_HINT, needs_reason=True),
    ),
)
WEBSITE = Group(
    slug="website",
    title=_("Website and notes"),
    fields=(
        Field(name="website", label=_("Website"), value=Address(longest=300)),
        Field(name="notes", label=_("Notes"), value=Words()),
    ),
)
SOURCES = Group(
    slug="sources",
    title=_("Sources"),
    fields=(
        Field(
            name="identity_sources",
            label=_("Sources of what it is called and what it is"),
            value=Addresses(),
            hint=SOURCES_HINT,
            is_required=True,
        ),
    ),
)


class OfOrganisations(Kind[Organisation]):
    """An organisation itself. Its slug is for ever."""

    target = TargetKind.ORGANISATION
    groups = (NAMES, WHAT, REGIONS, DATES, WEBSITE, SOURCES)

    def rows(self) -> QuerySet[Organisation]:
        """Organisations with their own sources."""
        return Organisation.objects.prefetch_related("citations__source")

    def rows_of(self, owner: Owner) -> QuerySet[Organisation]:
        """Itself."""
        return self.rows().filter(pk=body_of(owner).pk)

    def values(self, row: Organisation) -> dict[str, Any]:
        """What is held of it now."""
        cited = {
            supports: [each.source.url for each in row.citations.all() if each.supports == supports]
            for supports in (Supports.IDENTITY, Supports.REGION)
        }
        return {
            **{field: getattr(row, field) for field in self.fields if not field.endswith("_sources")},
            "identity_sources": cited[Supports.IDENTITY],
            "region_sources": cited[Supports.REGION],
        }

    def is_of(self, row: Organisation, owner: Owner) -> bool:
        """It is its own."""
        return row == owner

    def put(self, *, by: Actor, owner: Owner, row: Organisation | None, wanted: Kept, reason: str) -> int:
        """Hold the organisation with the values wanted; its records are found by its new names."""
        body = row or body_of(owner)
        values = self.typed(self.present(body) | wanted)
        organisations.put(by=by, draft=OrganisationDraft(slug=body.slug, **values), reason=reason)
        refresh_records_of(body)
        return body.pk

    def remove(self, *, by: Actor, row: Organisation, reason: str) -> None:
        """Never: the database refuses to hold such a change."""
        raise TypeError(f"{by} asked to remove {row}: {reason}")


def refresh_records_of(*bodies: Organisation) -> None:
    """Make again what searching reads of the records that name these bodies, or that they cover."""
    named = (
        Q(organisation__in=bodies)
        | Q(organisation__relations_to__subject__in=bodies)
        | Q(organisation__relations_from__object__in=bodies)
    )
    index.refresh(Party.objects.filter(named).values_list("collaboration", flat=True).distinct())


ORGANISATIONS = OfOrganisations()
