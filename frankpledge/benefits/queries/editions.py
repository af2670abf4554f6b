"""What everybody may read of the figures of a record: the edition that was released, or why there is none."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from frankpledge.benefits.models import Edition, Workspace
from frankpledge.register.models import Withholding


@dataclass(frozen=True, slots=True)
class Shown:
    """`edition` is what was released by the day and still is; `taken_back` the last one that no longer is."""

    edition: Edition | None
    taken_back: Edition | None = None
    first_on: datetime.date | None = None


def shown(collaboration_id: int, day: datetime.date) -> Shown:
    """What may be read as at a day. Two statements.

    What was taken back is shown for no day. While a part of the record is withheld nothing is shown: the
    figures name parties and dates.
    """
    if Withholding.objects.filter(collaboration=collaboration_id).exists():
        return Shown(None)
    every = list(Edition.objects.filter(workspace__collaboration=collaboration_id).order_by("number"))
    released = [each for each in every if each.taken_back_at is None]
    by_then = [each for each in released if timezone.localdate(each.released_at) <= day]
    gone = [each for each in every if each.taken_back_at is not None]
    first_on = timezone.localdate(released[0].released_at) if released else None
    return Shown(by_then[-1] if by_then else None, gone[-1] if gone and not released else None, first_on)


def in_force(workspace: Workspace) -> Edition | None:
    """The edition that everybody reads now, for the record's people."""
    return workspace.editions.filter(taken_back_at__isnull=True).order_by("number").last()
