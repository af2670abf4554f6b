"""A change, who acts on it, and the row that it is about: what every action on a change needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.register.changing import KINDS, Kind, Owner, conflicts
from frankpledge.register.models import Change, ChangeState, Operation
from frankpledge.register.queries import changes
from frankpledge.register.queries.keepers import keepers_of_change
from frankpledge.register.states import changes as states
from frankpledge.register.states.changes import Move

NOTHING: Mapping[str, Any] = {}


@dataclass(slots=True)
class Work:
    """One change, who acts on it, and what it is about."""

    by: Actor
    change: Change
    kind: Kind[Any] = field(init=False)
    row: Any = field(init=False, default=None)
    keepers: frozenset[int] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        self.kind = KINDS[self.change.target_kind]
        if self.change.target_id is not None:
            self.row = self.kind.find(self.change.target_id)

    @classmethod
    def locked(cls, by: Actor, reference: str) -> "Work":
        """What somebody may see of it, while nobody else writes. Raises NotFound."""
        audit.wait_for_other_writers()
        work = cls(by, changes.get_for_deciding(reference, by=by))
        work.keepers = keepers_of_change(work.change)
        return work

    def acts_for(self, organisation: str, in_place_of: str = "") -> None:
        """Have the entries say for which body it is done, and for whom where somebody stands in."""
        if organisation and not self.by.organisation:
            self.by = replace(self.by, organisation=organisation)
        if in_place_of:
            self.by = replace(self.by, in_place_of=in_place_of)

    @property
    def owner(self) -> Owner:
        """Whose page it stands on."""
        return self.change.collaboration or self.change.organisation

    def present(self) -> dict[str, Any] | None:
        """What the row holds now; nothing for one to be added, None for one that is gone."""
        if self.change.operation == Operation.ADD:
            return {}
        if self.row is None or not self.kind.is_of(self.row, self.owner):
            return None
        return self.kind.present(self.row)

    def present_or_refuse(self) -> dict[str, Any]:
        """The same. Raises NotFound for one that is gone, or stands on another page."""
        present = self.present()
        if present is None:
            raise NotFound(_("What you want to change is not on this page of the register."))
        return present

    def moved(self, move: Move) -> ChangeState:
        """The state after the move. Raises NotAllowed or Invalid."""
        return states.moved(self.change, move, changes.standing(self.change, self.by, self.keepers))

    def check_version(self, version: int) -> None:
        """Raises Stale unless it is as somebody saw it."""
        if version != self.change.version:
            raise Stale(_("%(reference)s was changed after you opened it.") % {"reference": self.change})

    def check_conflicts(self) -> None:
        """Raises Conflict where the register moved on."""
        conflicts.check(self.change, self.present())

    def rehearse(self) -> None:
        """Do it and undo it, so that every rule is asked before a person is."""
        before = dict(self.change.before)
        with transaction.atomic():
            self.apply()
            transaction.set_rollback(True)
        self.change.before, self.change.added_id = before, None

    def apply(self) -> None:
        """Have the register hold it. What it replaces is kept, to be told and undone for past days."""
        change = self.change
        reason = f"{change.reason} ({change.reference})".strip()
        try:
            with transaction.atomic():
                if change.operation == Operation.REMOVE:
                    self._check_nothing_waits()
                    self.kind.remove(by=self.by, row=self.row, reason=reason)
                    return
                present = self.present() or {}
                put = self.kind.put(
                    by=self.by, owner=self.owner, row=self.row, wanted=change.wanted, reason=reason
                )
        except IntegrityError as error:
            raise Invalid(_("It contradicts something else on the register, or is there already.")) from error
        if change.operation == Operation.ADD:
            change.added_id = put
        else:
            change.before = {name: present[name] for name in change.wanted}

    def save(
        self,
        move: Move,
        *fields: str,
        detail: Mapping[str, Any] = NOTHING,
        reason: str = "",
        is_public: bool = False,
    ) -> None:
        """Save these fields as a new version, with an entry."""
        self.change.version += 1
        self.change.save(update_fields=[*fields, "version"])
        self.record(move, detail, reason=reason, is_public=is_public)

    def record(
        self, move: Move, detail: Mapping[str, Any], *, reason: str = "", is_public: bool = False
    ) -> None:
        """Write the entry."""
        audit.record(
            by=self.by,
            action=f"register.changes.{move}",
            subject_kind="change",
            subject_key=self.change.reference,
            reason=reason,
            detail={**detail, "state": [None, str(self.change.state)]},
            is_public=is_public,
        )

    def _check_nothing_waits(self) -> None:
        change = self.change
        others = Change.objects.filter(
            target_kind=change.target_kind, target_id=change.target_id, state=ChangeState.PROPOSED
        ).exclude(pk=change.pk)
        if waiting := others.values_list("reference", flat=True):
            told = {"references": ", ".join(waiting)}
            raise Invalid(_("It waits to be changed by %(references)s: decide that first.") % told)
