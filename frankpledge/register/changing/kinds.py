"""What every kind of row that may be changed has in common."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation
from frankpledge.register.changing.fields import Field, Group, Kept, all_fields, typed
from frankpledge.register.models import Collaboration, TargetKind

Row = TypeVar("Row", bound=models.Model)
# Whose page the row stands on; nobody's, for a claim about the nation.
Owner: TypeAlias = Collaboration | Organisation | None


class Kind(ABC, Generic[Row]):
    """One kind of row: its fields, how its present values are read, and the actions that put and remove it.

    `put` and `remove` ask nobody's permission: `register.actions.changes`, which calls them, has.
    """

    target: ClassVar[TargetKind]
    groups: ClassVar[tuple[Group, ...]]

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields by name, in the order in which they are asked."""
        return all_fields(self.groups)

    def group(self, slug: str) -> Group | None:
        """The group at this part of an address."""
        return next((group for group in self.groups if group.slug == slug), None)

    def present(self, row: Row) -> Kept:
        """What the row holds now, as a change keeps it."""
        values = self.values(row)
        return {name: field.value.kept(values[name]) for name, field in self.fields.items()}

    def blank(self) -> Kept:
        """What a new row holds where nothing is wanted."""
        return {name: field.value.read("") for name, field in self.fields.items()}

    def typed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Kept values as a draft takes them."""
        return typed(self.fields, values)

    def find(self, target_id: int) -> Row | None:
        """The row, with all that `values` reads; None when it is gone."""
        return self.rows().filter(pk=target_id).first()

    @abstractmethod
    def rows(self) -> models.QuerySet[Row]:
        """Rows of this kind, with all that `values` reads."""

    @abstractmethod
    def rows_of(self, owner: Owner) -> models.QuerySet[Row]:
        """Those that stand on this record's or organisation's page."""

    @abstractmethod
    def values(self, row: Row) -> dict[str, Any]:
        """What the row holds now, as a draft would say it."""

    @abstractmethod
    def is_of(self, row: Row, owner: Owner) -> bool:
        """Whether the row stands on this record's or organisation's page."""

    @abstractmethod
    def put(self, *, by: Actor, owner: Owner, row: Row | None, wanted: Kept, reason: str) -> int:
        """Have the row hold `wanted` beside what it holds; without a row, add one. Its id."""

    @abstractmethod
    def remove(self, *, by: Actor, row: Row, reason: str) -> None:
        """Take a mistaken row away."""


def record_of(owner: Owner) -> Collaboration:
    """The record whose page the row stands on. Raises NotFound for anything else."""
    if not isinstance(owner, Collaboration):
        raise NotFound(_("What you want to change is not on this page of the register."))
    return owner


def body_of(owner: Owner) -> Organisation:
    """The organisation whose page the row stands on. Raises NotFound for anything else."""
    if not isinstance(owner, Organisation):
        raise NotFound(_("What you want to change is not on this page of the register."))
    return owner
