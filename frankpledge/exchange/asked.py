"""What is asked of one person by all rooms: on the page of tasks, and in an e-mail."""

from frankpledge.benefits.queries.tasks import asked_by_benefits
from frankpledge.people.models import User
from frankpledge.register.queries.tasks import Tasks, tasks_of


def asked_of(user: User, *, proved_second_step: bool = False) -> Tasks:
    """Everything, in 40 statements at most. Whoever proved a second step is not asked to set one up."""
    return tasks_of(user, proved_second_step=proved_second_step, further=asked_by_benefits)
