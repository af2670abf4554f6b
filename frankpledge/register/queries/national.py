"""The register as a whole: how many records were found, what is known of them, and what falls due."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from frankpledge.dates import Answer, PartialDate
from frankpledge.register.models import Collaboration, Event, EventKind, Status
from frankpledge.register.queries.belonging import IN_BEING, OVER, days

FALLING_DUE = (EventKind.REVIEWED, EventKind.ENDED)


@dataclass(frozen=True, slots=True)
class Counts:
    """Records by status, as last reported. `without_an_end` are those not over and with no end on record."""

    by_status: Mapping[Status, int]
    without_an_end: int

    @property
    def found(self) -> int:
        return sum(self.by_status.values())

    @property
    def not_over(self) -> int:
        return sum(count for status, count in self.by_status.items() if status not in OVER)

    def __getitem__(self, status: Status) -> int:
        return self.by_status.get(status, 0)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that ends, or is to be reviewed, on a day that may still be to come."""

    on: PartialDate
    what: EventKind
    reference: str
    title: str

    @property
    def address(self) -> str:
        return Collaboration(reference=self.reference, title=self.title).address


def counts() -> Counts:
    """How many records there are, by status. One statement."""
    # `*`, not the key: the index on status and end then answers without the table.
    grouped = Collaboration.objects.order_by().values("status").annotate(found=Count("*"))
    rows = list(grouped.values_list("status", "found", Count("ends_on")))
    return Counts(
        by_status={Status(status): found for status, found, _ in rows},
        without_an_end=sum(found - with_an_end for status, found, with_an_end in rows if status not in OVER),
    )


def in_being_on(day: datetime.date) -> dict[Answer, int]:
    """How many records were in being on `day`, were not, or cannot be told to have been. One statement."""
    statement = (
        f"SELECT {IN_BEING} AS answer, count(*) FROM register_collaboration AS collaboration GROUP BY answer"  # noqa: S608 - our own text
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, days(day))
        held = {Answer(answer): count for answer, count in cursor.fetchall()}
    return {answer: held.get(answer, 0) for answer in Answer}


def due(first: datetime.date, last: datetime.date) -> tuple[Due, ...]:
    """What may end or be reviewed from `first` to `last`, for all that its date tells. One statement."""
    rows = _ending(first, last).union(_planned(first, last))
    found = (Due(PartialDate.parse(on), EventKind(what), *about) for on, what, *about in rows)
    return tuple(
        sorted((each for each in found if _may_fall_between(each.on, first, last)), key=_soonest_first)
    )


def _ending(first: datetime.date, last: datetime.date) -> QuerySet[Collaboration, tuple[str, ...]]:
    # Dates are text: a year that may reach into the span sorts from its own four figures up.
    between = Q(ends_on__gte=str(first.year), ends_on__lte=str(last))
    what = Value(EventKind.ENDED.value, output_field=CharField())
    columns = (Cast(F("ends_on"), CharField()), what, "reference", "title")
    return Collaboration.objects.filter(between).exclude(status__in=OVER).order_by().values_list(*columns)


def _planned(first: datetime.date, last: datetime.date) -> QuerySet[Event, tuple[str, ...]]:
    # A year or month that has begun is more likely to tell of what has happened than of what will.
    to_come = Q(on__gt=str(first), on__lte=str(last))
    columns = (Cast(F("on"), CharField()), "kind", "collaboration__reference", "collaboration__title")
    return Event.objects.filter(to_come, kind__in=FALLING_DUE).order_by().values_list(*columns)


def _may_fall_between(date: PartialDate, first: datetime.date, last: datetime.date) -> bool:
    return date.latest >= first and date.on_or_before(last) is not Answer.NO


def _soonest_first(due: Due) -> tuple[str, str]:
    return (str(due.on), due.title)
