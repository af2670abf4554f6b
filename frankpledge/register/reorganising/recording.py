"""Approved changes, made many at once by a deed that is itself the authority for them."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Deed
from frankpledge.register import references
from frankpledge.register.changing import Kept
from frankpledge.register.models import Change, ChangeState, Operation, TargetKind
from frankpledge.register.states.changes import Move


@dataclass(slots=True)
class Recorded:
    """What was put into the register, to be told in histories and undone for days before `holds_from`."""

    by: Actor
    holds_from: datetime.date
    reason: str
    made: list[Change] = field(default_factory=list)
    asked: list[Change] = field(default_factory=list)

    def changed(self, kind: TargetKind, row_id: int, present: Kept, wanted: Kept, **owner: Any) -> None:
        """A held row that has other values; those that it had already are left out."""
        differing = {name: value for name, value in wanted.items() if present[name] != value}
        if differing:
            before = {name: present[name] for name in differing}
            self._add(kind, Operation.CHANGE, target_id=row_id, before=before, wanted=differing, **owner)

    def added(self, kind: TargetKind, row_id: int, wanted: Kept, **owner: Any) -> None:
        """A row that was not there."""
        self._add(kind, Operation.ADD, added_id=row_id, wanted=wanted, **owner)

    def proposed(self, kind: TargetKind, row_id: int, present: Kept, wanted: Kept, **owner: Any) -> None:
        """What is not done, but asked of those who keep the row."""
        before = {name: present[name] for name in wanted}
        values = {"target_id": row_id, "before": before, "wanted": wanted, **owner}
        self.asked.append(self._change(kind, Operation.CHANGE, **values))

    def save(self) -> None:
        """Write them all, each with its entry. A constant number of statements for each thousand."""
        now = timezone.now()
        for change in self.made:
            change.state, change.decided_at = ChangeState.APPROVED, now
            change.decider_id, change.decider_name = self.by.user_id, self.by.name
        changes = [*self.made, *self.asked]
        found = references.new_ones("P", Change.objects.all(), len(changes))
        for change, reference in zip(changes, found, strict=True):
            change.reference = reference
        Change.objects.bulk_create(changes, batch_size=1000)
        for move, held in ((Move.APPROVE, self.made), (Move.PROPOSE, self.asked)):
            action, is_public = f"register.changes.{move}", move is Move.APPROVE
            with Deed(self.by, action, "change", self.reason, is_public=is_public) as deed:
                for change in held:
                    deed.conclude(change.reference, {"state": [None, str(change.state)]}, added=False)

    def _add(self, kind: TargetKind, operation: Operation, **values: Any) -> None:
        self.made.append(self._change(kind, operation, **values))

    def _change(self, kind: TargetKind, operation: Operation, **values: Any) -> Change:
        return Change(
            target_kind=kind,
            operation=operation,
            holds_from=self.holds_from,
            reason=self.reason,
            state=ChangeState.PROPOSED,
            author_id=self.by.user_id,
            author_name=self.by.name,
            proposed_at=timezone.now(),
            **values,
        )
