"""Who is behind a request, and what they may do: read once for each request."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from frankpledge.audit.actors import PUBLIC, Actor, ActorKind
from frankpledge.people.models import User
from frankpledge.people.rights import Rights

# Where the sign-in keeps how somebody proved who they are, in the session, and who it was.
PROOFS = "account_authentication_methods"
PROVED_BY = "account_authentication_methods_user"


def has_session(request: HttpRequest) -> bool:
    """Whether the request names a session at all: asks the database nothing."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def user(request: HttpRequest) -> User | None:
    """The person signed in, or None. Who names no session is not looked up."""
    found = getattr(request, "user", None)
    # Django's own stand-in for "somebody, once you ask" is no User until it is asked.
    if found is None or not (has_session(request) or _was_signed_in_just_now(request)):
        return None
    return found if isinstance(found, User) and found.is_authenticated else None


def user_for_frame(request: HttpRequest) -> User | None:
    """The same, for what stands around every page: the page that says the database is away needs it too."""
    try:
        return user(request)
    except DatabaseError:
        return None


def is_signed_in(request: HttpRequest) -> bool:
    return user(request) is not None


def is_verified(request: HttpRequest) -> bool:
    """Whether a second factor was proved in this session: a passkey or a code."""
    person = user(request)
    if person is None or request.session.get(PROVED_BY) != str(person.pk):
        return False
    return any(proof.get("method") == "mfa" for proof in request.session.get(PROOFS, []))


def actor(request: HttpRequest) -> Actor:
    """Whoever is signed in, or the public."""
    person = user(request)
    if person is None:
        return PUBLIC
    return Actor(kind=ActorKind.PERSON, name=person.name, user_id=person.pk, is_verified=is_verified(request))


def rights(request: HttpRequest) -> Rights:
    """What they may do, read once for the request. An action reads it anew."""
    held: Rights | None = getattr(request, "member_rights", None)
    if held is None:
        held = Rights.of(actor(request))
        request.member_rights = held  # type: ignore[attr-defined] # kept for the rest of the request
    return held


def _was_signed_in_just_now(request: HttpRequest) -> bool:
    """During the request that signs somebody in, the cookie is not there yet."""
    session = getattr(request, "session", None)
    return session is None or session.modified
