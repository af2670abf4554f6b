"""The bodies among which costs and benefits of a collaboration are shared."""

import datetime

from frankpledge.dates import Answer
from frankpledge.people.models import Organisation
from frankpledge.register.models import MEMBER_ROLES, Party


def parties_of(collaboration_id: int, day: datetime.date) -> list[Organisation]:
    """The bodies that take part and have not surely left, in the order of their names. One statement.

    Of a collaboration that is over, all that took part: its costs and benefits are theirs.
    """
    held = Party.objects.filter(collaboration=collaboration_id, role__in=MEMBER_ROLES)
    rows = list(held.select_related("organisation", "collaboration"))
    present = [party for party in rows if party.belonged_on(day) is not Answer.NO]
    found = {party.organisation_id: party.organisation for party in present or rows}
    return sorted(found.values(), key=lambda body: body.name)
