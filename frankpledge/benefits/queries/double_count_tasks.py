"""What may be counted twice asks a word of who decides on the later one, and a look of curators."""

from collections.abc import Iterator

from frankpledge.benefits.models import DoubleCount
from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register.queries.asked import Kind, Task
from frankpledge.register.queries.keepers import kept_by

MOST = 20


def asked(rights: Rights) -> Iterator[Task]:
    """A task for each pair whose later benefit is of a record that somebody decides on; one for curators."""
    open_ones = DoubleCount.objects.filter(cleared="")
    decides = rights.organisations_with(Power.DECIDE_CHANGE)
    if decides:
        own = open_ones.filter(later__workspace__collaboration__in=kept_by(decides))
        for each in own.select_related("later__workspace__collaboration").order_by("id")[:MOST]:
            about = each.later.workspace.collaboration.title
            key = f"double-counts/{each.pk}"
            yield Task(kind=Kind.DOUBLE_COUNT, key=key, about=about, asked_at=each.found_at)
    if rights.may_nationally(Power.DECIDE_CHANGE) and not rights.is_operator:
        first = open_ones.order_by("found_at").first()
        if first is not None:
            yield Task(kind=Kind.DOUBLE_COUNTS, asked_at=first.found_at)
