"""Who wrote what waits to be decided: the same account, the same key, or the command line by its name."""

from django.db.models import Q

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.register.models import Change, Registration


def own(by: Actor) -> Q:
    """The condition on changes and registrations that somebody is the author."""
    if by.user_id is not None:
        return Q(author=by.user_id)
    if by.token_id is not None:
        return Q(author_token=by.token_id)
    if by.kind is ActorKind.COMMAND:
        return Q(author__isnull=True, author_token__isnull=True, author_name=by.name)
    return Q(pk__in=[])


def is_own(held: Change | Registration, by: Actor) -> bool:
    """Whether somebody is the author of `held`: the same rule, of one that was read before."""
    if by.user_id is not None:
        return held.author_id == by.user_id
    if by.token_id is not None:
        return held.author_token_id == by.token_id
    is_nobodys = held.author_id is None and held.author_token_id is None
    return by.kind is ActorKind.COMMAND and is_nobodys and held.author_name == by.name
