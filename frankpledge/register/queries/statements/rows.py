"""The rows that a statement counts, so that a reader can count again."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from frankpledge.register.models import Claim, Collaboration
from frankpledge.register.queries import coverage
from frankpledge.register.queries.statements.tally import said_by
from frankpledge.register.queries.statements.wording import Statement

MOST_LISTED = 250


@dataclass(frozen=True, slots=True)
class Behind:
    """The first of the rows, and how many there are."""

    records: tuple[Collaboration, ...]
    figures: tuple[Claim, ...]
    count: int

    @property
    def not_listed(self) -> int:
        return self.count - len(self.records) - len(self.figures)


def behind(statement: Statement, day: datetime.date | None = None) -> Behind:
    """The records, or the figures, of `statement`. Two queries."""
    records = coverage.in_scope(day)
    if statement.figures is not None:
        claims = said_by(day, Claim.objects.filter(collaboration__in=records.values("pk")))
        figures = claims.filter(statement.figures).select_related("collaboration")
        listed = tuple(figures.order_by("collaboration__title", "key")[:MOST_LISTED])
        return Behind((), listed, figures.count())
    counted = records.filter(statement.records or Q())
    return Behind(tuple(counted.order_by("title", "pk")[:MOST_LISTED]), (), counted.count())
