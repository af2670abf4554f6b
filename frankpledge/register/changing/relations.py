"""What may be changed of what joins two organisations."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.actors import Actor
from frankpledge.people.actions import relations
from frankpledge.people.actions.relations import RelationDraft
from frankpledge.people.models import Basis, Relation, RelationKind
from frankpledge.people.rules import refuse
from frankpledge.register.changing.collaborations import DATE_HINT
from frankpledge.register.changing.fields import Field, Group, Kept
from frankpledge.register.changing.kinds import Kind, Owner, body_of
from frankpledge.register.changing.organisations import refresh_records_of
from frankpledge.register.changing.parts import SOURCES_HINT
from frankpledge.register.changing.values import Addresses, Choice, Date, Slug
from frankpledge.register.models import TargetKind

RELATION = Group(
    slug="relation",
    title=_("What joins it to another body"),
    fields=(
        Field(
            name="subject",
            label=_("Which body"),
            value=Slug(names="organisation"),
            is_required=True,
            is_fixed=True,
        ),
        Field(
            name="kind",
            label=_("What it does"),
            value=Choice(of=RelationKind),
            is_required=True,
            is_fixed=True,
        ),
        Field(
            name="object",
            label=_("To which other body"),
            value=Slug(names="organisation"),
            is_required=True,
            is_fixed=True,
        ),
        Field(name="starts_on", label=_("Since"), value=Date(), hint=DATE_HINT, needs_reason=True),
        Field(name="ends_on", label=_("Until"), value=Date(), hint=DATE_HINT, needs_reason=True),
        Field(name="basis", label=_("Stated or assumed"), value=Choice(of=Basis), is_required=True),
        Field(name="sources", label=_("Sources"), value=Addresses(), hint=SOURCES_HINT),
    ),
)


class OfRelations(Kind[Relation]):
    """What joins two organisations. It stands on the pages of both."""

    target = TargetKind.RELATION
    groups = (RELATION,)

    def rows(self) -> QuerySet[Relation]:
        """Relations with their two bodies and their sources."""
        return Relation.objects.select_related("subject", "object").prefetch_related("citations__source")

    def rows_of(self, owner: Owner) -> QuerySet[Relation]:
        """Those that join this organisation to another."""
        body = body_of(owner)
        return self.rows().filter(Q(subject=body) | Q(object=body)).order_by("pk")

    def values(self, row: Relation) -> dict[str, Any]:
        """What is held of it now."""
        return {
            "subject": row.subject.slug,
            "kind": row.kind,
            "object": row.object.slug,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
            "basis": row.basis,
            "sources": [each.source.url for each in row.citations.all()],
        }

    def is_of(self, row: Relation, owner: Owner) -> bool:
        """Whether it joins this organisation to another."""
        return body_of(owner) in {row.subject, row.object}

    def put(self, *, by: Actor, owner: Owner, row: Relation | None, wanted: Kept, reason: str) -> int:
        """Hold the relation with the values wanted."""
        values = (self.present(row) if row else self.blank()) | wanted
        draft = RelationDraft(pk=row.pk if row else None, **self.typed(values))
        body = body_of(owner)
        if body.slug not in {draft.subject, draft.object}:
            stranger = now("One of the two must be %(name)s.") % {"name": body.name}
            refuse(str(draft), {"subject": stranger})
        relations.put(by=by, draft=draft, reason=reason)
        held = Relation.objects.filter(
            subject__slug=draft.subject, kind=draft.kind, object__slug=draft.object, starts_on=draft.starts_on
        ).select_related("subject", "object")
        found = held.get()
        refresh_records_of(found.subject, found.object)
        return found.pk

    def remove(self, *, by: Actor, row: Relation, reason: str) -> None:
        """Take away a relation that never was."""
        relations.remove(by=by, relation=row, reason=reason)
        refresh_records_of(row.subject, row.object)


RELATIONS = OfRelations()
