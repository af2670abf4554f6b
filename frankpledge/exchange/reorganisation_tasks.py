"""The worker's job: planned reorganisations, soon after midnight of their day."""

from django.utils import timezone
from procrastinate.contrib.django import app

from frankpledge.audit.actors import at_command_line
from frankpledge.register.actions import reorganisations

# Who stands in the history where nobody pressed the button on the day.
BY_ITSELF = at_command_line("the register, on the planned day")


# Ten past one: midnight has passed in London in winter and in summer.
@app.periodic(cron="10 1 * * *")
@app.task(name="reorganisations.nightly")
def apply_due(timestamp: int) -> None:  # noqa: ARG001 - the queue's own
    """Applies each, whole or not at all; curators are told of one that the register refuses."""
    reorganisations.apply_due(by=BY_ITSELF, day=timezone.localdate())
