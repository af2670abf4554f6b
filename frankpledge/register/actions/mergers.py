"""Merging two filings of one agreement: one record stays, the other's addresses lead to it for ever.

A merger corrects the register, so it holds for every day: a past day's page of the record that stays has what
both said. It is not undone; it is looked at beforehand. Nothing of the record given up is lost: each row is
carried over, or kept in the `Merger` as it stood, and its history is read with that of the record that stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.permissions import Power, Rights
from frankpledge.register.actions import carrying, carrying_purposes
from frankpledge.register.actions.carrying import Carried
from frankpledge.register.actions.carrying_purposes import Settled
from frankpledge.register.actions.changes import acting_with
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.changing.collaborations import COLLABORATIONS
from frankpledge.register.models import (
    Change,
    ChangeState,
    Collaboration,
    Fact,
    Level,
    Merger,
    Operation,
    Release,
    TargetKind,
)
from frankpledge.register.models.mergers import LONGEST_REASON
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.facts import facts_of, mark
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.queries.mergers import survivor_of
from frankpledge.register.search import index

# The fields of a record that each fact is made of. Its parties are united, whatever is chosen.
FIELDS: Mapping[Fact, tuple[str, ...]] = {
    Fact.TITLE: ("title", "title_cy"),
    Fact.PURPOSE: ("purpose",),
    Fact.FUNCTIONS: ("functions",),
    Fact.MODEL: ("model",),
    Fact.LEGAL_BASIS: ("legal_basis", "legal_basis_note"),
    Fact.STATUS: ("status", "status_as_of", "ending_kind", "status_confidence"),
    Fact.START: ("starts_on", "start_kind", "dates_confidence"),
    Fact.END: ("ends_on",),
    Fact.PART_OF: ("parent",),
}


class Side(StrEnum):
    """Whose value is taken."""

    STAYS = "stays"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Pair:
    """The record that is to stay and the one to be given up, as they are."""

    stays: Record
    given_up: Record

    @property
    def seen(self) -> str:
        """The seal of both, as a form shows them."""
        return mark({"stays": facts_of(self.stays), "given_up": facts_of(self.given_up)})

    @property
    def differing(self) -> tuple[Fact, ...]:
        """The facts between which one must choose."""
        one, other = facts_of(self.stays), facts_of(self.given_up)
        return tuple(fact for fact in FIELDS if one[fact.value] != other[fact.value])


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging would do: to all rows, and to the purposes in the parties' own words."""

    carried: Carried
    purposes: Settled


def pair(*, by: Actor, stays: str, given_up: str) -> Pair:
    """Both records, for who may decide over both. Raises NotFound, NotAllowed and Invalid."""
    today = timezone.localdate()
    found = Pair(collaborations.record(stays, today), collaborations.record(given_up, today))
    _require_both(by, found)
    one, other = found.stays.collaboration, found.given_up.collaboration
    if one.pk == other.pk:
        fault = _("This is the same record. Give the reference of the other one")
        raise Invalid(fault, {"with": fault})
    if Release.objects.filter(collaboration__in=(one, other)).exclude(level=Level.PUBLISHED).exists():
        fault = _(
            "One of them is not published whole. Publish both first, so that nothing gets out by merging"
        )
        raise Invalid(fault, {"with": fault})
    if one.pk == other.parent_id or other.pk == one.parent_id:
        fault = _("One is part of the other. Change that first")
        raise Invalid(fault, {"with": fault})
    return found


def preview(
    *, by: Actor, stays: str, given_up: str, chosen: Mapping[Fact, Side], reason: str, seen: str
) -> Preview:
    """What merging would carry over and leave: done, and undone. Raises what `merge` would."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        found = pair(by=by, stays=stays, given_up=given_up)
        _check(found, chosen, reason, seen)
        looked_at, _merger = _merged(by, found, chosen, cleaned(reason))
        transaction.set_rollback(True)
    return looked_at


def merge(
    *, by: Actor, stays: str, given_up: str, chosen: Mapping[Fact, Side], reason: str, seen: str
) -> Merger:
    """One record of two. Sent twice, it is done once. `seen` is the seal of both as they were looked at."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        if survivor_of(given_up) == stays:
            return Merger.objects.select_related("collaboration").get(reference=given_up)
        found = pair(by=by, stays=stays, given_up=given_up)
        _check(found, chosen, reason, seen)
        return _merged(by, found, chosen, cleaned(reason))[1]


def _require_both(by: Actor, found: Pair) -> None:
    rights = Rights.of(by)
    for record in (found.stays, found.given_up):
        if not rights.may(Power.DECIDE_CHANGE, keepers_of(record.collaboration.pk)):
            raise NotAllowed(
                _("Two records are merged by somebody who may decide over both, or by a curator.")
            )


