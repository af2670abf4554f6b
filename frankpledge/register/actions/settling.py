"""Changing the register at once, for a deed that is itself the authority: a signed agreement, a notice.

Each fact becomes a change that is approved as it is made, so that pages of a past day undo it like any
other. A deed may be entered late: what holds from a later day is laid again over it, in the order of days.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid
from frankpledge.people.permissions import Power, Rights, require
from frankpledge.register import references
from frankpledge.register.actions.changes import EARLIEST, LONGEST_NAME, Aim, acting_for
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.changing import KINDS, Kept, Owner, wishes
from frankpledge.register.changing.work import Work
from frankpledge.register.models import (
    Change,
    ChangeState,
    Collaboration,
    EndingKind,
    Event,
    EventKind,
    Operation,
    Party,
    Status,
    TargetKind,
)
from frankpledge.register.queries.keepers import keepers_of_change
from frankpledge.register.states.changes import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one row is to hold, as text; without a number it is a row to be added."""

    kind: TargetKind
    wanted: Mapping[str, str]
    target_id: int | None = None


@dataclass(slots=True)
class _Settling:
    by: Actor
    owner: Owner
    holds_from: datetime.date
    reason: str
    keepers: frozenset[int]
    organisation: str
    made: list[Change] = field(default_factory=list)


