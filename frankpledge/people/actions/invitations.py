"""Inviting somebody by e-mail, and accepting. The link's secret is in the e-mail; only its hash is kept."""

import datetime
import secrets
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import giving, letters, memberships, users
from frankpledge.people.models import Invitation, Membership, Organisation, Role, Standing, User
from frankpledge.people.permissions import Rights
from frankpledge.people.queries import invitations as queries
from frankpledge.people.rules import faults_of, refuse

DAYS_TO_ACCEPT = 7


class Closed(Invalid):
    """The link works no more; `invitation` says why."""

    def __init__(self, message: str, invitation: Invitation) -> None:
        super().__init__(message)
        self.invitation = invitation


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation and the address that accepts it; no address where it had been sent before."""

    invitation: Invitation
    address: str = field(default="", repr=False)


def invite(
    *,
    by: Actor,
    email: str,
    role: Role,
    stem: str,
    organisation: str = "",
    name: str = "",
    until: datetime.date | None = None,
) -> Sent:
    """Sends an invitation to the organisation of that slug, or for the nation ("").

    `until` is the role's last day; `stem` what the address of an invitation begins with, before its secret.
    The same again, while the first waits, sends nothing.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        invitation = check(by=by, email=email, role=role, organisation=organisation, name=name, until=until)
        if waiting := _waiting(invitation):
            return Sent(waiting)
        address = _renew(invitation, by, stem)
        invitation.save(force_insert=True)
        giving.note(by, "people.invitations.invite", invitation, detail=_detail(invitation))
    return Sent(invitation, address)


def check(
    *,
    by: Actor,
    email: str,
    role: Role,
    organisation: str = "",
    name: str = "",
    until: datetime.date | None = None,
) -> Invitation:
    """The invitation as it would be, not saved and not sent. Raises what `invite` would."""
    place = giving.where(organisation)
    giving.require_people(by, place.pk if place else None)
    giving.check_role(role, place)
    invitation = Invitation(
        email=users.written(email),
        name=users.one_line(name),
        organisation=place,
        role=role,
        role_expires_at=giving.over_at(until, role=role),
    )
    _check(by, invitation)
    return invitation


def send_again(*, by: Actor, invitation_id: int, stem: str) -> Sent:
    """A new link for an invitation that was not accepted. The one sent before works no more."""
    with transaction.atomic():
        invitation = _open(by, invitation_id)
        _check(by, invitation)
        address = _renew(invitation, by, stem)
        invitation.save(update_fields=["secret_hash", "expires_at", "invited_by", "inviter"])
        giving.note(by, "people.invitations.send_again", invitation)
    return Sent(invitation, address)


def withdraw(*, by: Actor, invitation_id: int) -> Invitation:
    """Its link works no more. Withdrawn already, it stays so."""
    with transaction.atomic():
        invitation = _open(by, invitation_id)
        if invitation.withdrawn_at is None:
            invitation.withdrawn_at = timezone.now()
            invitation.save(update_fields=["withdrawn_at"])
            giving.note(by, "people.invitations.withdraw", invitation)
    return invitation


def accept(*, by: Actor, secret: str) -> Membership:
    """Takes the role up, for whoever is signed in with the address that was invited. Raises Closed.

    Whoever took it up already has it: the same again changes nothing.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        invitation = queries.by_secret(secret)
        user = User.objects.filter(pk=by.user_id, is_active=True).first() if by.user_id else None
        if user is None or user.email != invitation.email:
            raise NotAllowed(
                _("This invitation is for another e-mail address. Sign in with the one that it was sent to.")
            )
        if invitation.accepted_by_id != user.pk:
            _check_works(invitation)
            _accepted(invitation, user)
        return _given(invitation, user)


def join(*, secret: str, name: str, password: str) -> User:
    """Opens the account of somebody new, whose address the link proves, with the role. Raises Closed."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        invitation = queries.by_secret(secret)
        _check_works(invitation)
        if User.objects.filter(email=invitation.email).exists():
            raise NotAllowed(_("There is an account with this address. Sign in to accept the invitation."))
        user = users.opened(email=invitation.email, name=name, password=password)
        _accepted(invitation, user)
        _given(invitation, user)
    return user


