"""The benefits for which one body answers, or that it has to make come about."""

from collections.abc import Sequence

from django.db.models import Q

from frankpledge.benefits.models import Profile, ProfileState

# What a page lists; what is beyond is counted.
MOST_LISTED = 200
RUNNING = (ProfileState.DRAFT, ProfileState.AGREED, ProfileState.CLOSED)


def of(organisation_id: int) -> tuple[Sequence[Profile], int]:
    """The first so many by collaboration, and how many there are. Two statements."""
    is_its = Q(owner=organisation_id) | Q(realisers__organisation=organisation_id)
    every = Profile.objects.filter(is_its, state__in=RUNNING).distinct()
    related = every.select_related("workspace__collaboration", "measure", "owner", "standing")
    held = list(related.order_by("workspace__collaboration__title", "id")[:MOST_LISTED])
    return held, every.count()
