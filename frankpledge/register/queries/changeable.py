"""What stands on a record's or an organisation's page and may be changed, for choosing from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from frankpledge.people.models import Alias, Figure, Organisation, Relation
from frankpledge.register.changing import Owner
from frankpledge.register.models import Agreement, Claim, Collaboration, Event, Party, TargetKind


@dataclass(frozen=True, slots=True)
class Section:
    """All rows of one kind, in the order of the page."""

    kind: TargetKind
    rows: Sequence[Any]


def sections(owner: Owner) -> tuple[Section, ...]:
    """The rows of a page by kind: four statements for a record, three for an organisation."""
    if isinstance(owner, Collaboration):
        held = _of_a_record(owner)
    elif isinstance(owner, Organisation):
        held = _of_a_body(owner)
    else:
        held = {}
    return tuple(Section(kind, list(rows)) for kind, rows in held.items())


def bodies() -> list[tuple[str, str]]:
    """Every organisation as (slug, name), by name. One statement."""
    return list(Organisation.objects.order_by("name", "slug").values_list("slug", "name"))


def _of_a_record(record: Collaboration) -> dict[TargetKind, QuerySet[Any]]:
    return {
        TargetKind.PARTY: Party.objects.filter(collaboration=record)
        .select_related("organisation")
        .order_by("organisation__name", "joined_on", "id"),
        TargetKind.EVENT: Event.objects.filter(collaboration=record),
        TargetKind.CLAIM: Claim.objects.filter(collaboration=record).order_by("key"),
        TargetKind.AGREEMENT: Agreement.objects.filter(collaboration=record),
    }


def _of_a_body(body: Organisation) -> dict[TargetKind, QuerySet[Any]]:
    joined = Q(subject=body) | Q(object=body)
    return {
        TargetKind.RELATION: Relation.objects.filter(joined).select_related("subject", "object"),
        TargetKind.ALIAS: Alias.objects.filter(organisation=body),
        TargetKind.FIGURE: Figure.objects.filter(organisation=body).select_related("organisation"),
    }
