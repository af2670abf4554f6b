"""The worker's job: planned reorganisations, soon after midnight of their day."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from frankpledge.audit.actors import at_command_line
from frankpledge.errors import FrankpledgeError
from frankpledge.register.actions import reorganisations
from frankpledge.register.queries import reorganisations as queries

logger = logging.getLogger(__name__)
# Who stands in the history where nobody pressed the button on the day.
BY_ITSELF = at_command_line("the register, on the planned day")


# Ten past one: midnight has passed in London in winter and in summer.
@app.periodic(cron="10 1 * * *")
@app.task(name="reorganisations.nightly")
def apply_due(timestamp: int) -> None:  # noqa: ARG001 - the queue's own
    """Applies each, whole or not at all; one that the register refuses waits for people."""
    for row in queries.due(timezone.localdate()):
        try:
            reorganisations.apply(by=BY_ITSELF, reference=row.reference, version=row.version)
        except FrankpledgeError:
            logger.exception("%s could not be applied, and nothing was changed.", row.reference)
