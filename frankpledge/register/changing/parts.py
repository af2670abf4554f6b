"""What parties, events and texts of agreements have in common: they are put with their record."""

from abc import abstractmethod
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.actors import Actor
from frankpledge.register.actions import collaborations
from frankpledge.register.changing.collaborations import COLLABORATIONS
from frankpledge.register.changing.fields import Kept
from frankpledge.register.changing.kinds import Kind, Owner, Row, record_of

SOURCES_HINT = _("One address a line.")


class Part(Kind[Row]):
    """A row of a record. All rows of its kind are put together, so that the rules between them are asked."""

    # What the record's draft calls such rows.
    part: ClassVar[str]

    def rows_of(self, owner: Owner) -> QuerySet[Row]:
        """The record's own."""
        return self.rows().filter(collaboration=record_of(owner)).order_by("pk")

    def is_of(self, row: Row, owner: Owner) -> bool:
        """Whether it is part of this record."""
        return getattr(row, "collaboration", None) == record_of(owner)

    def put(self, *, by: Actor, owner: Owner, row: Row | None, wanted: Kept, reason: str) -> int:
        """Hold all such rows of the record as they are, and this one as wanted."""
        record = COLLABORATIONS.find(record_of(owner).pk) or record_of(owner)
        held = {each.pk: each for each in self.rows().filter(collaboration=record).order_by("pk")}
        drafts = [
            self.draft(pk, self.present(each) | (wanted if row is not None and pk == row.pk else {}))
            for pk, each in held.items()
        ]
        if row is None:
            drafts.append(self.draft(None, self.blank() | wanted))
        whole = COLLABORATIONS.draft(record, {}, **{self.part: tuple(drafts)})
        collaborations.put(by=by, draft=whole, reason=reason)
        if row is not None:
            return int(row.pk)
        return int(self.rows().filter(collaboration=record).exclude(pk__in=held).get().pk)

    @abstractmethod
    def draft(self, pk: int | None, values: Kept) -> Any:
        """The row as a draft."""
