"""Keeps what each benefit has come to, whenever one of its figures is locked or opened again."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import QuerySet

from frankpledge.benefits.models import Profile, Standing, Workspace
from frankpledge.benefits.queries import standings
from frankpledge.benefits.queries.standings import COMPARED

_is_postponed: ContextVar[bool] = ContextVar("standings_postponed", default=False)


@contextmanager
def postponed() -> Iterator[None]:
    """Leave standings as they are meanwhile, for who does much in one transaction and refreshes them last."""
    before = _is_postponed.set(True)
    try:
        yield
    finally:
        _is_postponed.reset(before)


def refresh(workspace: Workspace, profiles: Collection[int] | None = None) -> None:
    """Work out the standings of a workspace anew, of some of its benefits or of all, in this transaction."""
    if _is_postponed.get():
        return
    chosen = workspace.profiles.all()
    _keep([each.standing for each in standings.worked_out(_some(chosen, profiles))])


def rebuild() -> int:
    """Work out every standing anew. Gives how many."""
    count = 0
    for lot in _lots():
        with transaction.atomic():
            _keep(lot)
        count += len(lot)
    return count


def _some(chosen: QuerySet[Profile], profiles: Collection[int] | None) -> QuerySet[Profile]:
    return chosen if profiles is None else chosen.filter(pk__in=profiles)


def _lots(size: int = 500) -> Iterator[list[Standing]]:
    lot: list[Standing] = []
    for result in standings.worked_out(Profile.objects.all()):
        lot.append(result.standing)
        if len(lot) == size:
            yield lot
            lot = []
    if lot:
        yield lot


def _keep(made: list[Standing]) -> None:
    Standing.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["profile"], update_fields=[*COMPARED, "made_at"]
    )
