"""How often somebody is sent what happened: their own choice, and nobody else's."""

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import giving
from frankpledge.people.models import Digest, User


def choose(*, by: Actor, digest: str) -> User:
    """Never, daily or weekly. Raises NotAllowed for who has no account, Invalid for anything else."""
    if by.kind is not ActorKind.PERSON or by.user_id is None:
        raise NotAllowed(_("Sign in to choose your e-mails."))
    if digest not in Digest.values:
        fault = _("Choose how often you want an e-mail.")
        raise Invalid(fault, {"digest": fault})
    return _chosen(by, by.user_id, Digest(digest))


def stop(*, user: User) -> User:
    """No more: for whoever holds the link of an e-mail, who need not be signed in."""
    by = Actor(kind=ActorKind.PUBLIC, name="the link in an e-mail")
    return _chosen(by, user.pk, Digest.NEVER)


def _chosen(by: Actor, user_id: int, digest: Digest) -> User:
    with transaction.atomic():
        user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
        if user is None:
            raise NotFound(_("There is no such account."))
        if user.digest != digest:
            before, user.digest = user.digest, digest
            user.save(update_fields=["digest"])
            detail = {"digest": [before, digest.value]}
            giving.note(by, "people.users.choose_digest", user, detail=detail)
    return user
