"""Keeps what may be counted twice, and takes the word of those who know whether it is."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import DoubleCount
from frankpledge.benefits.queries import double_counts as queries
from frankpledge.people.permissions import Power, Rights
from frankpledge.register import sight
from frankpledge.register.actions.typed import checked_words
from frankpledge.register.queries.keepers import keepers_of


@transaction.atomic
def refresh(profiles: Collection[int] | None = None) -> int:
    """Find anew what may be counted twice, of some benefits or of all. Gives how many pairs there are.

    What was cleared stays cleared as long as the pair is one. Found whoever acts, of all records.
    """
    with sight.everything():
        wanted = queries.found(profiles)
        held = {(each.earlier_id, each.later_id): each for each in queries.held(profiles)}
        gone = [row.pk for pair, row in held.items() if pair not in wanted]
        if gone:
            DoubleCount.objects.filter(pk__in=gone).delete()
        now = clock.now()
        DoubleCount.objects.bulk_create(
            [
                DoubleCount(earlier_id=pair[0], later_id=pair[1], organisation_id=body, found_at=now)
                for pair, body in wanted.items()
                if pair not in held
            ],
            batch_size=1000,
        )
    return len(wanted)


@transaction.atomic
def clear(*, by: Actor, number: int, reason: str) -> DoubleCount:
    """Say why nothing is counted twice by a pair: both count from then on. Said by who decides on either."""
    row = queries.one(number)
    words = checked_words("reason", reason, _("Enter why nothing is counted twice"))
    record = _decided(by, row)
    work = Work.locked(by, record, Power.DECIDE_CHANGE)
    row = queries.one(number)
    if row.cleared == words:
        return row
    before, row.cleared = row.cleared, words
    row.save(update_fields=["cleared"])
    said = f"{row.earlier.reference} {row.later.reference}.cleared"
    work.record("double_counts.clear", {said: [before or None, words]})
    return row


def _decided(by: Actor, row: DoubleCount) -> int:
    """The record of the two on which somebody decides; the later one's, where they decide on neither."""
    rights = Rights.of(by)
    numbers = [each.pk for each in reversed(queries.records_of(row))]
    may = [number for number in numbers if rights.may(Power.DECIDE_CHANGE, keepers_of(number))]
    return [*may, *numbers][0]
