"""The legal persons of a collaboration on a day, by area: who accepts, confirms and signs.

An entry of a force stands for the pair: its chief officer and the policing body that maintained it on the
day. "Seven areas" and "fourteen legal persons" are different counts, and both are said.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.dates import Answer, PartialDate
from frankpledge.people.models import Basis, Organisation, Relation, RelationKind
from frankpledge.register.models import MEMBER_ROLES, Collaboration, Party, Status


@dataclass(frozen=True, slots=True)
class Area:
    """One force's area with its two legal persons, or one member that is a legal person by itself."""

    slug: str
    name: str
    persons: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class Persons:
    """Everybody whose word counts, by area, in the order of the areas' names."""

    areas: tuple[Area, ...]

    @property
    def all(self) -> tuple[Organisation, ...]:
        return tuple(person for area in self.areas for person in area.persons)

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(person.pk for person in self.all)

    @property
    def count(self) -> int:
        """How many legal persons; `len(areas)` is how many areas."""
        return len(self.all)


def persons_of(collaboration: Collaboration, day: datetime.date) -> Persons:
    """The members not known to be out on `day`, as legal persons. Two statements.

    Funders, suppliers and customers are no members, and what is only assumed binds nobody.
    """
    held = Party.objects.filter(collaboration=collaboration, role__in=MEMBER_ROLES)
    entries = list(held.exclude(basis=Basis.ASSUMED).select_related("organisation"))
    for entry in entries:
        entry.collaboration = collaboration
    present = {entry.organisation for entry in entries if entry.belonged_on(day) is not Answer.NO}
    return Persons(_areas(present, _pairs(present, day)))


def persons_among(bodies: Iterable[Organisation], day: datetime.date) -> Persons:
    """These bodies as legal persons on `day`, as if each were a party: a force with its policing body.

    One statement.
    """
    present = set(bodies)
    return Persons(_areas(present, _pairs(present, day)))


def those_to_say(collaboration: Collaboration, day: datetime.date) -> Persons:
    """Whose word counts about a record on `day`: once it has ended, those of its last day. Two statements.

    Before it begins, those of its first.
    """
    return persons_of(collaboration, day_in_being(collaboration, day))


def day_in_being(collaboration: Collaboration, day: datetime.date) -> datetime.date:
    """The day nearest to `day` on which the collaboration is in being: its first, its last, or itself."""
    is_over = collaboration.status in {Status.ENDED, Status.DROPPED}
    ended: PartialDate | None = collaboration.ends_on or (collaboration.status_as_of if is_over else None)
    if ended is not None and ended.earliest <= day:
        return ended.earliest - datetime.timedelta(days=1)
    starts_on: PartialDate | None = collaboration.starts_on
    return starts_on.latest if starts_on is not None and starts_on.earliest > day else day


def _pairs(bodies: Iterable[Organisation], day: datetime.date) -> list[Relation]:
    """Which policing body maintained which force on `day`, for pairs of which a half is among these."""
    among = [body.pk for body in bodies]
    held = Relation.objects.filter(kind=RelationKind.MAINTAINS)
    ties = held.filter(object__in=among) | held.filter(subject__in=among)
    rows = ties.select_related("subject", "object")
    return [row for row in rows if row.held_on(day) is Answer.YES]


def _areas(present: set[Organisation], pairs: list[Relation]) -> tuple[Area, ...]:
    body_of = {pair.object: pair.subject for pair in pairs}
    force_of = {pair.subject: pair.object for pair in pairs}
    found = []
    for head in {force_of.get(body, body) for body in present}:
        # A body named without its force answers for itself alone.
        half = body_of.get(head)
        together = [head] if head in present else []
        found.append(Area(head.slug, head.short_name, (*together, *([half] if half else []))))
    return tuple(sorted(found, key=lambda area: (area.name, area.slug)))
