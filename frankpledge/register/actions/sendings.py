"""Keeping one sender from filling the curator's list."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import FrankpledgeError
from frankpledge.register.models import Sending

# An organisation's staff may all come from one address, and may go through all their records in a morning.
MOST_IN_AN_HOUR = 20
MOST_IN_A_DAY = 60
LIMITS = (
    (datetime.timedelta(hours=1), MOST_IN_AN_HOUR),
    (datetime.timedelta(days=1), MOST_IN_A_DAY),
)


class TooOften(FrankpledgeError):
    """The same address sent too many. `again_at` is when the next one will be taken."""

    def __init__(self, again_at: datetime.datetime) -> None:
        super().__init__(_("Too many messages came from your internet address in a short time."))
        self.again_at = again_at

    def wait_seconds(self, now: datetime.datetime) -> int:
        """How long that is from `now`, at least a second."""
        return max(1, int((self.again_at - now).total_seconds()) + 1)


def count(*, sender: str) -> None:
    """Notes one message from `sender` (a hash, in hexadecimal), or raises TooOften.

    Called in the transaction of the message, while it holds the lock on new messages. What is older than a
    day goes with every call.
    """
    now = timezone.now()
    Sending.objects.filter(at__lte=now - datetime.timedelta(days=1)).delete()
    for span, most in LIMITS:
        lately = Sending.objects.filter(sender=sender, at__gt=now - span).order_by("-at")
        # The newest `most` are in the way until the oldest of them is as old as the span.
        in_the_way = list(lately.values_list("at", flat=True)[most - 1 : most])
        if in_the_way:
            raise TooOften(in_the_way[0] + span)
    Sending.objects.create(sender=sender, at=now)
