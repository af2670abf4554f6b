"""What may be changed of a sourced figure about an organisation."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.actors import Actor
from frankpledge.people.actions import figures
from frankpledge.people.actions.figures import FigureDraft
from frankpledge.people.models import Confidence, Figure, FigureUnit, Measure
from frankpledge.register.changing.collaborations import DATE_HINT
from frankpledge.register.changing.fields import Field, Group, Kept
from frankpledge.register.changing.kinds import Kind, Owner, body_of
from frankpledge.register.changing.parts import SOURCES_HINT
from frankpledge.register.changing.values import Addresses, Amount, Choice, Date, Words
from frankpledge.register.models import TargetKind


def _field(name: str, label: Any, value: Any, hint: Any = "", **said: bool) -> Field:
    """A field of a figure, each change to which needs a reason."""
    return Field(name=name, label=label, value=value, hint=hint, needs_reason=True, **said)


FIGURE = Group(
    slug="figure",
    title=_("A figure about the organisation"),
    fields=(
        _field("measure", _("What is counted"), Choice(of=Measure), is_required=True, is_fixed=True),
        _field("unit", _("Unit"), Choice(of=FigureUnit), is_required=True, is_fixed=True),
        _field(
            "on",
            _("The day, month or year it is about"),
            Date(),
            DATE_HINT,
            is_required=True,
            is_fixed=True,
        ),
        _field("period_ends_on", _("Last day, month or year covered"), Date(), DATE_HINT),
        _field("value", _("Figure"), Amount(places=6), is_required=True),
        _field("basis", _("What it was taken from"), Words()),
        _field("confidence", _("How sure we are"), Choice(of=Confidence), is_required=True),
        _field("sources", _("Sources"), Addresses(), SOURCES_HINT),
    ),
)


class OfFigures(Kind[Figure]):
    """A figure. Of another day, or in another unit, it is another figure."""

    target = TargetKind.FIGURE
    groups = (FIGURE,)

    def rows(self) -> QuerySet[Figure]:
        """Figures, whose they are, and their sources."""
        return Figure.objects.select_related("organisation").prefetch_related("citations__source")

    def rows_of(self, owner: Owner) -> QuerySet[Figure]:
        """Those about this organisation."""
        return self.rows().filter(organisation=body_of(owner)).order_by("pk")

    def values(self, row: Figure) -> dict[str, Any]:
        """What is held of it now."""
        cited = [each.source.url for each in row.citations.all()]
        return {
            **{field: getattr(row, field) for field in self.fields if field != "sources"},
            "sources": cited,
        }

    def is_of(self, row: Figure, owner: Owner) -> bool:
        """Whether it is about this organisation."""
        return row.organisation == owner

    def put(self, *, by: Actor, owner: Owner, row: Figure | None, wanted: Kept, reason: str) -> int:
        """Hold the figure with the values wanted."""
        body = body_of(owner)
        values = self.typed((self.present(row) if row else self.blank()) | wanted)
        draft = FigureDraft(organisation=body.slug, **values)
        figures.put(by=by, draft=draft, reason=reason)
        held = Figure.objects.filter(organisation=body, measure=draft.measure)
        return held.get(unit=draft.unit, on=draft.on).pk

    def remove(self, *, by: Actor, row: Figure, reason: str) -> None:
        """Take away a figure that nobody gave."""
        figures.remove(by=by, figure=row, reason=reason)


FIGURES = OfFigures()
