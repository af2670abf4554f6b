"""Who is behind a request: whoever holds its key. There is no cookie here, so there is no forged request."""

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from frankpledge.audit.actors import PUBLIC, Actor
from frankpledge.people.actions import tokens
from frankpledge.people.rights import Rights
from frankpledge.register import sight


class Key(HttpBearer):
    """`Authorization: Bearer fp_...`: a key that an organisation's administrator made. Required."""

    openapi_description = "A key that an administrator of your organisation makes and hands out once."

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:  # noqa: ARG002 - the library's signature
        """The actor, or None for a key that opens nothing; then the answer is 401."""
        return tokens.use(secret=token)


def reader(request: HttpRequest) -> Actor:
    """Whoever reads what is public: with a good key or with none, but never with a bad one."""
    if not request.headers.get("Authorization"):
        return PUBLIC
    return _actor(Key()(request))


def holder(request: HttpRequest) -> Actor:
    """Whoever holds the key that the operation asked for; what is not public of theirs is seen from now."""
    return _looking(_actor(getattr(request, "auth", None)))


def reader_of_their_own(request: HttpRequest) -> Actor:
    """As `reader`; with a key, what is not public of its organisation's own records is seen from now."""
    return _looking(reader(request))


def _looking(actor: Actor) -> Actor:
    if actor is not PUBLIC:
        sight.begin(Rights.of(actor))
    return actor


def _actor(found: object) -> Actor:
    if not isinstance(found, Actor):
        raise HttpError(401, "")
    return found
