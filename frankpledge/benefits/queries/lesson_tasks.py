"""What learning asks of who decides: a lesson, once what is next was decided by the full method."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils import timezone

from frankpledge.benefits.models import Answer, Asked, Depth, Lesson, Next
from frankpledge.benefits.queries.lessons import learn_by
from frankpledge.benefits.years import last_ended
from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register.queries.asked import Kind, Task
from frankpledge.register.queries.keepers import kept_by

MOST = 20


def asked(rights: Rights) -> Iterator[Task]:
    """One for each record that decided on its last year and has shared no lesson since."""
    decides = rights.organisations_with(Power.DECIDE_CHANGE)
    if not decides:
        return
    since = Lesson.objects.filter(
        workspace=OuterRef("workspace"), shared_on__gte=OuterRef("answered_at__date")
    )
    decided = Answer.objects.filter(
        ~Exists(since),
        asked=Asked.NEXT,
        organisation=None,
        year=last_ended(timezone.localdate()),
        workspace__depth=Depth.FULL,
        workspace__collaboration__in=kept_by(decides),
    ).exclude(next__in=("", Next.NOT_DECIDED))
    first = decided.select_related("workspace__collaboration").order_by("workspace_id", "id")
    for row in first.distinct("workspace_id")[:MOST]:
        record = row.workspace.collaboration
        due = learn_by(timezone.localdate(row.answered_at))
        yield Task(
            kind=Kind.LESSON, key=record.reference, about=record.title, asked_at=row.answered_at, due_on=due
        )
