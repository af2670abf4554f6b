"""What becomes of the changes that somebody began: refused, overtaken by others, or not sent yet."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Q
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.register.models import Change, ChangeState
from frankpledge.register.queries import changes
from frankpledge.register.queries.asked import MOST_LISTED, REFUSED_SINCE, Kind, Task


def own_changes(actor: Actor) -> list[Change]:
    """Those that somebody began and that still matter to them, the newest first. One statement."""
    return list(changes.mine(actor).filter(_still_of_interest())[: 3 * MOST_LISTED])


def _still_of_interest() -> Q:
    lately = timezone.now() - REFUSED_SINCE
    undecided = Q(state__in=[ChangeState.DRAFT, ChangeState.PROPOSED])
    return undecided | Q(state=ChangeState.REFUSED, decided_at__gte=lately)


def of_own_changes(own: Iterable[Change], moments: Mapping[int, datetime.datetime]) -> Iterator[Task]:
    """What they ask of whoever began them. `moments` are those of the overtaken."""
    for each in own:
        if each.state == ChangeState.REFUSED:
            yield of_change(Kind.REFUSED, each)
        if each.pk in moments:
            yield of_change(Kind.OVERTAKEN, each, moments[each.pk])
        if each.state == ChangeState.DRAFT:
            yield of_change(Kind.BEGUN, each)


def undecided(own: Iterable[Change], moments: Mapping[int, datetime.datetime]) -> Iterator[Task]:
    """What others are to decide, and nothing has overtaken."""
    for each in own:
        if each.state == ChangeState.PROPOSED and each.pk not in moments:
            yield of_change(Kind.UNDECIDED, each)


def overtaken(own: Iterable[Change]) -> dict[int, datetime.datetime]:
    """Those in whose way another change was put since they were begun, and when. One statement."""
    waiting = [each for each in own if each.state != ChangeState.REFUSED and each.target_id is not None]
    others = Change.objects.filter(
        state=ChangeState.APPROVED,
        target_id__in=[each.target_id for each in waiting],
        decided_at__gt=min((each.begun_at for each in waiting), default=timezone.now()),
    ).order_by("decided_at")
    held = list(others)
    return {
        each.pk: other.decided_at
        for each in waiting
        for other in held
        if other.decided_at and other.decided_at > each.begun_at and _meet(each, other)
    }


def _meet(change: Change, other: Change) -> bool:
    """Whether they are about the same field of the same row and want it to be different."""
    if (change.target_kind, change.target_id) != (other.target_kind, other.target_id):
        return False
    return any(
        other.wanted[name] not in (wanted, change.before.get(name))
        for name, wanted in change.wanted.items()
        if name in other.wanted
    )


def of_change(kind: Kind, change: Change, asked_at: datetime.datetime | None = None) -> Task:
    """One change as something asked."""
    moments = {Kind.REFUSED: change.decided_at, Kind.BEGUN: change.begun_at}
    asked_at = asked_at or moments.get(kind, change.proposed_at)
    about = str(change.collaboration or change.organisation or "")
    return Task(kind=kind, key=change.reference, about=about, asked_at=asked_at)
