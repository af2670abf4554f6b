"""What the parties say of a locked return: agreed, disputed, still open to them, or not reviewed."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F

from frankpledge.benefits.models import Return, ReturnState, Review
from frankpledge.people.models import Organisation
from frankpledge.register.queries.persons import those_to_say


class Reviewed(StrEnum):
    """How one party stands to one return. Silence is never agreement."""

    AGREED = "agreed"
    DISPUTED = "disputed"
    OPEN = "open"
    NOT_REVIEWED = "not_reviewed"


@dataclass(frozen=True, slots=True)
class Stand:
    """How one party stands, with what it said where it said something of the return as it is now."""

    organisation: Organisation
    reviewed: Reviewed
    review: Review | None = None


def stands(held: Return, today: datetime.date) -> list[Stand]:
    """Each body whose word counts, and whoever else said something of the return as it is now."""
    return stands_of([held], today)[held.pk]


def stands_of(returns: Sequence[Return], today: datetime.date) -> Mapping[int, list[Stand]]:
    """The same for many returns of one record, in as many statements as for one."""
    if not returns:
        return {}
    parties = those_to_say(returns[0].workspace.collaboration, today).all
    said = _newest(returns)
    found = {}
    for held in returns:
        words = said.get(held.pk, {})
        bodies = {each.pk: each for each in parties}
        bodies |= {each.organisation.pk: each.organisation for each in words.values()}
        found[held.pk] = [
            Stand(body, _reviewed(words.get(pk), held, today), words.get(pk)) for pk, body in bodies.items()
        ]
    return found


def _newest(returns: Sequence[Return]) -> dict[int, dict[int, Review]]:
    """The last word of each body on each return as it is now."""
    newest: dict[int, dict[int, Review]] = defaultdict(dict)
    of_these = Review.objects.filter(of_return__in=returns, return_version=F("of_return__version"))
    for each in of_these.select_related("organisation", "profile").order_by("id"):
        newest[each.of_return_id][each.organisation_id] = each
    return newest


def _reviewed(review: Review | None, held: Return, today: datetime.date) -> Reviewed:
    if review is not None:
        return Reviewed.AGREED if review.agrees else Reviewed.DISPUTED
    is_open = (
        held.state == ReturnState.LOCKED and held.review_ends_on is not None and today <= held.review_ends_on
    )
    return Reviewed.OPEN if is_open else Reviewed.NOT_REVIEWED
