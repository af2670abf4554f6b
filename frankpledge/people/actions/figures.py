"""Holding a sourced figure about an organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Changes, Deed, Outcome, assign, plain, save
from frankpledge.dates import PartialDate
from frankpledge.people.actions import sources
from frankpledge.people.actions.sources import SourceDraft
from frankpledge.people.models import (
    Confidence,
    Figure,
    FigureUnit,
    Measure,
    Organisation,
    Source,
    Supports,
)
from frankpledge.people.rules import faults_of, refuse, require_reason, span_faults

ACTION = "people.figures.put"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDraft:
    """One figure as its source gives it; `organisation` is a slug."""

    organisation: str
    on: PartialDate
    measure: Measure
    value: Decimal
    unit: FigureUnit
    confidence: Confidence
    period_ends_on: PartialDate | None = None
    basis: str = ""
    sources: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it this figure and no other."""
        return (self.organisation, str(self.measure), str(self.unit), str(self.on))

    def __str__(self) -> str:
        return " ".join(self.key)


def put(*, by: Actor, draft: FigureDraft, reason: str = "") -> Outcome:
    """Hold this figure."""
    return put_all(by=by, drafts=[draft], reason=reason)[0]


@transaction.atomic
def put_all(*, by: Actor, drafts: Sequence[FigureDraft], reason: str = "") -> list[Outcome]:
    """`put` for each, all or none."""
    with Deed(by, ACTION, "figure", reason) as deed:
        bodies = Organisation.objects.in_bulk([draft.organisation for draft in drafts], field_name="slug")
        held = {
            (row.organisation.slug, row.measure, row.unit, str(row.on)): row
            for row in Figure.objects.filter(organisation__in=bodies.values())
            .select_related("organisation")
            .prefetch_related("citations__source")
        }
        read = sources.read_at(SourceDraft(url) for draft in drafts for url in draft.sources)
        return [_put(deed, held.get(draft.key), draft, bodies, read) for draft in drafts]


@transaction.atomic
def remove(*, by: Actor, figure: Figure, reason: str) -> Outcome:
    """Take away a figure that its source does not give, with what it was cited to."""
    require_reason(reason)
    with Deed(by, "people.figures.remove", "figure", reason) as deed:
        subject = f"{figure.organisation.slug} {figure.measure} {figure.unit} {figure.on}"
        told = ("value", "period_ends_on", "basis", "confidence")
        held: Changes = {name: [plain(getattr(figure, name)), None] for name in told}
        held["sources"] = [[each.source.url for each in figure.citations.select_related("source")], None]
        figure.delete()
        return deed.conclude(subject, held, added=False)


def _put(
    deed: Deed,
    held: Figure | None,
    draft: FigureDraft,
    bodies: dict[str, Organisation],
    read: dict[str, Source],
) -> Outcome:
    if draft.organisation not in bodies:
        unknown = _("No organisation is called “%(slug)s”.") % {"slug": draft.organisation}
        refuse(str(draft), {"organisation": unknown})
    figure = held or Figure(
        organisation=bodies[draft.organisation], on=draft.on, measure=draft.measure, unit=draft.unit
    )
    changes = assign(
        figure,
        {
            "period_ends_on": draft.period_ends_on,
            "value": draft.value,
            "basis": draft.basis,
            "confidence": draft.confidence,
        },
    )
    if changes:
        refuse(str(draft), faults_of(figure) | span_faults("period_ends_on", draft.on, draft.period_ends_on))
        save(figure, changes)
    said = held.citations.all() if held else []
    if changed := sources.cite(said, draft.sources, read, Supports.FIGURE, figure=figure):
        changes["sources"] = changed
    return deed.conclude(str(draft), changes, added=held is None)