def _check(found: Pair, chosen: Mapping[Fact, Side], reason: str, seen: str) -> None:
    faults = {
        f"take_{fact.value}": _("Choose which is right") for fact in found.differing if fact not in chosen
    }
    if not cleaned(reason):
        faults["reason"] = _("Say how it is known that they are one")
    elif len(cleaned(reason)) > LONGEST_REASON:
        faults["reason"] = _("Use %(longest)s characters or less") % {"longest": LONGEST_REASON}
    if faults:
        raise Invalid(_("Something is missing or too long."), faults)
    if seen != found.seen:
        fault = _("One of the records has changed since you opened this page. Look at them again")
        raise Invalid(fault, {"seen": fault})


def _merged(by: Actor, found: Pair, chosen: Mapping[Fact, Side], reason: str) -> tuple[Preview, Merger]:
    stays = Collaboration.objects.get(pk=found.stays.collaboration.pk)
    by = acting_with(by, Power.DECIDE_CHANGE, keepers_of(stays.pk))
    loser = COLLABORATIONS.find(found.given_up.collaboration.pk)
    if loser is None:
        raise NotFound(_("There is no such record."))
    wanted = _wanted(found, chosen, COLLABORATIONS.present(loser))
    purposes = carrying_purposes.settled(
        loser, stays, takes_the_losers=chosen.get(Fact.PURPOSE) is Side.GIVEN_UP
    )
    merger = Merger(
        collaboration=stays,
        reference=loser.reference,
        slugs=list(loser.addresses.values_list("slug", flat=True)),
        title=loser.title,
        chosen={fact.value: chosen[fact].value for fact in FIELDS if fact in chosen},
        reason=reason,
        merged_on=timezone.localdate(),
        user_id=by.user_id,
        left=purposes.go.rows(),
    )
    # What was published and answered leaves its tables only for the record of a merger that has it.
    merger.save(force_insert=True)
    purposes.put(stays)
    own = carrying.as_data(loser)
    carried = carrying.carry_all(loser, stays)
    _retarget(loser, stays, chosen)
    carried.left[carrying.label(Collaboration)].append(own)
    _give_up(loser)
    for table, rows in merger.left.items():
        carried.left[table] += rows
    merger.left = dict(carried.left)
    merger.save(update_fields=["left"])
    _put(by, stays, wanted, reason)
    _note(by, merger, purposes)
    index.refresh([stays.pk, own["id"]])
    return Preview(carried, purposes), merger


def _wanted(found: Pair, chosen: Mapping[Fact, Side], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """What the record that stays is to hold: the facts chosen from the other, and its names and notes."""
    held = found.stays.collaboration
    wanted = {
        name: theirs[name]
        for fact, names in FIELDS.items()
        if chosen.get(fact) is Side.GIVEN_UP
        for name in names
    }
    title = wanted.get("title", held.title)
    names = [*found.stays.names, held.title, theirs["title"], *theirs["names"]]
    wanted["names"] = [name for name in dict.fromkeys(names) if name != title]
    notes = [note for note in dict.fromkeys((held.notes, theirs["notes"])) if note]
    wanted["notes"] = "\n\n".join(notes)
    return wanted


def _retarget(loser: Collaboration, stays: Collaboration, chosen: Mapping[Fact, Side]) -> None:
    """Changes of the loser's own fields: what nobody decided yet is now about the record that stays, and so

    is what was approved of facts that were chosen from it, so that a past day undoes it there too.
    """
    taken = {name for fact, names in FIELDS.items() if chosen.get(fact) is Side.GIVEN_UP for name in names}
    own = Change.objects.filter(
        target_kind=TargetKind.COLLABORATION, target_id=loser.pk, operation=Operation.CHANGE
    )
    for change in own:
        is_open = change.state in {ChangeState.DRAFT, ChangeState.PROPOSED}
        if is_open or (change.wanted and change.wanted.keys() <= taken):
            change.target_id = stays.pk
            change.save(update_fields=["target_id"])


def _give_up(loser: Collaboration) -> None:
    """The row goes, once nothing names it any more."""
    for model, column in carrying.tables():
        if model._base_manager.filter(**{column: loser.pk}).exists():  # noqa: SLF001 - every row, whatever its manager hides
            raise Stale(_("Something was added to the record meanwhile. Try again."))
    Collaboration.objects.filter(pk=loser.pk).delete()


def _put(by: Actor, stays: Collaboration, wanted: dict[str, Any], reason: str) -> None:
    row = COLLABORATIONS.find(stays.pk)
    present = COLLABORATIONS.present(row) if row else {}
    differing = {name: value for name, value in wanted.items() if value != present.get(name)}
    if row is not None and differing:
        COLLABORATIONS.put(by=by, owner=row, row=row, wanted=differing, reason=reason)


def _note(by: Actor, merger: Merger, purposes: Settled) -> None:
    detail: dict[str, Any] = {"merged": [merger.reference, merger.collaboration.reference]}
    if told := purposes.go.told:
        detail["purpose.kept"] = [told.as_detail(), None]
    elif (told := purposes.stay.told) and told.reference == merger.reference:
        detail["purpose.carried"] = [None, told.as_detail()]
    for slug in (merger.collaboration.slug, merger.slugs[0]):
        audit.record(
            by=by,
            action="register.mergers.merge",
            subject_kind="collaboration",
            subject_key=slug,
            reason=merger.reason,
            detail=detail,
        )
