"""The worker's job: the digests, each morning."""

import datetime
import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from frankpledge.exchange import digests

logger = logging.getLogger(__name__)


# Half past six in London in winter and half past seven in summer: the schedule is in universal time.
@app.periodic(cron="30 6 * * *")
@app.task(name="digests.morning")
def morning(timestamp: int) -> None:
    """Sends what is due on the day that the job was for, however late it runs."""
    on = timezone.localdate(datetime.datetime.fromtimestamp(timestamp, tz=datetime.UTC))
    try:
        fates = digests.send_all(on)
    except digests.NoAddress as refusal:
        if digests.due(on).exists():
            logger.warning("%s", refusal)
        return
    if fates[digests.Sent.FAILED]:
        logger.error("%s digests could not be handed over.", fates[digests.Sent.FAILED])
