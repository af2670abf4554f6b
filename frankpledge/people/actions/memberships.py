"""Giving a role to somebody who has an account, and ending it. A role with a last day ends by itself.

Rights are read anew for every request, so what ends here ends at once in every session.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import giving
from frankpledge.people.models import Invitation, Membership, Organisation, Power, Role, User
from frankpledge.people.permissions import Rights
from frankpledge.people.queries import memberships as queries


def give(
    *, by: Actor, user_id: int, role: Role, organisation: str = "", until: datetime.date | None = None
) -> Membership:
    """A role for the organisation of that slug, or for the nation (""); `until` is its last day.

    The person must be one of the organisation's already, unless a curator gives it: others are invited.
    Given again, the role is the same one, with the new last day.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        place = giving.where(organisation)
        rights = giving.require_people(by, place.pk if place else None)
        if by.kind is ActorKind.PERSON and by.user_id == user_id:
            raise NotAllowed(
                _("Nobody gives a role to themselves. Another administrator or a curator can give it to you.")
            )
        user = _person(user_id, place, rights)
        return appointed(by=by, user=user, role=role, place=place, over=giving.over_at(until, role=role))


def appointed(
    *, by: Actor, user: User, role: Role, place: Organisation | None, over: datetime.datetime | None
) -> Membership:
    """The role held. For actions, in their transaction: they know why it may be."""
    giving.check_role(role, place)
    held = _held_now(user, role, place)
    if held is None:
        held = Membership(user=user, organisation=place, role=role, expires_at=over)
        held.save(force_insert=True)
        _record(by, "give", held, {"role": [None, role.value], "until": [None, _said(over)]})
    elif held.expires_at != over:
        before, held.expires_at = held.expires_at, over
        held.save(update_fields=["expires_at"])
        _record(by, "give", held, {"until": [_said(before), _said(over)]})
    return held


def end(*, by: Actor, membership_id: int, reason: str) -> Membership:
    """Ends one role. What has ended already stays as it ended. Raises NotFound for what one may not see."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        visible = Q(user=by.user_id) | Q(pk__in=queries.visible_to(Rights.of(by)).values("pk"))
        membership = (
            Membership.objects.select_related("organisation").filter(visible, pk=membership_id).first()
        )
        if membership is None:
            raise NotFound(_("There is no such role."))
        if membership.user_id != by.user_id:
            giving.require_people(by, membership.organisation_id)
        words = giving.required(reason, "reason", _("Enter the reason"))
        end_all(by=by, memberships=[membership], reason=words)
    return membership


def leave(*, by: Actor, organisation: str = "", reason: str = "") -> int:
    """Ends every role that the actor holds in an organisation, or for the nation (""); says how many."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        place = giving.where(organisation)
        held = Membership.objects.filter(user=by.user_id, organisation=place, ended_at=None)
        if by.user_id is None or not held:
            raise NotFound(_("You have no role there."))
        return end_all(by=by, memberships=held, reason=reason.strip() or _("Left."))


def end_all(*, by: Actor, memberships: Iterable[Membership], reason: str) -> int:
    """Ends these roles, and what their holders invited where they now may not; says how many ended.

    For actions, in their transaction: they know why it may be. Raises Invalid where an administrator would
    leave nobody behind.
    """
    ending = [membership for membership in memberships if membership.ended_at is None]
    for membership in ending:
        if membership.user_id == by.user_id:
            _check_not_the_last(membership)
        # A role that ran out some time ago ended then.
        over, now = membership.expires_at, timezone.now()
        membership.ended_at = over if over and over < now else now
        membership.save(update_fields=["ended_at"])
        _record(by, "end", membership, {"role": [membership.role, None]}, reason)
    for user_id in {membership.user_id for membership in ending}:
        _withdraw_what_they_may_no_longer(by, user_id)
    return len(ending)


def _person(user_id: int, place: Organisation | None, rights: Rights) -> User:
    people = User.objects.filter(is_active=True)
    if not rights.may_nationally(Power.MANAGE_PEOPLE):
        members = Membership.objects.current().filter(organisation=place)
        people = people.filter(pk__in=members.values("user"))
    found = people.filter(pk=user_id).first()
    if found is None:
        raise NotFound(_("There is nobody of that number here. Invite them by their e-mail address."))
    return found


def _held_now(user: User, role: Role, place: Organisation | None) -> Membership | None:
    held = Membership.objects.filter(user=user, organisation=place, role=role, ended_at=None).first()
    if held is not None and not held.is_current_at(timezone.now()):
        held.ended_at = held.expires_at
        held.save(update_fields=["ended_at"])
        return None
    return held


def _check_not_the_last(membership: Membership) -> None:
    if membership.role != Role.ADMINISTRATOR or not membership.is_current_at(timezone.now()):
        return
    others = Membership.objects.current().filter(
        organisation=membership.organisation, role=Role.ADMINISTRATOR
    )
    if not others.exclude(pk=membership.pk).exists():
        raise Invalid(
            _("You are the last administrator of %(body)s. Make somebody else one first, or ask a curator.")
            % {"body": membership.organisation}
        )


def _withdraw_what_they_may_no_longer(by: Actor, user_id: int) -> None:
    rights = Rights.of(Actor(kind=ActorKind.PERSON, name="-", user_id=user_id, is_verified=True))
    for invitation in Invitation.objects.pending().filter(inviter=user_id):
        if not may_invite(rights, invitation):
            invitation.withdrawn_at = timezone.now()
            invitation.save(update_fields=["withdrawn_at"])
            giving.note(
                by, "people.invitations.withdraw", invitation, _("Whoever invited may no longer do so.")
            )


def may_invite(rights: Rights, invitation: Invitation) -> bool:
    """Whether these rights would allow this invitation."""
    if invitation.organisation_id is None:
        return rights.may_nationally(Power.MANAGE_PEOPLE)
    return rights.may(Power.MANAGE_PEOPLE, [invitation.organisation_id])


def _said(over: datetime.datetime | None) -> str | None:
    last_day = giving.last_day(over)
    return None if last_day is None else str(last_day)


def _record(
    by: Actor, action: str, membership: Membership, detail: dict[str, list[str | None]], reason: str = ""
) -> None:
    body = membership.organisation.slug if membership.organisation else "national"
    about = {"person": [membership.user_id] * 2, "organisation": [body] * 2}
    giving.note(by, f"people.memberships.{action}", membership, reason, {**about, **detail})
