"""What the parties of a record say of it: who confirms it, who disputes what, and what changed since."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from frankpledge.people.models import Organisation
from frankpledge.register.models import Confirmation, Fact, Verdict, WordGiven
from frankpledge.register.queries.facts import differing, facts_of
from frankpledge.register.queries.persons import Persons, those_to_say

if TYPE_CHECKING:
    from frankpledge.register.queries.collaborations import Record

WHOLE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One body's word about the whole record (`fact` is None) or one fact, and what changed since."""

    organisation: Organisation
    fact: Fact | None
    verdict: Verdict
    view: str
    on: datetime.date
    office: str
    given: WordGiven
    changed: tuple[Fact, ...]

    @property
    def is_dispute(self) -> bool:
        return self.verdict == Verdict.DISPUTES


@dataclass(frozen=True, slots=True)
class BodysWord:
    """All that counts of what one body said: about the whole first."""

    organisation: Organisation
    words: tuple[Word, ...]

    @property
    def confirms_the_whole(self) -> bool:
        """Whether it confirmed the record and disputes nothing of it."""
        return any(word.fact is None for word in self.words) and not self.disputes

    @property
    def whole(self) -> Word | None:
        return next((word for word in self.words if word.fact is None), None)

    @property
    def disputes(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.is_dispute)


@dataclass(frozen=True, slots=True)
class Said:
    """What all of them said that counts, and how many there are to say it: legal persons, and areas."""

    bodies: tuple[BodysWord, ...] = ()
    persons: int = 0
    areas: int = 0
    confirmed_persons: int = 0
    confirmed_areas: int = 0

    @property
    def is_anything(self) -> bool:
        return bool(self.bodies)

    @property
    def is_confirmed(self) -> bool:
        """Whether any body's word that it confirms the whole still stands."""
        return any(each.confirms_the_whole for each in self.bodies)

    @property
    def last_on(self) -> datetime.date | None:
        """When the whole was last confirmed."""
        days = [each.whole.on for each in self.bodies if each.whole and each.confirms_the_whole]
        return max(days, default=None)

    @property
    def disputes(self) -> tuple[Word, ...]:
        return tuple(word for each in self.bodies for word in each.disputes)

    def about(self, *facts: Fact | None) -> tuple[Word, ...]:
        """What is disputed of these facts; None is the record as a whole."""
        return tuple(word for word in self.disputes if word.fact in facts)


NOTHING_SAID = Said()


def said_of(record: "Record", day: datetime.date) -> Said:
    """What was said of a record up to `day`. Three statements; one where nothing was."""
    rows = Confirmation.objects.filter(collaboration=record.collaboration.pk, answered_on__lte=day)
    held = list(rows.select_related("organisation").order_by("pk"))
    if not held:
        return NOTHING_SAID
    now = facts_of(record)
    bodies = tuple(_body(latest, now) for latest in counting(held).values())
    return _counted(tuple(sorted(bodies, key=lambda each: each.organisation.name)), record, day)


def everything_said(collaboration_id: int) -> tuple[Confirmation, ...]:
    """Every answer with what is not public, the newest first: for the people of the record. One statement."""
    rows = Confirmation.objects.filter(collaboration=collaboration_id)
    return tuple(rows.select_related("organisation", "link").order_by("-pk"))


def counting(rows: Iterable[Confirmation]) -> Mapping[int, tuple[Confirmation, ...]]:
    """Of rows in the order in which they came, those that count, by body: the whole first.

    The newest about the whole replaces everything before it; about one fact, what was said of that fact.
    """
    found: dict[int, dict[str, Confirmation]] = defaultdict(dict)
    for row in rows:
        held = found[row.organisation_id]
        if row.fact == WHOLE:
            held.clear()
        held[row.fact] = row
    return {
        body: tuple(sorted(held.values(), key=lambda row: (row.fact != WHOLE, row.fact)))
        for body, held in found.items()
    }


def _body(rows: tuple[Confirmation, ...], now: Mapping[str, object]) -> BodysWord:
    words = tuple(
        Word(
            organisation=row.organisation,
            fact=Fact(row.fact) if row.fact else None,
            verdict=Verdict(row.verdict),
            view=row.view,
            on=row.answered_on,
            office=row.office,
            given=WordGiven(row.given),
            changed=differing(row.seen, now),
        )
        for row in rows
    )
    return BodysWord(rows[0].organisation, words)


def _counted(bodies: tuple[BodysWord, ...], record: "Record", day: datetime.date) -> Said:
    persons: Persons = those_to_say(record.collaboration, day)
    confirming = {each.organisation.pk for each in bodies if each.confirms_the_whole}
    areas = [{person.pk for person in area.persons} for area in persons.areas]
    return Said(
        bodies=bodies,
        persons=persons.count,
        areas=len(areas),
        confirmed_persons=len(persons.ids & confirming),
        confirmed_areas=sum(area <= confirming for area in areas),
    )
