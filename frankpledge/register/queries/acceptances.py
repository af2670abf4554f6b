"""How a version of the purpose stands with the legal persons of the day: computed, never typed.

Everybody is counted once: as accepting, as contesting or as not having answered. An area accepts when all of
its legal persons do. Who succeeds one that accepted, accepts with it, until it speaks for itself; what was
contested is not inherited, and so is asked.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from frankpledge.dates import Answer as Known
from frankpledge.dates import within
from frankpledge.register.models import Collaboration
from frankpledge.register.queries.parties import Area, Parties, PartyLine
from frankpledge.register.queries.persons import Persons, day_in_being
from frankpledge.register.queries.purposes import Answer, Story, Version


@dataclass(frozen=True, slots=True)
class Named:
    """A legal person."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One area with its legal persons, or one member that is a legal person by itself."""

    slug: str
    name: str
    persons: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """What one legal person says. `inherited` is that a predecessor said it."""

    person: Named
    answer: Answer | None
    inherited: bool = False

    @property
    def accepts(self) -> bool:
        return self.answer is not None and self.answer.accepts

    @property
    def contests(self) -> bool:
        return self.answer is not None and not self.answer.accepts


@dataclass(frozen=True, slots=True)
class AreaStanding:
    """What the legal persons of one area say."""

    slug: str
    name: str
    persons: tuple[PersonStanding, ...]

    @property
    def accepts(self) -> bool:
        return all(each.accepts for each in self.persons)


class Support(StrEnum):
    """What can be said of all together."""

    NOBODY_ASKED = "nobody_asked"
    NOT_BY_ALL = "not_by_all"
    CONTESTED = "contested"
    ACCEPTED_BY_ALL = "accepted_by_all"
    UNDERSTOOD_BY_ALL = "understood_by_all"


@dataclass(frozen=True, slots=True)
class Standing:
    """A version as it stands on a day."""

    day: datetime.date
    version: Version
    asked: Version
    areas: tuple[AreaStanding, ...]

    @property
    def persons(self) -> tuple[PersonStanding, ...]:
        return tuple(person for area in self.areas for person in area.persons)

    @property
    def accepted(self) -> int:
        """How many legal persons accept it."""
        return sum(person.accepts for person in self.persons)

    @property
    def contested(self) -> int:
        return sum(person.contests for person in self.persons)

    @property
    def not_answered(self) -> int:
        return sum(person.answer is None for person in self.persons)

    @property
    def areas_accepted(self) -> int:
        return sum(area.accepts for area in self.areas)

    @property
    def readings(self) -> tuple[PersonStanding, ...]:
        """Those that said in their own words what they take it to mean."""
        return tuple(
            each for each in self.persons if each.answer and each.answer.reading and not each.inherited
        )

    @property
    def support(self) -> Support:
        """Understood and supported by all is what all accept and each has said in its own words."""
        if not self.persons:
            return Support.NOBODY_ASKED
        if self.contested:
            return Support.CONTESTED
        if self.accepted < len(self.persons):
            return Support.NOT_BY_ALL
        if len(self.readings) < len(self.persons):
            return Support.ACCEPTED_BY_ALL
        return Support.UNDERSTOOD_BY_ALL


def standing(story: Story, asked: Sequence[Asked], day: datetime.date) -> Standing | None:
    """How the version of `day` stands; None where there was none yet."""
    version = story.on(day)
    if version is None:
        return None
    latest = {each.slug: each for each in story.answers_on(day)}
    areas = tuple(
        AreaStanding(area.slug, area.name, tuple(_of(person, latest, story, day) for person in area.persons))
        for area in asked
    )
    return Standing(day, version, story.asked_by(version), areas)


def asked_among(parties: Parties, collaboration: Collaboration, day: datetime.date) -> tuple[Asked, ...]:
    """The legal persons of `day` by area, from what a page has read. As `persons_of` tells them.

    Before it begins those of its first day are asked; once it has ended, those of its last day were.
    """
    day = day_in_being(collaboration, day_of_asking(collaboration, day))
    found = ((area, tuple(_persons(area, day))) for area in parties.members)
    return tuple(Asked(area.slug, area.name, persons) for area, persons in found if persons)


def asked_of(persons: Persons) -> tuple[Asked, ...]:
    """The same from `persons_of`."""
    return tuple(
        Asked(area.slug, area.name, tuple(Named(each.slug, each.name) for each in area.persons))
        for area in persons.areas
    )


def day_of_asking(collaboration: Collaboration, day: datetime.date) -> datetime.date:
    """The day whose legal persons are asked: before it begins, those of its first day."""
    starts_on = collaboration.starts_on
    if starts_on is not None and starts_on.on_or_before(day) is Known.NO:
        first_day: datetime.date = starts_on.earliest
        return first_day
    return day


def _of(person: Named, latest: dict[str, Answer], story: Story, day: datetime.date) -> PersonStanding:
    if person.slug in latest:
        return PersonStanding(person, latest[person.slug])
    inherited = _inherited(person.slug, latest, story, day, {person.slug})
    return PersonStanding(person, inherited, inherited=inherited is not None)


def _inherited(
    slug: str, latest: dict[str, Answer], story: Story, day: datetime.date, seen: set[str]
) -> Answer | None:
    """The acceptance of its predecessors; None where one of them contests."""
    found = list(_of_predecessors(slug, latest, story, day, seen))
    if not found or not all(each.accepts for each in found):
        return None
    return found[0]


def _of_predecessors(
    slug: str, latest: dict[str, Answer], story: Story, day: datetime.date, seen: set[str]
) -> Iterator[Answer]:
    for tie in story.successions:
        begun = tie.starts_on is None or tie.starts_on.on_or_before(day) is not Known.NO
        if tie.successor != slug or tie.predecessor in seen or not begun:
            continue
        seen.add(tie.predecessor)
        if tie.predecessor in latest:
            yield latest[tie.predecessor]
        else:
            yield from _of_predecessors(tie.predecessor, latest, story, day, seen)


def _persons(area: Area, day: datetime.date) -> Iterable[Named]:
    lines = [
        line
        for line in area.lines
        if not line.party.is_assumed and line.party.belonged_on(day) is not Known.NO
    ]
    found: dict[str, Named] = {}
    for line in lines:
        found.update((named.slug, named) for named in _pair(line, day))
    return found.values()


def _pair(line: PartyLine, day: datetime.date) -> Iterator[Named]:
    body = line.party.organisation
    yield Named(body.slug, body.name)
    for overseer in line.overseers:
        if within(day, overseer.starts_on, overseer.ends_on) is Known.YES:
            yield Named(overseer.slug, overseer.name)
            return
