"""Proposed changes, as the tests make them."""

import uuid
from collections.abc import Mapping
from typing import Any

from frankpledge.audit.actors import Actor
from frankpledge.register.actions import changes
from frankpledge.register.actions.changes import Aim
from frankpledge.register.changing import KINDS, Owner
from frankpledge.register.models import Change, ChangeState, Operation, TargetKind

REASON = "The joint committee said so."


def present(kind: TargetKind, target_id: int) -> dict[str, Any]:
    """What a row holds now, as a change keeps it."""
    row = KINDS[kind].find(target_id)
    assert row is not None
    return KINDS[kind].present(row)


def begin(
    by: Actor,
    owner: Owner,
    kind: TargetKind,
    wanted: Mapping[str, str],
    *,
    target_id: int | None = None,
    operation: Operation = Operation.CHANGE,
    key: uuid.UUID | None = None,
    began: Mapping[str, Any] | None = None,
) -> Change:
    """A draft with a reason."""
    if owner is not None and kind in {TargetKind.COLLABORATION, TargetKind.ORGANISATION}:
        target_id = owner.pk
    aim = Aim(kind=kind, operation=operation, owner=owner, target_id=target_id)
    return changes.begin(by=by, aim=aim, wanted=wanted, key=key or uuid.uuid4(), began=began or {})


def proposed(by: Actor, owner: Owner, kind: TargetKind, wanted: Mapping[str, str], **more: Any) -> Change:
    """A change that waits for a decision."""
    holds_from = more.pop("holds_from", None)
    change = begin(by, owner, kind, wanted, **more)
    change = changes.explain(
        by=by, reference=change.reference, version=change.version, reason=REASON, holds_from=holds_from
    )
    return changes.propose(by=by, reference=change.reference, version=change.version)


def approved(by: Actor, owner: Owner, kind: TargetKind, wanted: Mapping[str, str], **more: Any) -> Change:
    """A change that somebody proposed and approved at once."""
    return approve(by, proposed(by, owner, kind, wanted, **more))


def approve(by: Actor, change: Change) -> Change:
    """Approves a change as it stands."""
    return changes.decide(
        by=by, reference=change.reference, version=change.version, decision=ChangeState.APPROVED
    )


def refuse(by: Actor, change: Change, reason: str = "No source says so.") -> Change:
    """Refuses a change as it stands."""
    return changes.decide(
        by=by,
        reference=change.reference,
        version=change.version,
        decision=ChangeState.REFUSED,
        reason=reason,
    )
