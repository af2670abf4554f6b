"""Who is answerable for a collaboration, and its next days: an agreement's go before those typed here."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from frankpledge.benefits.models import Oversight, Workspace
from frankpledge.register.models import Agreement, AgreementState


@dataclass(frozen=True, slots=True)
class Overseen:
    """What is on record of it. `dated` are the agreements in force with a day of review or of their end."""

    row: Oversight | None
    dated: Sequence[Agreement]

    @property
    def review(self) -> tuple[datetime.date | None, Agreement | None]:
        """When it is looked at next, with the agreement that says so."""
        held = [(each.review_on, each) for each in self.dated if each.review_on]
        if held:
            return min(held, key=lambda each: each[0])
        return (self.row.review_on if self.row else None), None

    @property
    def notice_by(self) -> datetime.date | None:
        """By when notice has to be given, as typed here."""
        return self.row.notice_by if self.row else None

    @property
    def has_date(self) -> bool:
        """Whether there is a day on which it ends or is looked at."""
        return bool(self.dated) or self.review[0] is not None


def oversight_of(workspace: Workspace) -> Overseen:
    """Two statements."""
    has_end = Q(expires_on__isnull=False) | Q(review_on__isnull=False)
    in_force = Agreement.objects.filter(
        collaboration=workspace.collaboration_id, state=AgreementState.IN_FORCE
    )
    row = Oversight.objects.filter(workspace=workspace).select_related("organisation").first()
    return Overseen(row, list(in_force.filter(has_end).order_by("id")))
