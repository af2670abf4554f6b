"""Who belonged when: told by the database for many parties at once, and why, for one.

The rules are those of `Party.belonged_on` and `Collaboration.in_being_on`; tests hold the two together.
"""

import datetime
from collections.abc import Iterable
from enum import StrEnum

from frankpledge.dates import Answer
from frankpledge.people.queries import spans
from frankpledge.register.models import Party, Status
from frankpledge.register.queries import standing

OVER = (Status.ENDED, Status.DROPPED)
RUNNING = (Status.RUNNING, Status.NOTICE_GIVEN)

# The parameters of the SQL below, as texts of whole dates.
DAY, DAY_BEFORE, DAY_AFTER = "%(day)s", "%(day_before)s", "%(day_after)s"


def days(day: datetime.date) -> dict[str, str]:
    """The values of those parameters."""
    one_day = datetime.timedelta(days=1)
    return {"day": str(day), "day_before": str(day - one_day), "day_after": str(day + one_day)}


def listed(words: Iterable[str]) -> str:
    """Words of a code list as a list in SQL."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


def as_json(rows: str) -> str:
    """All rows of a query as one value, so that one statement gives several lists."""
    return f"(SELECT coalesce(json_agg(row), '[]') FROM ({rows}) AS row)"


_REPORTED_OVER = (
    f"collaboration.ends_on IS NULL AND collaboration.status IN {listed(OVER)}"
    f" AND {spans.surely_come('collaboration.status_as_of', DAY_AFTER)}"
)
_REPORTED_RUNNING = (
    f"collaboration.ends_on IS NULL AND collaboration.status IN {listed(RUNNING)}"
    f" AND {spans.surely_after('collaboration.status_as_of', DAY_BEFORE)}"
)

# Whether `collaboration` was in being on the day.
IN_BEING = spans.answer(
    no=f"{_REPORTED_OVER} OR {spans.surely_come('collaboration.ends_on', DAY_AFTER)}"
    f" OR {spans.surely_after('collaboration.starts_on', DAY)}",
    yes=f"{spans.surely_come('collaboration.starts_on', DAY_AFTER)}"
    f" AND ({spans.surely_after('collaboration.ends_on', DAY)} OR {_REPORTED_RUNNING})",
)
_WITHIN_ITS_DATES = spans.within("party.joined_on", "party.left_on", DAY, DAY_AFTER)
# Whether `party` was in `collaboration` on the day.
BELONGED = spans.answer(
    no=f"({IN_BEING}) = '{Answer.NO}' OR ({_WITHIN_ITS_DATES}) = '{Answer.NO}'",
    yes=f"({_WITHIN_ITS_DATES}) = '{Answer.YES}'"
    f" AND (party.left_on IS NOT NULL OR ({IN_BEING}) = '{Answer.YES}')",
)


class Reason(StrEnum):
    """Why a party was in, was not, or cannot be told to have been, as far as its own dates say.

    The last two are for an entry of the other half of a pair.
    """

    JOINED_BY_THEN = "joined_by_then"
    LEFT_BEFORE = "left_before"
    JOINED_LATER = "joined_later"
    NO_JOINING_DATE = "no_joining_date"
    JOINING_NOT_PRECISE = "joining_not_precise"
    LEAVING_NOT_PRECISE = "leaving_not_precise"
    NOT_A_PAIR_THEN = "not_a_pair_then"
    PAIR_NOT_KNOWN = "pair_not_known"


def why(party: Party, day: datetime.date) -> tuple[Reason | standing.Reason, ...]:
    """Why the answer of `belonged_on` is what it is, the party's own reasons before its collaboration's."""
    answer = party.belonged_on(day)
    of_the_whole = standing.in_being(party.collaboration, day)
    if answer is Answer.YES:
        return (Reason.JOINED_BY_THEN, *(() if party.left_on else of_the_whole.reasons))
    its_own = _own_reasons(party, day)
    if answer is Answer.NO:
        return its_own if set(its_own) & NEVER_THEN else of_the_whole.reasons
    return (*its_own, *(of_the_whole.reasons if of_the_whole.answer is Answer.NOT_KNOWN else ()))


NEVER_THEN = {Reason.LEFT_BEFORE, Reason.JOINED_LATER}


def _own_reasons(party: Party, day: datetime.date) -> tuple[Reason, ...]:
    left = party.left_on.on_or_before(day) if party.left_on else Answer.NO
    joined = party.joined_on.on_or_before(day) if party.joined_on else None
    if left is Answer.YES:
        return (Reason.LEFT_BEFORE,)
    if joined is Answer.NO:
        return (Reason.JOINED_LATER,)
    open_reasons = {
        Reason.NO_JOINING_DATE: joined is None,
        Reason.JOINING_NOT_PRECISE: joined is Answer.NOT_KNOWN,
        Reason.LEAVING_NOT_PRECISE: left is Answer.NOT_KNOWN,
    }
    return tuple(reason for reason, holds in open_reasons.items() if holds)
