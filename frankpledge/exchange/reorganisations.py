"""What a reorganisation does, or did, to each record, as rows."""

from collections.abc import Iterable, Iterator

from frankpledge.register.models import ReorganisedRecord
from frankpledge.register.reorganising import Plan

COLUMNS = ("reference", "title", "effect", "why", "asks", "leaving", "joining")


def rows(plan: Plan) -> Iterator[tuple[str | bool, ...]]:
    """What it would do now, one row for each record."""
    for each in plan.effects:
        yield (
            each.record.reference,
            each.record.title,
            str(each.effect),
            "; ".join(each.why),
            each.asks,
            "; ".join(dict.fromkeys(entry.body for entry in each.leaving)),
            "; ".join(dict.fromkeys(joining.body for joining in each.joining)),
        )


def rows_done(done: Iterable[ReorganisedRecord]) -> Iterator[tuple[str | bool, ...]]:
    """What it did; who left and who joined stands in each record."""
    for each in done:
        held = each.collaboration
        yield (held.reference, held.title, each.effect, "; ".join(each.why), each.asks, "", "")