def check_works(secret: str) -> Invitation:
    """The invitation that a link leads to, if it can be accepted. Raises NotFound and Closed."""
    invitation = queries.by_secret(secret)
    _check_works(invitation)
    return invitation


def _waiting(offer: Invitation) -> Invitation | None:
    same = Invitation.objects.pending().filter(
        email=offer.email, organisation=offer.organisation, role=offer.role
    )
    return same.first()


def _check(by: Actor, offer: Invitation) -> None:
    faults = faults_of(offer)
    refuse(_("The invitation"), {name: faults[name] for name in ("email", "name") if name in faults})
    user = users.held(offer.email)
    if user is None:
        return
    if by.kind is ActorKind.PERSON and by.user_id == user.pk:
        raise NotAllowed(
            _("Nobody gives a role to themselves. Another administrator or a curator can give it to you.")
        )
    if user.memberships.current().filter(organisation=offer.organisation, role=offer.role).exists():
        fault = _("Whoever has this address holds this role already")
        raise Invalid(fault, {"email": fault})


def _renew(invitation: Invitation, by: Actor, stem: str) -> str:
    """A new secret and a new last moment; the letter goes once all is saved."""
    secret = secrets.token_urlsafe(32)
    invitation.secret_hash = queries.hash_of(secret)
    invitation.expires_at = timezone.now() + datetime.timedelta(days=DAYS_TO_ACCEPT)
    invitation.invited_by = by.name
    invitation.inviter_id = by.user_id
    address = f"{stem}{secret}"
    letter = letters.invitation(invitation, address, by)

    def send() -> None:
        letter.send()

    transaction.on_commit(send, robust=True)
    return address


def _open(by: Actor, invitation_id: int) -> Invitation:
    audit.wait_for_other_writers()
    found = queries.visible_to(Rights.of(by)).filter(pk=invitation_id).first()
    if found is None:
        raise NotFound(_("There is no such invitation."))
    giving.require_people(by, found.organisation_id)
    if found.accepted_at is not None:
        raise Invalid(_("This invitation was accepted already."))
    return found


def _check_works(invitation: Invitation) -> None:
    standing = invitation.standing
    if standing is Standing.PENDING and not _inviter_still_may(invitation):
        standing = Standing.WITHDRAWN
    if standing is not Standing.PENDING:
        raise Closed(_why_closed(standing), invitation)


def _why_closed(standing: Standing) -> str:
    return {
        Standing.ACCEPTED: _("This invitation was used already. Each link works once."),
        Standing.WITHDRAWN: _("This invitation was withdrawn. Ask whoever invited you."),
        Standing.EXPIRED: _("This invitation has expired. Ask whoever invited you for a new one."),
    }[standing]


def _inviter_still_may(invitation: Invitation) -> bool:
    if invitation.inviter_id is None:
        return True
    inviter = Actor(
        kind=ActorKind.PERSON, name=invitation.invited_by, user_id=invitation.inviter_id, is_verified=True
    )
    return memberships.may_invite(Rights.of(inviter), invitation)


def _accepted(invitation: Invitation, user: User) -> None:
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    giving.note(users.as_themselves(user), "people.invitations.accept", invitation)


def _given(invitation: Invitation, user: User) -> Membership:
    return memberships.appointed(
        by=users.as_themselves(user),
        user=user,
        role=Role(invitation.role),
        place=invitation.organisation,
        over=invitation.role_expires_at,
    )


def _detail(invitation: Invitation) -> dict[str, list[str | None]]:
    place: Organisation | None = invitation.organisation
    last_day = giving.last_day(invitation.role_expires_at)
    return {
        "organisation": [None, place.slug if place else "national"],
        "role": [None, invitation.role],
        "until": [None, str(last_day) if last_day else None],
    }
