"""What may be changed of another name of an organisation. Names of groups belong to no one organisation."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.actors import Actor
from frankpledge.people.actions import aliases
from frankpledge.people.actions.aliases import AliasDraft
from frankpledge.people.models import Alias, AliasKind
from frankpledge.register.changing.fields import Field, Group, Kept
from frankpledge.register.changing.kinds import Kind, Owner, body_of
from frankpledge.register.changing.values import Choice, Line, Words, YesNo
from frankpledge.register.models import TargetKind
from frankpledge.register.search import index

ALIAS = Group(
    slug="other-name",
    title=_("Another name"),
    fields=(
        Field(name="text", label=_("Name"), value=Line(longest=100), is_required=True, is_fixed=True),
        Field(name="kind", label=_("What kind of name"), value=Choice(of=AliasKind), is_required=True),
        Field(
            name="is_ambiguous",
            label=_("Could it mean something else?"),
            value=YesNo(),
            hint=_("If so, whoever searches for it is asked what they mean."),
        ),
        Field(name="note", label=_("Note"), value=Words()),
    ),
)


class OfAliases(Kind[Alias]):
    """Another name. Another text is another name."""

    target = TargetKind.ALIAS
    groups = (ALIAS,)

    def rows(self) -> QuerySet[Alias]:
        """Names of organisations, and whose they are; those of groups are nobody's."""
        return Alias.objects.select_related("organisation").filter(organisation__isnull=False)

    def rows_of(self, owner: Owner) -> QuerySet[Alias]:
        """This organisation's."""
        return self.rows().filter(organisation=body_of(owner)).order_by("pk")

    def values(self, row: Alias) -> dict[str, Any]:
        """What is held of it now."""
        return {field: getattr(row, field) for field in self.fields}

    def is_of(self, row: Alias, owner: Owner) -> bool:
        """Whether it is this organisation's."""
        return row.organisation == owner

    def put(self, *, by: Actor, owner: Owner, row: Alias | None, wanted: Kept, reason: str) -> int:
        """Hold the name, and have it found."""
        body = body_of(owner)
        values = self.typed((self.present(row) if row else self.blank()) | wanted)
        draft = AliasDraft(organisation=body.slug, **values)
        aliases.put(by=by, draft=draft, reason=reason)
        index.refresh([])
        return Alias.objects.get(organisation=body, text=draft.text).pk

    def remove(self, *, by: Actor, row: Alias, reason: str) -> None:
        """Take away a name that it never had."""
        aliases.remove(by=by, alias=row, reason=reason)
        index.refresh([])


ALIASES = OfAliases()
