"""Following, and no longer following. The same twice is done once.

What somebody reads is their own business: the row is all that is kept, it goes when they stop, and nothing of
it stands in the audit.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, Rights
from frankpledge.register.models import LONGEST_SEARCH, LONGEST_WORDS, Follow
from frankpledge.register.queries import follows
from frankpledge.register.search import asking

# Whoever follows everything is told nothing; and what was found is kept with each search.
MOST_FOUND = 2_000
MOST_FOLLOWED = 500


def follow(*, by: Actor, what: str) -> Follow:
    """Has the actor told of what becomes of `what` (`queries.follows.named`).

    Raises NotAllowed, NotFound; Invalid for a search too wide or too long.
    """
    user_id = _person(by)
    if not Rights.of(by).may_anywhere(Power.FOLLOW):
        raise NotAllowed(_("You need a role in an organisation to follow records and searches."))
    followed = follows.named(what)
    with transaction.atomic():
        if follows.is_followed(user_id, what):
            return follows.of(user_id).get(
                collaboration=followed.collaboration,
                organisation=followed.organisation,
                search=followed.search,
            )
        if Follow.objects.filter(user=user_id).count() >= MOST_FOLLOWED:
            raise Invalid(_("You follow %(number)s things already. Stop following one first.") % _most())
        kept, _is_new = Follow.objects.get_or_create(
            user_id=user_id,
            collaboration=followed.collaboration,
            organisation=followed.organisation,
            search=followed.search,
            defaults=_of_a_search(followed.search) if followed.search else {},
        )
    return kept


def unfollow(*, by: Actor, what: str) -> None:
    """No longer. What is not followed, or is not there any more, is left as it is."""
    mine = Follow.objects.filter(user=_person(by))
    if what.startswith("?"):
        mine.filter(search=what[1:]).delete()
    elif what:
        mine.filter(collaboration__reference=what).delete()
        mine.filter(organisation__slug=what).delete()


def follow_heirs(heirs: Mapping[int, Sequence[Organisation]]) -> int:
    """Have everybody who follows one of these bodies (by id) follow those that come after it too.

    For actions, in their transaction. What somebody follows stays theirs to end. How many were added.
    """
    held = Follow.objects.filter(organisation__in=heirs).values_list("user_id", "organisation_id")
    wanted = {(user, heir.pk) for user, body in held if body for heir in heirs[body]}
    there = set(
        Follow.objects.filter(organisation__in={heir for _user, heir in wanted}).values_list(
            "user_id", "organisation_id"
        )
    )
    added = [Follow(user_id=user, organisation_id=heir) for user, heir in sorted(wanted - there)]
    return len(Follow.objects.bulk_create(added))


def look_again(*, follow: Follow, found: list[int]) -> None:
    """Keeps what a search has found by now, once its follower was told."""
    follow.found = found
    follow.save(update_fields=["found"])


def _of_a_search(search: str) -> dict[str, object]:
    if len(search) > LONGEST_SEARCH:
        raise Invalid(_("This search is too long to follow. Use fewer words or filters."))
    found = asking.found_by(search)
    if len(found) > MOST_FOUND:
        raise Invalid(
            _("This search finds more than %(number)s. Narrow it, then follow it.")
            % {"number": f"{MOST_FOUND:,}"}
        )
    return {"found": found, "search_words": asking.in_words(search)[:LONGEST_WORDS]}


def _most() -> dict[str, str]:
    return {"number": f"{MOST_FOLLOWED:,}"}


def _person(by: Actor) -> int:
    if by.kind is not ActorKind.PERSON or by.user_id is None:
        raise NotAllowed(_("Sign in to follow records and searches."))
    return by.user_id
