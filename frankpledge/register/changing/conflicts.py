"""What stands between a change and the register as it is now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.errors import Stale
from frankpledge.register.changing.fields import Kept
from frankpledge.register.models import Change, Operation


@dataclass(frozen=True, slots=True)
class Conflicted:
    """A field that somebody else changed meanwhile: as the change began with it, now, and as wanted."""

    name: str
    began: Any
    now: Any
    wanted: Any


class Conflict(Stale):
    """The row was changed, or is gone, since the change was begun. Nothing of the change is lost."""

    def __init__(self, change: Change, fields: Iterable[Conflicted], *, is_gone: bool = False) -> None:
        super().__init__(
            _("What you want to change is no longer on the register.")
            if is_gone
            else _("Somebody else changed the same thing after this change was begun.")
        )
        self.change, self.fields, self.is_gone = change, tuple(fields), is_gone


def conflicts(change: Change, present: Kept) -> tuple[Conflicted, ...]:
    """The fields whose present value is neither what it was when the change was begun nor what is wanted.

    What is to be removed must be as it was in every field; what is to be added meets nothing.
    """
    if change.operation == Operation.REMOVE:
        return tuple(
            Conflicted(name, began, present.get(name), None)
            for name, began in change.before.items()
            if present.get(name) != began
        )
    return tuple(
        Conflicted(name, change.before[name], present.get(name), wanted)
        for name, wanted in change.wanted.items()
        if name in change.before and present.get(name) not in (change.before[name], wanted)
    )


def check(change: Change, present: Kept | None) -> None:
    """Raises Conflict where there is one; `present` is None where the row is gone."""
    if change.operation == Operation.ADD:
        return
    if present is None:
        raise Conflict(change, (), is_gone=True)
    if found := conflicts(change, present):
        raise Conflict(change, found)
