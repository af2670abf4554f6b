"""Handing one's voice and decisions to a colleague while one is away, and taking them back.

Only who holds them by a role hands them on: what is lent is not lent again. It begins and ends by itself.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import giving
from frankpledge.people.models import Delegation, Organisation, Power, User
from frankpledge.people.permissions import Rights
from frankpledge.people.queries import delegations as queries
from frankpledge.people.rules import refuse

LONGEST_DAYS = 92


def hand_over(
    *, by: Actor, organisation: str, delegate_id: int, starts_on: datetime.date, ends_on: datetime.date
) -> Delegation:
    """The colleague decides and speaks for the actor, from the first day to the last.

    The same again changes nothing.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        wanted = check(
            by=by, organisation=organisation, delegate_id=delegate_id, starts_on=starts_on, ends_on=ends_on
        )
        same = Delegation.objects.filter(
            organisation=wanted.organisation, delegator=by.user_id, delegate=wanted.delegate,
            starts_on=starts_on, ends_on=ends_on, ended_at=None,
        )  # fmt: skip
        if held := same.first():
            return held
        wanted.save(force_insert=True)
        _note(by, "hand_over", wanted)
    return wanted


def check(
    *, by: Actor, organisation: str, delegate_id: int, starts_on: datetime.date, ends_on: datetime.date
) -> Delegation:
    """The same, not saved. Raises what `hand_over` would."""
    place = giving.where(organisation)
    if place is None:
        raise NotFound(_("Nobody stands in for somebody with a national role."))
    _require_own_voice(by, place)
    faults = {}
    delegate = _colleague(place, by.user_id or 0, delegate_id)
    if delegate is None:
        faults["delegate"] = _("Choose a colleague who has a role here and a second step for signing in")
    if starts_on < timezone.localdate():
        faults["starts_on"] = _("The first day must be today or later")
    if ends_on < starts_on:
        faults["ends_on"] = _("The last day must not be before the first")
    elif (ends_on - starts_on).days >= LONGEST_DAYS:
        faults["ends_on"] = _("Three months at most. For longer, ask for a role for your colleague")
    refuse(_("Standing in"), faults)
    return Delegation(
        organisation=place,
        delegator_id=by.user_id or 0,
        delegate=delegate,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def take_back(*, by: Actor, delegation_id: int) -> Delegation:
    """It counts no more, at once. Either of the two may, and who manages the organisation's people."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        rights = Rights.of(by)
        seen = queries.visible_to(rights, by.user_id).filter(pk=delegation_id).first()
        if seen is None or by.kind is not ActorKind.PERSON:
            raise NotFound(_("There is nothing to take back here."))
        is_theirs = by.user_id in {seen.delegator_id, seen.delegate_id}
        if not is_theirs and not rights.may(Power.MANAGE_PEOPLE, [seen.organisation_id]):
            raise NotAllowed(_("Only the two of them, or who gives roles there, ends this."))
        if seen.ended_at is None:
            seen.ended_at = timezone.now()
            seen.save(update_fields=["ended_at"])
            _note(by, "take_back", seen)
    return seen


def _require_own_voice(by: Actor, place: Organisation) -> None:
    rights = Rights.of(by)
    if by.kind is not ActorKind.PERSON or not rights.holds_by_role(Power.SPEAK_FOR, place.pk):
        raise NotAllowed(
            _("Only an owner of %(body)s, with a second step, hands this on. What is lent is not lent again.")
            % {"body": place.name}
        )


def _colleague(place: Organisation, own_id: int, delegate_id: int) -> User | None:
    people = queries.who_may_stand_in(place.pk, but=own_id)
    return next((person for person in people if person.pk == delegate_id), None)


def _note(by: Actor, action: str, row: Delegation) -> None:
    giving.note(
        by,
        f"people.delegations.{action}",
        row,
        detail={
            "organisation": [None, row.organisation.slug],
            "person": [row.delegator_id, row.delegate_id],
            "days": [str(row.starts_on), str(row.ends_on)],
        },
    )


def day_or_refuse(day: datetime.date | None, field: str) -> datetime.date:
    """A day that must be given. Raises Invalid."""
    if day is None:
        fault = _("Enter a day, like 31 March 2027")
        raise Invalid(fault, {field: fault})
    return day
