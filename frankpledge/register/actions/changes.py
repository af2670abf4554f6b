"""Proposing a change to the register field by field, and deciding it.

Everything here is done once, however often it is sent: the same form again answers as the first. `version` is
the version of the change that somebody saw: another raises Stale. Entries are not public until a change is
approved, and what approving does to the register is recorded by the actions that put it there.
"""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, Rights, require
from frankpledge.register import references
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.changing import Owner, conflicts, wishes
from frankpledge.register.changing.work import NOTHING, Work
from frankpledge.register.models import Change, ChangeState, Collaboration, Operation, TargetKind
from frankpledge.register.queries import authorship, changes
from frankpledge.register.queries.keepers import keepers_of_change
from frankpledge.register.states import changes as states
from frankpledge.register.states.changes import Move

# The Metropolitan Police Act 1829; nothing on the register can be older.
LONGEST_NAME = 200
EARLIEST = datetime.date(1829, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a change is to do, and on whose page. `target_id` is None for what is to be added."""

    kind: TargetKind
    operation: Operation
    owner: Owner
    target_id: int | None = None

    def change(self) -> Change:
        """A change with this aim, as yet empty."""
        return Change(
            target_kind=self.kind,
            operation=self.operation,
            target_id=self.target_id,
            collaboration=self.owner if isinstance(self.owner, Collaboration) else None,
            organisation=self.owner if isinstance(self.owner, Organisation) else None,
        )


class Choice(StrEnum):
    """Which of two values a conflicting field is to have."""

    NOW = "now"
    WANTED = "wanted"


def begin(
    *,
    by: Actor,
    aim: Aim,
    wanted: Mapping[str, str],
    key: uuid.UUID,
    began: Mapping[str, Any] = NOTHING,
) -> Change:
    """A draft that only its author sees. `wanted` is as typed, `began` what its fields held in the form."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        change = aim.change()
        keepers = keepers_of_change(change)
        rights = require(by, Power.PROPOSE_CHANGE, keepers)
        if before := changes.draft_of(by, key):
            return before
        work = Work(by, change)
        present = work.present_or_refuse()
        if aim.operation == Operation.REMOVE:
            change.before = present
        else:
            wishes.fill(change, work.kind, wishes.read(work.kind, wanted), present | dict(began))
        change.submission_key = key
        change.reference = references.new("P", Change.objects.all())
        change.author_id, change.author_token_id, change.author_name = by.user_id, by.token_id, by.name
        change.author_organisation = by.organisation or acting_for(rights, Power.PROPOSE_CHANGE, keepers)
        work.acts_for(change.author_organisation)
        _insert(change)
        work.record(
            Move.BEGIN, {name: [change.before.get(name), value] for name, value in change.wanted.items()}
        )
    return change


def set_values(
    *, by: Actor, reference: str, version: int, wanted: Mapping[str, str], began: Mapping[str, Any] = NOTHING
) -> Change:
    """Saves what was typed for some of a draft's fields."""
    with transaction.atomic():
        work = Work.locked(by, reference)
        work.moved(Move.SAVE)
        require(by, Power.PROPOSE_CHANGE, work.keepers)
        change, held = work.change, (dict(work.change.before), dict(work.change.wanted))
        values = wishes.read(work.kind, wanted)
        wishes.fill(change, work.kind, values, (work.present() or {}) | dict(began))
        if (change.before, change.wanted) != held:
            work.check_version(version)
            work.save(Move.SAVE, "before", "wanted", detail=_differing(held[1], change.wanted))
    return change


def explain(
    *, by: Actor, reference: str, version: int, reason: str, holds_from: datetime.date | None
) -> Change:
    """Saves why, and the day from which it is so; without a day, the register had it wrong all along."""
    with transaction.atomic():
        work = Work.locked(by, reference)
        work.moved(Move.SAVE)
        require(by, Power.PROPOSE_CHANGE, work.keepers)
        change, reason = work.change, wishes.checked_reason(cleaned(reason))
        wishes.checked_day(change, holds_from, EARLIEST)
        if (change.reason, change.holds_from) != (reason, holds_from):
            work.check_version(version)
            change.reason, change.holds_from = reason, holds_from
            work.save(Move.SAVE, "reason", "holds_from", detail={"holds_from": [None, _day(holds_from)]})
    return change


def propose(*, by: Actor, reference: str, version: int) -> Change:
    """Asks for a decision. Every rule of the register is asked first, as if it were done at once."""
    with transaction.atomic():
        work = Work.locked(by, reference)
        change = work.change
        if change.state == ChangeState.PROPOSED and authorship.is_own(change, by):
            return change
        after = work.moved(Move.PROPOSE)
        require(by, Power.PROPOSE_CHANGE, work.keepers)
        work.check_version(version)
        wishes.check_whole(change, work.kind)
        work.check_conflicts()
        work.rehearse()
        change.state, change.proposed_at = after, timezone.now()
        work.save(Move.PROPOSE, "state", "proposed_at")
    return change


def decide(*, by: Actor, reference: str, version: int, decision: ChangeState, reason: str = "") -> Change:
    """Approves it, which makes the change, or refuses it, with a reason. One's own may be decided too."""
    moves = {ChangeState.APPROVED: Move.APPROVE, ChangeState.REFUSED: Move.REFUSE}
    if decision not in moves:
        raise Invalid(_("Choose whether to approve or refuse it."), {"decision": _("Choose one")})
    with transaction.atomic():
        work = Work.locked(by, reference)
        change, reason = work.change, wishes.checked_reason(cleaned(reason))
        rights = require(by, Power.DECIDE_CHANGE, work.keepers)
        work.acts_for(
            acting_for(rights, Power.DECIDE_CHANGE, work.keepers),
            rights.in_place_of(Power.DECIDE_CHANGE, work.keepers),
        )
        decider = (by.user_id, work.by.said_name[:LONGEST_NAME])
        if change.state == decision and (change.decider_id, change.decider_name) == decider:
            return change
        after = work.moved(moves[decision])
        work.check_version(version)
        if decision == ChangeState.REFUSED and not reason:
            fault = _("Enter why it is refused")
            raise Invalid(fault, {"reason": fault})
        if decision == ChangeState.APPROVED:
            work.check_conflicts()
            work.apply()
        change.state, change.decided_at, change.decision_reason = after, timezone.now(), reason
        change.decider_id, change.decider_name = decider
        work.save(
            moves[decision],
            *("state", "decided_at", "decision_reason", "decider", "decider_name", "before", "added_id"),
            reason=reason,
            is_public=decision == ChangeState.APPROVED,
        )
    return change


def withdraw(*, by: Actor, reference: str, version: int) -> Change:
    """Its author takes a proposed change back."""
    return _closed(by, reference, version, Move.WITHDRAW)


def discard(*, by: Actor, reference: str, version: int) -> Change:
    """Its author throws a draft away."""
    return _closed(by, reference, version, Move.DISCARD)


def choose(*, by: Actor, reference: str, version: int, choices: Mapping[str, Choice]) -> Change:
    """For each field that somebody else changed meanwhile: keep what is there now, or still want the other.

    Fields not in conflict stay as they are. Raises Conflict, unchanged, while some are not chosen.
    """
    with transaction.atomic():
        work = Work.locked(by, reference)
        work.moved(Move.CHOOSE)
        change, present = work.change, work.present()
        found = conflicts.conflicts(change, present or {}) if present is not None else ()
        if not found:
            work.check_conflicts()
            return change
        work.check_version(version)
        if any(each.name not in choices for each in found):
            raise conflicts.Conflict(change, found)
        for each in found:
            if choices[each.name] is Choice.WANTED:
                change.before[each.name] = each.now
            else:
                change.before.pop(each.name)
                change.wanted.pop(each.name, None)
        if change.state == ChangeState.PROPOSED and not change.wanted:
            raise Invalid(_("Nothing would be left to change: withdraw or refuse it instead."))
        work.save(
            Move.CHOOSE,
            "before",
            "wanted",
            detail={each.name: [each.now, choices[each.name]] for each in found},
        )
    return change


def acting_for(rights: Rights, power: Power, keepers: frozenset[int]) -> str:
    """The body through which somebody has the power; "" for who has it for the nation."""
    held = sorted(rights.organisations_with(power) & keepers)
    return Organisation.objects.values_list("slug", flat=True).get(pk=held[0]) if held else ""


def acting_with(by: Actor, power: Power, keepers: frozenset[int]) -> Actor:
    """The actor as entries name whoever uses a power: for which body, and for whom where they stand in.

    Raises NotAllowed for who does not hold it for one of the keepers, nor for the nation.
    """
    rights = require(by, power, keepers)
    organisation = by.organisation or acting_for(rights, power, keepers)
    return replace(by, organisation=organisation, in_place_of=rights.in_place_of(power, keepers))


def _closed(by: Actor, reference: str, version: int, move: Move) -> Change:
    with transaction.atomic():
        work = Work.locked(by, reference)
        change = work.change
        if change.state == states.RULES[move].after and authorship.is_own(change, by):
            return change
        after = work.moved(move)
        work.check_version(version)
        change.state = after
        work.save(move, "state")
    return change


def _insert(change: Change) -> None:
    try:
        with transaction.atomic():
            change.save(force_insert=True)
    except IntegrityError as error:
        raise Invalid(_("This change cannot be begun: load the page again and send it once more.")) from error


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    names = before.keys() | after.keys()
    return {
        name: [before.get(name), after.get(name)] for name in names if before.get(name) != after.get(name)
    }


def _day(day: datetime.date | None) -> str | None:
    return str(day) if day else None
