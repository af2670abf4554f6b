"""Who is behind a request, and what they may do: read once for each request."""

from django.http import HttpRequest

from frankpledge.audit.actors import PUBLIC, Actor, ActorKind
from frankpledge.people.models import User
from frankpledge.people.rights import Rights

# Where the sign-in keeps how somebody proved who they are, in the session.
PROOFS = "account_authentication_methods"


def user(request: HttpRequest) -> User | None:
    """The person signed in, or None."""
    found = getattr(request, "user", None)
    return found if isinstance(found, User) and found.is_authenticated else None


def is_signed_in(request: HttpRequest) -> bool:
    return user(request) is not None


def is_verified(request: HttpRequest) -> bool:
    """Whether a second factor was proved in this session: a passkey or a code."""
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
