"""What the parties say of a locked return: agreed, disputed, still open to them, or not reviewed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

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
    said = _newest(held.reviews.filter(return_version=held.version).select_related("organisation", "profile"))
    parties = {each.pk: each for each in those_to_say(held.workspace.collaboration, today).all}
    bodies = parties | {each.organisation.pk: each.organisation for each in said.values()}
    return [Stand(body, _reviewed(said.get(pk), held, today), said.get(pk)) for pk, body in bodies.items()]


def _newest(reviews: Iterable[Review]) -> dict[int, Review]:
    """The last word of each body."""
    return {each.organisation_id: each for each in reviews}


def _reviewed(review: Review | None, held: Return, today: datetime.date) -> Reviewed:
    if review is not None:
        return Reviewed.AGREED if review.agrees else Reviewed.DISPUTED
    is_open = (
        held.state == ReturnState.LOCKED and held.review_ends_on is not None and today <= held.review_ends_on
    )
    return Reviewed.OPEN if is_open else Reviewed.NOT_REVIEWED
