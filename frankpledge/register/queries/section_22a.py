"""What the checks of section 22A ask: the legal persons of some bodies as they were on a day."""

import datetime
from collections.abc import Collection, Iterable, Mapping

from frankpledge.dates import Answer, PartialDate
from frankpledge.people.models import Capacity, Organisation, Relation, RelationKind
from frankpledge.register.models import LegalBasis
from frankpledge.register.section_22a import Finding, Person, check

# An agreement on one of these is none under section 22A.
OTHERWISE = (
    LegalBasis.EARLIER_SECTION_23,
    LegalBasis.POLICING_AND_CRIME_ACT_2017,
    LegalBasis.CONTRACT,
    LegalBasis.MEMORANDUM,
    LegalBasis.COMPANY,
    LegalBasis.OTHER,
)


def findings(
    bodies: Collection[Organisation],
    *,
    made_on: PartialDate | None,
    provisions: Collection[str],
    legal_basis: str,
    today: datetime.date,
) -> tuple[Finding, ...]:
    """Every check on these legal persons; nothing for an agreement under another law.

    One that is not yet made is asked about as if it were made today. One statement.
    """
    if legal_basis in OTHERWISE:
        return ()
    day = made_on or PartialDate(today.year, today.month, today.day)
    return check(
        [person(body, day.earliest) for body in bodies],
        day=day,
        provisions=provisions,
        maintained_by=maintained_by(bodies, day.earliest),
    )


def person(body: Organisation, day: datetime.date) -> Person:
    """A body as the checks see it. One without dates is older than anything recorded here."""
    return Person(
        slug=body.slug, name=body.name, capacity=Capacity(body.capacity), existed=_existed(body, day)
    )


def maintained_by(bodies: Iterable[Organisation], day: datetime.date) -> Mapping[str, Person]:
    """The policing body that surely maintained each of these forces on the day. One statement."""
    forces = [body.pk for body in bodies if body.stands_for_an_area]
    ties = Relation.objects.filter(kind=RelationKind.MAINTAINS, object__in=forces)
    rows = ties.select_related("subject", "object")
    return {row.object.slug: person(row.subject, day) for row in rows if row.held_on(day) is Answer.YES}


def _existed(body: Organisation, day: datetime.date) -> Answer:
    if body.valid_from is not None:
        return body.existed_on(day)
    ended = body.valid_to.on_or_before(day) if body.valid_to else Answer.NO
    return {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.NOT_KNOWN: Answer.NOT_KNOWN}[ended]
