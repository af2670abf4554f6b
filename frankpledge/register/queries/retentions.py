"""Documents of which somebody is to say whether they are still needed."""

import datetime

from frankpledge.people.permissions import Power, Rights
from frankpledge.register.models import KEPT_STATES, Document
from frankpledge.register.queries.keepers import kept_by

# Before the last day for which a document is kept.
ASKED_BEFORE = datetime.timedelta(days=30)


def due_by(day: datetime.date, rights: Rights, *, most: int) -> list[Document]:
    """Those kept until that day at most, of the records for which somebody decides. One statement."""
    held = rights.organisations_with(Power.DECIDE_CHANGE)
    if not held:
        return []
    rows = Document.objects.filter(
        retain_until__lte=day, state__in=KEPT_STATES, collaboration__in=kept_by(held)
    )
    return list(rows.select_related("collaboration").order_by("retain_until", "pk")[:most])
