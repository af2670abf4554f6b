"""One record as at a past day: who was in it then, and what had not happened or been said yet."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.dates import Answer, PartialDate
from frankpledge.register.models import Collaboration
from frankpledge.register.queries.claims import ClaimLine
from frankpledge.register.queries.collaborations import EventLine, Record
from frankpledge.register.queries.parties import Area, PartyLine
from frankpledge.register.queries.standing import InBeing, in_being


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What a record tells about one day. What came later is counted, not shown."""

    day: datetime.date
    in_being: InBeing
    members: Mapping[Answer, tuple[Area, ...]]
    not_members: Mapping[Answer, tuple[PartyLine, ...]]
    events: tuple[EventLine, ...]
    later_events: int
    claims: tuple[ClaimLine, ...]
    later_claims: int
    undated_claims: int
    family: Mapping[str, Answer]


def then(record: Record, day: datetime.date) -> Then:
    """The record as at `day`. What has no date, or one too inexact to tell, is kept and says so itself."""
    events = tuple(line for line in record.events if may_have_come(line.event.on, day))
    claims = tuple(line for line in record.claims if may_have_come(line.claim.said_on, day))
    return Then(
        day=day,
        in_being=in_being(record.collaboration, day),
        members=record.parties.on(day),
        not_members=_by_answer(record.parties.not_members, day),
        events=events,
        later_events=len(record.events) - len(events),
        claims=claims,
        later_claims=len(record.claims) - len(claims),
        undated_claims=sum(line.claim.said_on is None for line in claims),
        family={each.reference: each.in_being_on(day) for each in _family(record)},
    )


def may_have_come(date: PartialDate | None, day: datetime.date) -> bool:
    """Whether a dated thing had come by the end of `day`, for all that is known."""
    return date is None or date.on_or_before(day) is not Answer.NO


def _by_answer(lines: tuple[PartyLine, ...], day: datetime.date) -> dict[Answer, tuple[PartyLine, ...]]:
    return {
        answer: tuple(line for line in lines if line.party.belonged_on(day) is answer) for answer in Answer
    }


def _family(record: Record) -> tuple[Collaboration, ...]:
    return (*record.children, record.parent) if record.parent else record.children
