"""What each stretch of a strip is: worked out from the register's own rules, in the worker."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frankpledge.dates import Answer, PartialDate
from frankpledge.people.models import Basis
from frankpledge.register.models import Collaboration, Party, Status

ONE_DAY = datetime.timedelta(days=1)
LEAST_YEARS = 10

Rule = Callable[[datetime.date], Answer]


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `begins` up to, not including, `ends`, the answer is the same: yes or not known."""

    begins: datetime.date
    ends: datetime.date
    answer: Answer


def stretches(
    rule: Rule, dates: Iterable[PartialDate | None], first: datetime.date, last: datetime.date
) -> list[Stretch]:
    """Asks `rule` at every day on which its answer can change; what is known to be a no is left blank."""
    turns = sorted({first, *(day for day in _turns(dates) if first < day <= last)})
    found: list[Stretch] = []
    for begins, ends in zip(turns, [*turns[1:], last + ONE_DAY], strict=True):
        answer = rule(begins)
        if found and found[-1].ends == begins and found[-1].answer is answer:
            found[-1] = Stretch(found[-1].begins, ends, answer)
        elif answer is not Answer.NO:
            found.append(Stretch(begins, ends, answer))
    return found


def of_whole(standing: Sequence[str], first: datetime.date, last: datetime.date) -> list[Stretch]:
    """The stretches of a collaboration itself."""
    whole = _collaboration(standing)
    return stretches(whole.in_being_on, _dates(standing[:2], standing[3:]), first, last)


def of_party(strip: Mapping[str, Any], first: datetime.date, last: datetime.date) -> list[Stretch]:
    """The stretches of one party in its collaboration."""
    standing = strip["standing"]
    party = Party(
        collaboration=_collaboration(standing),
        joined_on=_date(strip["joined"]),
        left_on=_date(strip["left"]),
        basis=Basis(strip["basis"]),
    )
    dates = _dates(standing[:2], standing[3:], (strip["joined"], strip["left"]))
    return stretches(party.belonged_on, dates, first, last)


def years(marks: Mapping[str, Any]) -> tuple[datetime.date, datetime.date]:
    """The first and last day to draw: every known date and this year, and never fewer than ten years.

    One year more than the earliest known date, so that a start that is not known has room to be seen.
    """
    written = [text for strip in marks["strips"] for text in (strip["joined"], strip["left"])]
    standings = [strip["standing"] for strip in marks["strips"]] + (
        [marks["whole"]] if marks["whole"] else []
    )
    written += [text for starts, ends, _, as_of in standings for text in (starts, ends, as_of)]
    written += marks["events"]
    known = [PartialDate.parse(text).year for text in written if text]
    last = max([marks["until"], *known])
    first = min([year - 1 for year in known] + [last - LEAST_YEARS + 1])
    return datetime.date(first, 1, 1), datetime.date(last, 12, 31)


def _turns(dates: Iterable[PartialDate | None]) -> Iterable[datetime.date]:
    for each in dates:
        if each is not None:
            yield from (each.earliest, each.earliest + ONE_DAY, each.latest, each.latest + ONE_DAY)


def _collaboration(standing: Sequence[str]) -> Collaboration:
    starts, ends, status, as_of = standing
    return Collaboration(
        starts_on=_date(starts), ends_on=_date(ends), status=Status(status), status_as_of=_date(as_of)
    )


def _dates(*texts: Iterable[str]) -> list[PartialDate | None]:
    return [_date(text) for some in texts for text in some]


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
