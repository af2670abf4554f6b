"""Holding an organisation as its draft describes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Changes, Deed, Outcome, assign, save
from frankpledge.dates import PartialDate
from frankpledge.people.actions import sources
from frankpledge.people.actions.sources import SourceDraft
from frankpledge.people.models import Capacity, Kind, Organisation, Region, Source, Supports
from frankpledge.people.rules import Faults, faults_of, refuse, span_faults

ACTION = "people.organisations.put"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationDraft:
    """An organisation as somebody describes it. None and "" mean not known."""

    slug: str
    name: str
    short_name: str
    kind: Kind
    capacity: Capacity
    name_cy: str = ""
    region: Region | None = None
    organised_crime_region: Region | None = None
    countries: tuple[str, ...] = ()
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    website: str = ""
    notes: str = ""
    identity_sources: tuple[str, ...] = ()
    region_sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.slug


def put(*, by: Actor, draft: OrganisationDraft, reason: str = "") -> Outcome:
    """Hold this organisation as the draft describes it."""
    return put_all(by=by, drafts=[draft], reason=reason)[0]


@transaction.atomic
def put_all(*, by: Actor, drafts: Sequence[OrganisationDraft], reason: str = "") -> list[Outcome]:
    """`put` for each, all or none."""
    with Deed(by, ACTION, "organisation", reason) as deed:
        held = {
            row.slug: row
            for row in Organisation.objects.filter(
                slug__in=[draft.slug for draft in drafts]
            ).prefetch_related("citations__source")
        }
        read = sources.read_at(
            SourceDraft(url) for draft in drafts for url in (*draft.identity_sources, *draft.region_sources)
        )
        return [_put(deed, held.get(draft.slug), draft, read) for draft in drafts]


def _put(deed: Deed, held: Organisation | None, draft: OrganisationDraft, read: dict[str, Source]) -> Outcome:
    organisation = held or Organisation()
    changes = assign(
        organisation,
        {
            "slug": draft.slug,
            "name": draft.name,
            "short_name": draft.short_name,
            "name_cy": draft.name_cy,
            "kind": draft.kind,
            "capacity": draft.capacity,
            "region": draft.region or "",
            "organised_crime_region": draft.organised_crime_region or "",
            "countries": [*draft.countries],
            "valid_from": draft.valid_from,
            "valid_to": draft.valid_to,
            "website": draft.website,
            "notes": draft.notes,
        },
    )
    if changes:
        refuse(draft.slug, _faults(organisation))
        save(organisation, changes)
    changes |= _cite(organisation, draft, read, is_new=held is None)
    return deed.conclude(draft.slug, changes, added=held is None)


def _faults(organisation: Organisation) -> Faults:
    faults = faults_of(organisation)
    faults |= span_faults("valid_to", organisation.valid_from, organisation.valid_to)
    if (organisation.kind == Kind.POLICING_BODY) != (organisation.capacity == Capacity.POLICING_BODY):
        faults["capacity"] = _("A policing body, and nobody else, signs as a policing body.")
    return faults


def _cite(
    organisation: Organisation, draft: OrganisationDraft, read: dict[str, Source], *, is_new: bool
) -> Changes:
    changes: Changes = {}
    held = [] if is_new else [*organisation.citations.all()]
    for supports, urls in (
        (Supports.IDENTITY, draft.identity_sources),
        (Supports.REGION, draft.region_sources),
    ):
        said = [citation for citation in held if citation.supports == supports]
        if changed := sources.cite(said, urls, read, supports, organisation=organisation):
            changes[f"sources.{supports}"] = changed
    return changes
