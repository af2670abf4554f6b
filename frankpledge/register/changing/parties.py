"""What may be changed of a party."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.actors import Actor
from frankpledge.people.models import Basis
from frankpledge.register.actions import parties
from frankpledge.register.changing.collaborations import DATE_HINT
from frankpledge.register.changing.fields import Field, Group, Kept
from frankpledge.register.changing.parts import SOURCES_HINT, Part
from frankpledge.register.changing.values import Addresses, Choice, Date, Slug, Words
from frankpledge.register.drafts import PartyDraft
from frankpledge.register.models import Party, Role, TargetKind

PARTY = Group(
    slug="party",
    title=_("A party"),
    fields=(
        Field(
            name="organisation",
            label=_("Which force or other body"),
            value=Slug(names="organisation"),
            hint=_("A force stands for its area’s pair: the chief officer and the policing body."),
            is_required=True,
            is_fixed=True,
            needs_reason=True,
        ),
        Field(name="role", label=_("Role"), value=Choice(of=Role), is_required=True, needs_reason=True),
        Field(name="joined_on", label=_("Joined"), value=Date(), hint=DATE_HINT, needs_reason=True),
        Field(name="left_on", label=_("Left"), value=Date(), hint=DATE_HINT, needs_reason=True),
        Field(
            name="basis",
            label=_("Stated or assumed"),
            value=Choice(of=Basis),
            is_required=True,
            needs_reason=True,
        ),
        Field(name="note", label=_("Note"), value=Words(), needs_reason=True),
        Field(name="sources", label=_("Sources"), value=Addresses(), hint=SOURCES_HINT, needs_reason=True),
    ),
)


class OfParties(Part[Party]):
    """A party. Another body is another party."""

    target = TargetKind.PARTY
    groups = (PARTY,)
    part = "parties"

    def rows(self) -> QuerySet[Party]:
        """Parties with their bodies and sources."""
        held = Party.objects.select_related("organisation", "collaboration")
        return held.prefetch_related("citations__source")

    def values(self, row: Party) -> dict[str, Any]:
        """What is held of it now."""
        return {
            "organisation": row.organisation.slug,
            "role": row.role,
            "joined_on": row.joined_on,
            "left_on": row.left_on,
            "basis": row.basis,
            "note": row.note,
            "sources": [each.source.url for each in row.citations.all()],
        }

    def remove(self, *, by: Actor, row: Party, reason: str) -> None:
        """Take away a party that never was one."""
        parties.remove(by=by, party=row, reason=reason)

    def draft(self, pk: int | None, values: Kept) -> PartyDraft:
        """The party as a draft."""
        return PartyDraft(pk=pk, **self.typed(values))


PARTIES = OfParties()