def settle(
    *,
    by: Actor,
    owner: Owner,
    facts: Iterable[Fact],
    holds_from: datetime.date,
    reason: str,
    spoken_for: Iterable[int] = (),
) -> list[Change]:
    """Hold these facts from a day on: all or none, in the order given. What is so already changes nothing.

    The actor decides changes for a keeper; or speaks for one of `spoken_for`, the organisations whose word
    the deed is: a body that signs to join keeps nothing before it has. Raises NotAllowed, and Invalid for a
    day to come: a plan is told as one, from the day on which it was made.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        keepers = keepers_of_change(_whole(owner))
        by, organisation = _authority(by, keepers, frozenset(spoken_for))
        work = _Settling(by, owner, holds_from, cleaned(reason), keepers, organisation)
        _check(work)
        for fact in facts:
            _hold(work, fact)
        return work.made


def standing(
    record: Collaboration, status: Status, as_of: datetime.date, ending_kind: EndingKind | None = None
) -> Fact:
    """How a record stands from a day on."""
    wanted = {"status": status.value, "status_as_of": str(as_of), "ending_kind": ending_kind or ""}
    return Fact(kind=TargetKind.COLLABORATION, target_id=record.pk, wanted=wanted)


def record_values(record: Collaboration, **wanted: str) -> Fact:
    """Other fields of the record itself, such as `ends_on`."""
    return Fact(kind=TargetKind.COLLABORATION, target_id=record.pk, wanted=wanted)


def joined(organisation: str, role: str, on: datetime.date | PartialDate, note: str = "") -> Fact:
    """A body (its slug) that joins."""
    wanted = {
        "organisation": organisation,
        "role": role,
        "joined_on": str(on),
        "basis": "stated",
        "note": note,
    }
    return Fact(kind=TargetKind.PARTY, wanted=wanted)


def left(party: Party, on: datetime.date | PartialDate) -> Fact:
    """A party that leaves. A day to come is one on which it is to leave."""
    return Fact(kind=TargetKind.PARTY, target_id=party.pk, wanted={"left_on": str(on)})


def happened(kind: EventKind, on: datetime.date | PartialDate, what: str) -> Fact:
    """A dated event, in one sentence."""
    return Fact(kind=TargetKind.EVENT, wanted={"on": str(on), "kind": kind.value, "what": what})


def _authority(by: Actor, keepers: frozenset[int], spoken_for: frozenset[int]) -> tuple[Actor, str]:
    """The actor, with the colleague for whom they stand in, and the body for which they act."""
    rights = Rights.of(by)
    power, bodies = Power.SPEAK_FOR, spoken_for
    if not rights.organisations_with(power) & bodies:
        power, bodies = Power.DECIDE_CHANGE, keepers
        require(by, power, bodies)
    return replace(by, in_place_of=rights.in_place_of(power, bodies)), acting_for(rights, power, bodies)


def _check(work: _Settling) -> None:
    if not work.reason:
        raise Invalid(_("Say on what it rests."), {"reason": _("Say on what it rests")})
    wishes.checked_reason(work.reason)
    if not EARLIEST <= work.holds_from <= timezone.localdate():
        fault = _("The day must be today or in the past, and in or after %(year)s") % {"year": EARLIEST.year}
        raise Invalid(fault, {"holds_from": fault})


def _hold(work: _Settling, fact: Fact) -> None:
    operation = Operation.ADD if fact.target_id is None else Operation.CHANGE
    aim = Aim(kind=fact.kind, operation=operation, owner=work.owner, target_id=fact.target_id)
    later = _later(work, fact) if operation == Operation.CHANGE else {}
    overtaken = {name for values in later.values() for name in values}
    wanted = wishes.read(KINDS[fact.kind], fact.wanted)
    if fact.kind == TargetKind.EVENT and operation == Operation.ADD and _is_told(work.owner, wanted):
        return
    if _approve(work, aim, work.holds_from, wanted, overtaken) is not None:
        for day, values in later.items():
            _approve(work, aim, day, values, overtaken)


def _is_told(owner: Owner, wanted: Kept) -> bool:
    """Whether the record tells this very event already."""
    told = {name: wanted[name] for name in ("on", "kind", "what") if name in wanted}
    return isinstance(owner, Collaboration) and Event.objects.filter(collaboration=owner, **told).exists()


def _later(work: _Settling, fact: Fact) -> dict[datetime.date, Kept]:
    """What holds from a later day of the same fields, by day; of the same day, as decided last."""
    held: dict[datetime.date, Kept] = {}
    later = Change.objects.filter(
        state=ChangeState.APPROVED,
        operation=Operation.CHANGE,
        target_kind=fact.kind,
        target_id=fact.target_id,
        holds_from__gt=work.holds_from,
    )
    for change in later.order_by("holds_from", "decided_at", "pk"):
        shared = {name: value for name, value in change.wanted.items() if name in fact.wanted}
        if shared and change.holds_from:
            held.setdefault(change.holds_from, {}).update(shared)
    return held


def _approve(
    work: _Settling, aim: Aim, holds_from: datetime.date, wanted: Kept, overtaken: Collection[str]
) -> Change | None:
    """Make the change and approve it; None where nothing differs. What was overtaken is said in any case."""
    change = aim.change()
    change.holds_from, change.reason = holds_from, work.reason
    doing = Work(work.by, change)
    present = doing.present_or_refuse()
    wishes.fill(change, doing.kind, wanted, present)
    for name in wanted.keys() & set(overtaken):
        change.before[name], change.wanted[name] = present[name], wanted[name]
    if not change.wanted:
        return None
    wishes.check_whole(change, doing.kind)
    doing.acts_for(work.organisation)
    _sign(change, doing.by)
    doing.apply()
    change.save(force_insert=True)
    doing.record(Move.APPROVE, {}, reason=work.reason, is_public=True)
    work.made.append(change)
    return change


def _sign(change: Change, by: Actor) -> None:
    """Its author decides it, in the same moment."""
    change.reference = references.new("P", Change.objects.all())
    change.author_id, change.author_token_id, change.author_name = by.user_id, by.token_id, by.name
    change.author_organisation = by.organisation
    change.decider_id, change.decider_name = by.user_id, by.said_name[:LONGEST_NAME]
    change.state, change.version = ChangeState.APPROVED, 1
    change.proposed_at = change.decided_at = timezone.now()


def _whole(owner: Owner) -> Change:
    """A change to the owner itself, to ask who keeps it."""
    if isinstance(owner, Collaboration):
        return Change(collaboration=owner)
    return Change(organisation=owner)
