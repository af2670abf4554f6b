"""Whether a collaboration was in being on a day, and why we can or cannot say so."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from frankpledge.dates import Answer, PartialDate
from frankpledge.register.models import Collaboration, Status


class Reason(StrEnum):
    """Why an answer is what it is. A page turns each into a sentence with its dates."""

    WITHIN_ITS_DATES = "within_its_dates"
    REPORTED_RUNNING_LATER = "reported_running_later"
    AGREEMENT_IN_FORCE = "agreement_in_force"
    NOT_YET_STARTED = "not_yet_started"
    HAD_ENDED = "had_ended"
    REPORTED_ENDED = "reported_ended"
    START_NOT_KNOWN = "start_not_known"
    START_NOT_PRECISE = "start_not_precise"
    END_NOT_PRECISE = "end_not_precise"
    NO_LATER_REPORT = "no_later_report"
    END_NOT_KNOWN = "end_not_known"
    STATUS_NOT_KNOWN = "status_not_known"


# What a record without an end leaves open, by what it was last reported to be.
WITHOUT_AN_END = {
    Status.RUNNING: Reason.NO_LATER_REPORT,
    Status.NOTICE_GIVEN: Reason.NO_LATER_REPORT,
    Status.ENDED: Reason.END_NOT_KNOWN,
    Status.DROPPED: Reason.END_NOT_KNOWN,
}


@dataclass(frozen=True, slots=True)
class InBeing:
    """An answer with its reasons, the weightiest first."""

    answer: Answer
    reasons: tuple[Reason, ...]


def in_being(collaboration: Collaboration, day: datetime.date) -> InBeing:
    """Whether it was in being on `day`, and why."""
    answer = collaboration.in_being_on(day)
    if answer is Answer.YES and collaboration.in_force_on == day:
        return InBeing(answer, (Reason.AGREEMENT_IN_FORCE,))
    if answer is Answer.YES:
        known_end = collaboration.ends_on is not None
        return InBeing(answer, (Reason.WITHIN_ITS_DATES if known_end else Reason.REPORTED_RUNNING_LATER,))
    if answer is Answer.NO:
        return InBeing(answer, (_why_not(collaboration, day),))
    return InBeing(answer, tuple(_why_not_known(collaboration, day)))


def _why_not(collaboration: Collaboration, day: datetime.date) -> Reason:
    if collaboration.ends_on and collaboration.ends_on.on_or_before(day) is Answer.YES:
        return Reason.HAD_ENDED
    if collaboration.starts_on and collaboration.starts_on.on_or_before(day) is Answer.NO:
        return Reason.NOT_YET_STARTED
    return Reason.REPORTED_ENDED


def _why_not_known(collaboration: Collaboration, day: datetime.date) -> list[Reason]:
    reasons = []
    if collaboration.starts_on is None:
        reasons.append(Reason.START_NOT_KNOWN)
    elif _may_fall_on(collaboration.starts_on, day):
        reasons.append(Reason.START_NOT_PRECISE)
    if collaboration.ends_on is not None:
        return [*reasons, Reason.END_NOT_PRECISE] if _may_fall_on(collaboration.ends_on, day) else reasons
    return [*reasons, WITHOUT_AN_END.get(Status(collaboration.status), Reason.STATUS_NOT_KNOWN)]


def _may_fall_on(date: PartialDate, day: datetime.date) -> bool:
    return date.on_or_before(day) is Answer.NOT_KNOWN
