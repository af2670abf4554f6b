"""What a collaboration's own days ask of who decides: to look at it, to say before notice. One statement."""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from frankpledge.benefits.models import Oversight
from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register.queries.asked import SOON, Kind, Task
from frankpledge.register.queries.keepers import kept_by

MOST = 20
# A board meets every few months: it has to be told of a day for notice well before.
BEFORE_NOTICE = datetime.timedelta(days=90)


def asked(rights: Rights, today: datetime.date | None = None) -> Iterator[Task]:
    """Reviews that are due, and days for notice that come near. One that has passed asks nothing more."""
    decides = rights.organisations_with(Power.DECIDE_CHANGE)
    if not decides:
        return
    today = today or timezone.localdate()
    near = Q(review_on__lte=today + SOON) | Q(notice_by__range=(today, today + BEFORE_NOTICE))
    held = Oversight.objects.filter(near, workspace__collaboration__in=kept_by(decides))
    for row in held.select_related("workspace__collaboration").order_by("id")[:MOST]:
        if row.review_on and row.review_on <= today + SOON:
            yield _task(Kind.OVERSIGHT_REVIEW, row, row.review_on)
        if row.notice_by and today <= row.notice_by <= today + BEFORE_NOTICE:
            yield _task(Kind.NOTICE_BY, row, row.notice_by)


def _task(kind: Kind, row: Oversight, day: datetime.date) -> Task:
    record = row.workspace.collaboration
    return Task(kind=kind, key=record.reference, about=record.title, due_on=day)
