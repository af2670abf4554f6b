"""What returns ask: to be made when their period has ended, reviewed once locked. Five statements."""

import datetime
from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone

from frankpledge.benefits import periods
from frankpledge.benefits.models import Profile, Return, ReturnState, Review, Workspace
from frankpledge.benefits.queries.returns import ASKED_OF, calendar
from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register.queries.asked import Kind, Task
from frankpledge.register.queries.keepers import kept_by

# Of each kind.
MOST = 20


def asked(rights: Rights, today: datetime.date | None = None) -> Iterator[Task]:
    """The oldest return that each record owes, then those that finance officers may still review."""
    today = today or timezone.localdate()
    writes = rights.organisations_with(Power.PROPOSE_CHANGE)
    if writes:
        yield from _due(writes, today)
    validates = rights.organisations_with(Power.VALIDATE_FIGURES)
    if validates:
        yield from _to_review(validates, today)


def _due(writes: frozenset[int], today: datetime.date) -> Iterator[Task]:
    measured = Profile.objects.filter(state__in=ASKED_OF, measure__isnull=False)
    tracked = Workspace.objects.filter(collaboration__in=kept_by(writes)).select_related("collaboration")
    owed = []
    for each in tracked.prefetch_related("returns", Prefetch("profiles", measured)).order_by("id"):
        for period in calendar(each, today, each.returns.all(), each.profiles.all()):
            if period.is_asked and not period.is_locked and period.ends_on < today:
                owed.append((period.due_on, each, period.starts_on, period.ends_on))
                break
    for due_on, workspace, starts_on, ends_on in sorted(owed, key=lambda each: each[0])[:MOST]:
        yield _task(Kind.RETURN_DUE, workspace, starts_on, ends_on + datetime.timedelta(days=1), due_on)


def _to_review(validates: frozenset[int], today: datetime.date) -> Iterator[Task]:
    own = Review.objects.filter(organisation__in=validates)
    held = Return.objects.filter(
        state=ReturnState.LOCKED, review_ends_on__gte=today, workspace__collaboration__in=kept_by(validates)
    )
    related = held.select_related("workspace__collaboration").prefetch_related(Prefetch("reviews", own))
    unsaid = [
        each
        for each in related.order_by("review_ends_on", "id")
        if not any(review.return_version == each.version for review in each.reviews.all())
    ]
    for each in unsaid[:MOST]:
        if each.locked_on is not None:
            yield _task(
                Kind.RETURN_REVIEW, each.workspace, each.starts_on, each.locked_on, each.review_ends_on
            )


def _task(
    kind: Kind,
    workspace: Workspace,
    starts_on: datetime.date,
    asked_on: datetime.date,
    due_on: datetime.date | None,
) -> Task:
    record = workspace.collaboration
    return Task(
        kind=kind,
        key=f"{record.reference}/benefits/returns/{starts_on:%Y-%m}",
        about=f"{record.title}, {periods.named(starts_on, workspace.period_length)}",
        asked_at=timezone.make_aware(datetime.datetime.combine(asked_on, datetime.time())),
        due_on=due_on,
    )
