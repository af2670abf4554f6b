"""What was answered to the five questions: the newest answer of each year counts."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frankpledge.benefits.actions.vintages import key_of_the_questions
from frankpledge.benefits.models import Answer, Asked, LedgerShare, Vintage, VintageKind, Workspace
from frankpledge.benefits.years import last_ended, year_of, years_between


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that count, of all parties together, by year and question."""

    held: Mapping[tuple[int, str], Answer]

    def to(self, year: int, asked: str) -> Answer | None:
        """What was answered for one year."""
        return self.held.get((year, asked))

    def before(self, year: int, asked: str) -> Answer | None:
        """The newest answer for an earlier year, from which a further one may begin."""
        earlier = [each for each in self.held if each[1] == asked and each[0] < year]
        return self.held[max(earlier)] if earlier else None

    def open(self, year: int) -> list[Asked]:
        """The questions of a year that nobody answered, in order."""
        return [each for each in Asked if (year, each) not in self.held]

    def next_after(self, year: int, asked: str) -> Asked | None:
        """The next open question of the year; of those before it, where there is none after it."""
        order = list(Asked)
        place = order.index(Asked(asked))
        left = self.open(year)
        return next((each for each in order[place + 1 :] + order[:place] if each in left), None)

    def not_known(self, year: int) -> list[Asked]:
        """The questions of a year that were answered as not known."""
        return [each for each in Asked if (answer := self.to(year, each)) and answer.is_not_known]

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.held.values())


def answers_of(workspace: Workspace) -> Answers:
    """Every answer that counts. One statement."""
    newest = Answer.objects.filter(workspace=workspace, organisation=None)
    rows = newest.order_by("year", "asked", "-id").distinct("year", "asked")
    return Answers({(answer.year, answer.asked): answer for answer in rows})


def costs_said(workspace: Workspace, year: int) -> list[LedgerShare]:
    """What the year cost each party, as the newest outturn has it from this question. Two statements."""
    outturns = Vintage.objects.filter(workspace=workspace, kind=VintageKind.OUTTURN, year=year)
    newest = outturns.order_by("number").last()
    if newest is None:
        return []
    lines = LedgerShare.objects.filter(entry__submission_key=key_of_the_questions(newest))
    return list(lines.select_related("organisation").order_by("organisation__name"))


def years_of(workspace: Workspace, today: datetime.date) -> list[int]:
    """The years that can be answered for, newest first."""
    return list(reversed(years_between(workspace.first_period_on, today)))


def year_asked_first(workspace: Workspace, today: datetime.date) -> int:
    """The year that is asked about unless another is chosen: the newest that is over."""
    return max(year_of(workspace.first_period_on), last_ended(today))
