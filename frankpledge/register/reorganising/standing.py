"""Which bodies make one area on a day, and which legal persons stand behind the parties of a record."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from frankpledge.people.models import Capacity
from frankpledge.register.models import LegalBasis
from frankpledge.register.reorganising.shapes import Body, Pair
from frankpledge.register.section_22a import Mix, Verdict, party_mix

UNDER_SECTION_22A = (LegalBasis.SECTION_22A, LegalBasis.EARLIER_SECTION_23)


@dataclass(frozen=True, slots=True)
class Standing:
    """All bodies on one day: the area of each policing body, and the policing bodies of each force."""

    day: datetime.date
    bodies: Mapping[str, Body]
    area_of_body: Mapping[str, str]
    bodies_of_force: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, day: datetime.date, bodies: Mapping[str, Body], pairs: Iterable[Pair]) -> Self:
        """A policing body belongs to the area of its force, where it maintains exactly one."""
        forces: dict[str, set[str]] = {}
        overseers: dict[str, set[str]] = {}
        for pair in pairs:
            forces.setdefault(pair.body, set()).add(pair.force)
            overseers.setdefault(pair.force, set()).add(pair.body)
        return cls(
            day,
            bodies,
            {body: next(iter(held)) for body, held in forces.items() if len(held) == 1},
            {force: frozenset(held) for force, held in overseers.items()},
        )

    def areas(self, slugs: Iterable[str]) -> frozenset[str]:
        """The areas of these bodies; one that belongs to no force's area is one by itself."""
        return frozenset(self.area_of_body.get(slug, slug) for slug in slugs)

    def may_agree(self, slugs: Iterable[str]) -> bool:
        """Whether these may make an agreement under section 22A, by the law of the day.

        A force's entry stands for its pair.
        """
        persons = set(slugs)
        persons |= {body for slug in persons for body in self.bodies_of_force.get(slug, ())}
        held = [self.bodies[slug].capacity for slug in persons]
        mix = Mix(*(held.count(capacity) for capacity in Capacity))
        return party_mix(mix, self.day).verdict is not Verdict.NOT_MET
