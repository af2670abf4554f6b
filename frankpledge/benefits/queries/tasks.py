"""What costs and benefits ask of one person. A constant number of statements, whatever somebody keeps."""

from collections.abc import Iterator

from frankpledge.benefits.queries import (
    double_count_tasks,
    handover_tasks,
    ledger_tasks,
    lesson_tasks,
    oversight_tasks,
    return_tasks,
)
from frankpledge.people.rights import Rights
from frankpledge.register.queries.asked import Task


def asked_by_benefits(rights: Rights) -> Iterator[Task]:
    """Everything, without order."""
    yield from return_tasks.asked(rights)
    yield from ledger_tasks.asked(rights)
    yield from handover_tasks.asked(rights)
    yield from oversight_tasks.asked(rights)
    yield from lesson_tasks.asked(rights)
    yield from double_count_tasks.asked(rights)
