"""Opening, renaming and closing accounts. An account gives no rights; roles do."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import giving, memberships
from frankpledge.people.models import Membership, Power, User
from frankpledge.people.permissions import Rights, require_nationally
from frankpledge.people.rules import faults_of, refuse


def create(*, by: Actor, email: str, name: str, password: str | None = None) -> User:
    """An account for somebody whose address was checked; the one there is when it is open already.

    Without a password they come in by a provider, or ask for a new password by e-mail.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        require_nationally(by, Power.MANAGE_PEOPLE)
        return held(email) or opened(email=email, name=name, password=password, by=by)


def held(email: str) -> User | None:
    """The account of that address. Raises Invalid when it was closed."""
    found = User.objects.filter(email=written(email)).first()
    if found is not None and not found.is_active:
        fault = _("The account of this address was closed. A curator can open it again.")
        raise Invalid(fault, {"email": fault})
    return found


def opened(*, email: str, name: str, password: str | None, by: Actor | None = None) -> User:
    """A new account, its address verified. For actions, in their transaction: they know why it may be.

    Without `by` the person opens it for themselves.
    """
    user = User(email=written(email), name=one_line(name))
    faults = faults_of(user)
    faults.pop("password", None)
    if password is not None:
        faults |= _password_faults(password, user)
    refuse(_("The account"), faults)
    user.set_password(password)
    user.save(force_insert=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    _record(by or as_themselves(user), "create", user)
    return user


def rename(*, by: Actor, user_id: int, name: str) -> User:
    """The name that others see. One's own, or by a curator."""
    with transaction.atomic():
        user = _own_or_curated(by, user_id)
        before, user.name = user.name, one_line(name)
        if user.name != before:
            refuse(_("The name"), {k: fault for k, fault in faults_of(user).items() if k == "name"})
            user.save(update_fields=["name"])
            _record(by, "rename", user)
    return user


def close(*, by: Actor, user_id: int, reason: str) -> User:
    """Ends every role, invitations they may no longer make, and the account. One's own, or by a curator.

    Whoever is signed in with it is signed out by the next click.
    """
    with transaction.atomic():
        user = _own_or_curated(by, user_id)
        words = giving.required(reason, "reason", _("Enter the reason"))
        if user.is_active:
            open_roles = Membership.objects.filter(user=user, ended_at=None)
            memberships.end_all(by=by, memberships=open_roles, reason=words)
            user.is_active = False
            user.save(update_fields=["is_active"])
            _record(by, "close", user, words)
    return user


def reopen(*, by: Actor, user_id: int, reason: str) -> User:
    """Opens a closed account again, without any role."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        require_nationally(by, Power.MANAGE_PEOPLE)
        user = _found(user_id)
        words = giving.required(reason, "reason", _("Enter the reason"))
        if not user.is_active:
            user.is_active = True
            user.save(update_fields=["is_active"])
            _record(by, "reopen", user, words)
    return user


def forget_second_steps(*, by: Actor, user_id: int, reason: str) -> User:
    """For who lost them all: no passkey, app or recovery code counts any more, and no session stays open.

    They sign in by password and set up a new second step. Only a curator may; nobody does it for themselves.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        require_nationally(by, Power.MANAGE_PEOPLE)
        user = _found(user_id)
        if by.kind is ActorKind.PERSON and by.user_id == user_id:
            raise NotAllowed(_("Another curator has to do this for you."))
        words = giving.required(reason, "reason", _("Enter the reason"))
        # As an owner of a session is no longer sure to be the person, all of them end.
        for session in UserSession.objects.filter(user=user):
            session.end()
        if Authenticator.objects.filter(user=user).delete()[0]:
            _record(by, "forget_second_steps", user, words)
    return user


def as_themselves(user: User) -> Actor:
    """The person as an actor who has proved nothing but who they are."""
    return Actor(kind=ActorKind.PERSON, name=user.name, user_id=user.pk)


def written(email: str) -> str:
    """An address as accounts keep it."""
    return email.strip().lower()


def one_line(name: str) -> str:
    """A name as it stands in a line: no breaks, no doubled spaces."""
    return " ".join(name.split())


def _own_or_curated(by: Actor, user_id: int) -> User:
    audit.wait_for_other_writers()
    is_own = by.kind is ActorKind.PERSON and by.user_id == user_id
    if not is_own and not Rights.of(by).may_nationally(Power.MANAGE_PEOPLE):
        raise NotFound(_("There is no such account."))
    user = _found(user_id)
    if is_own and not user.is_active:
        raise NotAllowed(_("This account was closed."))
    return user


def _found(user_id: int) -> User:
    found = User.objects.filter(pk=user_id).first()
    if found is None:
        raise NotFound(_("There is no such account."))
    return found


def _password_faults(password: str, user: User) -> dict[str, str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return {"password": " ".join(error.messages)}
    return {}


def _record(by: Actor, action: str, user: User, reason: str = "") -> None:
    giving.note(by, f"people.users.{action}", user, reason)
