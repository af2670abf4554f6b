"""The return of a period: what is asked of whom, what was said last time, and when it is due."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from frankpledge.benefits import periods
from frankpledge.benefits.models import (
    Aggregation,
    Measure,
    Observation,
    Profile,
    ProfileState,
    Realiser,
    Return,
    ReturnState,
    Said,
    Workspace,
)
from frankpledge.benefits.queries import planned_values
from frankpledge.benefits.queries.tolerances import tolerance_of
from frankpledge.people.models import Organisation

ALL_TOGETHER = "all"
ASKED_OF = (ProfileState.DRAFT, ProfileState.AGREED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the grid: a benefit, and the party whose value is asked (None: of all together)."""

    profile: Profile
    measure: Measure
    organisation: Organisation | None
    last: Observation | None
    now: Observation | None
    planned: Decimal | None

    @property
    def key(self) -> str:
        """`B-2345-67.northshire`, by which a form names it."""
        return f"{self.profile.reference}.{self.organisation.slug if self.organisation else ALL_TOGETHER}"

    @property
    def is_ratio(self) -> bool:
        return self.measure.aggregation == Aggregation.RATIO

    def asks_why(self, value: Decimal | None) -> bool:
        """Whether a value is further from the plan than its tolerance, so that it is to be explained."""
        if value is None or self.planned is None:
            return False
        return abs(value - self.planned) > tolerance_of(self.profile) * abs(self.planned)

    @property
    def asks_why_now(self) -> bool:
        """Whether what is saved is to be explained."""
        return self.now is not None and self.asks_why(measured(self.now))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A whole return, as a page asks it. `held` is None until something was saved."""

    workspace: Workspace
    starts_on: datetime.date
    held: Return | None
    lines: tuple[Line, ...]

    @property
    def version(self) -> int:
        return self.held.version if self.held else 0

    @property
    def is_locked(self) -> bool:
        return self.held is not None and self.held.state == ReturnState.LOCKED

    @property
    def ends_on(self) -> datetime.date:
        return periods.last_day(self.starts_on, self.workspace.period_length)

    @property
    def due_on(self) -> datetime.date:
        return periods.due_on(self.starts_on, self.workspace.period_length)

    @property
    def unanswered(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.now is None)


def grid(workspace: Workspace, starts_on: datetime.date) -> Grid:
    """The return of one period, in a constant number of statements."""
    held = Return.objects.filter(workspace=workspace, starts_on=starts_on).first()
    profiles = list(asked(workspace, starts_on))
    now = {_place(each): each for each in _of(profiles).filter(starts_on=starts_on)}
    earlier = _of(profiles).filter(starts_on__lt=starts_on).exclude(said=Said.NOT_KNOWN)
    newest = earlier.order_by("profile_id", "organisation_id", "-starts_on")
    last = {_place(each): each for each in newest.distinct("profile_id", "organisation_id")}
    planned = planned_values.values_of(planned_values.counting(workspace))
    lines = [
        Line(
            profile=profile,
            measure=profile.measure,
            organisation=body,
            last=last.get((profile.pk, body.pk if body else None)),
            now=now.get((profile.pk, body.pk if body else None)),
            planned=planned.get((profile.pk, body.pk if body else None, starts_on)),
        )
        for profile in profiles
        if profile.measure is not None
        for body in realisers_of(profile)
    ]
    return Grid(workspace=workspace, starts_on=starts_on, held=held, lines=tuple(lines))


def asked(workspace: Workspace, starts_on: datetime.date) -> Iterable[Profile]:
    """The benefits whose values are asked for a period: measured, not given up, and running then."""
    ends_on = periods.last_day(starts_on, workspace.period_length)
    running = Q(starts_on__isnull=True) | Q(starts_on__lte=ends_on)
    running &= Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
    found = measured_profiles(workspace).filter(running)
    realisers = Realiser.objects.select_related("organisation")
    return found.select_related("measure").prefetch_related(Prefetch("realisers", realisers))


def realisers_of(profile: Profile) -> Sequence[Organisation | None]:
    """Whose values are asked: of each party that makes it come about; if none is named, of all together."""
    return [each.organisation for each in profile.realisers.all()] or [None]


@dataclass(frozen=True, slots=True)
class Period:
    """One period of the calendar, with its return where something was saved. Some ask for nothing."""

    starts_on: datetime.date
    ends_on: datetime.date
    due_on: datetime.date
    held: Return | None
    is_asked: bool

    @property
    def is_locked(self) -> bool:
        return self.held is not None and self.held.state == ReturnState.LOCKED

    def is_overdue_on(self, day: datetime.date) -> bool:
        return self.is_asked and not self.is_locked and self.due_on < day


def calendar(
    workspace: Workspace, today: datetime.date, returns: Iterable[Return], profiles: Iterable[Profile]
) -> list[Period]:
    """Every period that has begun, the first one first; `profiles` are those whose values may be asked."""
    length = workspace.period_length
    held = {each.starts_on: each for each in returns}
    spans = [(each.starts_on, each.ends_on) for each in profiles]
    return [
        Period(
            starts_on=start,
            ends_on=end,
            due_on=periods.due_on(start, length),
            held=held.get(start),
            is_asked=any(
                (began is None or began <= end) and (ended is None or ended >= start)
                for began, ended in spans
            ),
        )
        for start in periods.starts(workspace.first_period_on, length, today)
        for end in [periods.last_day(start, length)]
    ]


def measured_profiles(workspace: Workspace) -> QuerySet[Profile]:
    """The benefits whose values are asked in some period."""
    return workspace.profiles.filter(state__in=ASKED_OF, measure__isnull=False)


def _of(profiles: Sequence[Profile]) -> QuerySet[Observation]:
    return Observation.objects.filter(profile__in=[each.pk for each in profiles])


def _place(each: Observation) -> tuple[int, int | None]:
    return each.profile_id, each.organisation_id


def measured(seen: Observation) -> Decimal | None:
    """The value of an observation; of a ratio, its first part over its second."""
    if seen.numerator is not None and seen.denominator:
        return seen.numerator / seen.denominator
    return seen.value
