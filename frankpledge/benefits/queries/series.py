"""The figures of one benefit as series: before, planned, and as returned, period by period."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Self

from frankpledge.benefits import periods
from frankpledge.benefits.models import (
    Aggregation,
    Baseline,
    BaselinePoint,
    Measure,
    Observation,
    Profile,
    Said,
)

Party = int | None
Place = tuple[Party, datetime.date]
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Amount:
    """A value: an amount; of a ratio, both of its parts."""

    value: Decimal
    out_of: Decimal | None = None

    @property
    def shown(self) -> Decimal:
        return self.value if self.out_of is None else self.value / self.out_of

    def plus(self, other: Self) -> Self:
        """Both together: parts are added to parts."""
        together = None if self.out_of is None else self.out_of + (other.out_of or 0)
        return type(self)(self.value + other.value, together)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is on record of one benefit: its newest locked baseline and plan, and its locked returns.

    `parties` are those whose values are asked; (None,) is all together.
    """

    profile: Profile
    parties: tuple[Party, ...]
    baseline: Baseline | None = None
    before: tuple[BaselinePoint, ...] = ()
    planned: Mapping[Place, Decimal] = field(default_factory=dict)
    seen: Mapping[Place, Observation] = field(default_factory=dict)
    locked: tuple[datetime.date, ...] = ()
    banked_pence: int | None = None

    @property
    def measure(self) -> Measure | None:
        return self.profile.measure

    @property
    def aggregation(self) -> str:
        return self.measure.aggregation if self.measure else Aggregation.NEVER

    def due(self) -> list[datetime.date]:
        """The periods up to the last locked return, without those before the benefit begins."""
        if not self.locked:
            return []
        workspace = self.profile.workspace
        every = periods.starts(workspace.first_period_on, workspace.period_length, self.locked[-1])
        begins = self.profile.starts_on
        return [
            day for day in every if begins is None or periods.last_day(day, workspace.period_length) >= begins
        ]

    def actual(self, day: datetime.date) -> Amount | None:
        """What happened in one period, of all parties; None unless every one of them is known."""
        if whole := self._seen(None, day):
            return whole
        return self._together([self._seen(party, day) for party in self.parties])

    def plan(self, day: datetime.date) -> Decimal | None:
        """What was planned for a period. Parties’ own planned ratios are put together by their weight."""
        whole = self.planned.get((None, day))
        if whole is not None:
            return whole
        parts = [self.planned.get((party, day)) for party in self.parties]
        if self.aggregation == Aggregation.RATIO:
            return self._weighted(parts, day)
        amounts = [None if part is None else Amount(part) for part in parts]
        together = self._together(amounts)
        return together.value if together else None

    def of_party(self, party: int, days: Sequence[datetime.date]) -> list[Amount | None]:
        """What one party's part came to in each of these periods, before and after."""
        before = {point.starts_on: point for point in self.before if point.organisation_id == party}
        return [self._seen(party, day) or (_of_point(before[day]) if day in before else None) for day in days]

    def before_by_period(self) -> dict[datetime.date, Amount]:
        """The baseline, period by period, of all parties."""
        found = {}
        for day, points in groupby(self.before, key=lambda point: point.starts_on):
            amount = self._together([_of_point(point) for point in points])
            if amount is not None:
                found[day] = amount
        return found

    def _seen(self, party: Party, day: datetime.date) -> Amount | None:
        seen = self.seen.get((party, day))
        if seen is None or seen.said == Said.NOT_KNOWN:
            return None
        if seen.numerator is not None:
            return Amount(seen.numerator, seen.denominator)
        return None if seen.value is None else Amount(seen.value)

    def _weighted(self, parts: Sequence[Decimal | None], day: datetime.date) -> Decimal | None:
        """Each party's planned ratio by its own denominator of the period."""
        weights = [self._seen(party, day) for party in self.parties]
        above, below = Decimal(0), Decimal(0)
        for part, weight in zip(parts, weights, strict=True):
            if part is None or weight is None or weight.out_of is None:
                return None
            above, below = above + part * weight.out_of, below + weight.out_of
        return above / below if below else None

    def _together(self, amounts: Iterable[Amount | None]) -> Amount | None:
        known = list(amounts)
        total: Amount | None = None
        for amount in known:
            if amount is None:
                return None
            total = amount if total is None else total.plus(amount)
        if self.aggregation == Aggregation.NEVER and len(known) > 1:
            return None
        return total


def _of_point(point: BaselinePoint) -> Amount | None:
    if point.numerator is not None:
        return Amount(point.numerator, point.denominator)
    return None if point.value is None else Amount(point.value)
