"""The pack as plain values: written down whole on the day of a decision, it is read back unchanged."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from frankpledge.dates import PartialDate
from frankpledge.register.models import Status
from frankpledge.register.queries.belonging import OVER
from frankpledge.register.queries.entries import Place

A_YEAR = datetime.timedelta(days=365)


class Part(StrEnum):
    """Why a record is in the pack.

    Of the functions asked for: with one of the forces, of every force, of others only. Besides: an alliance
    over many functions that one of the forces is in, and what several of the forces do with each other.
    """

    OURS = "ours"
    NATIONAL = "national"
    OTHERS = "others"
    ALLIANCE = "alliance"
    EACH_OTHER = "each_other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One of the forces asked about, with the policing body that maintains it now ("" where not known)."""

    slug: str
    name: str
    short_name: str
    region: str
    policing_body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionName:
    """One of the functions asked about."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An area, or a body without one, that is or was a party."""

    slug: str
    short_name: str
    region: str
    role: str
    is_assumed: bool
    has_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record as the register holds it. Dates keep their precision; "" is not known.

    `sources` are numbers in the pack's own list.
    """

    part: Part
    reference: str
    address: str
    title: str
    purpose: str
    functions: tuple[str, ...]
    model: str
    legal_basis: str
    status: str
    status_as_of: str
    place: Place
    starts_on: str
    ends_on: str
    parties_coverage: str
    has_agreement_text: bool
    members: tuple[Member, ...]
    sources: tuple[int, ...]

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    def may_end_within(self, first: datetime.date, length: datetime.timedelta) -> bool:
        """Whether its last day, as far as it is known, may fall between `first` and as long after."""
        if not self.ends_on or self.is_over:
            return False
        last = PartialDate.parse(self.ends_on)
        return last.latest >= first and last.earliest <= first + length


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many records are alike; all are counted, also those too many to list."""

    part: Part
    model: str
    place: Place
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What somebody has said about cost or benefit, in one sentence that is never added to another."""

    reference: str
    title: str
    sentence: str
    said_by: str
    said_as: str
    said_on: str
    state: str
    is_contradicted: bool
    is_replaced: bool
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A public address that was read."""

    number: int
    url: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Everything public that the register holds for some forces and functions, on one day."""

    day: datetime.date
    revision: int
    forces: tuple[Area, ...]
    functions: tuple[FunctionName, ...]
    entries: tuple[Entry, ...]
    counts: tuple[Count, ...]
    sayings: tuple[Saying, ...]
    sayings_count: int
    sources: tuple[Source, ...]

    def of(self, *parts: Part) -> tuple[Entry, ...]:
        """The records listed that are in the pack for one of these reasons."""
        return tuple(entry for entry in self.entries if entry.part in parts)

    def count(self, part: Part, *, place: Place | None = None, model: str = "") -> int:
        """How many records there are that are so, listed or not."""
        alike = (each for each in self.counts if each.part is part and place in {None, each.place})
        return sum(each.number for each in alike if model in {"", each.model})

    @cached_property
    def slugs(self) -> frozenset[str]:
        return frozenset(force.slug for force in self.forces)

    @property
    def without_any(self) -> tuple[Area, ...]:
        """The forces for which no record of these functions was found, but what every force is in."""
        found = {member.slug for entry in self.of(Part.OURS) for member in entry.members}
        return tuple(force for force in self.forces if force.slug not in found)

    @property
    def falling_due(self) -> tuple[Entry, ...]:
        """Records of these forces that may end within a year."""
        return tuple(entry for entry in self._of_ours if entry.may_end_within(self.day, A_YEAR))

    @property
    def of_unknown_status(self) -> tuple[Entry, ...]:
        """Records of these forces of which it is not known whether they still run."""
        return tuple(entry for entry in self._of_ours if entry.status == Status.NOT_KNOWN)

    @property
    def in_the_same_region(self) -> tuple[Entry, ...]:
        """Others' records not known to be over with a party from a region of one of these forces."""
        regions = {force.region for force in self.forces} - {""}
        return tuple(
            entry
            for entry in self.of(Part.OTHERS)
            if not entry.is_over and any(member.region in regions for member in entry.members)
        )

    @property
    def of_their_partners(self) -> tuple[Entry, ...]:
        """The rest of such records with a party that one of these forces works with in another record."""
        partners = {
            member.slug for entry in self._of_ours if not entry.is_over for member in entry.members
        } - self.slugs
        near = {entry.reference for entry in self.in_the_same_region}
        return tuple(
            entry
            for entry in self.of(Part.OTHERS)
            if not entry.is_over
            and entry.reference not in near
            and any(member.slug in partners for member in entry.members)
        )

    @property
    def _of_ours(self) -> tuple[Entry, ...]:
        return self.of(Part.OURS, Part.ALLIANCE, Part.EACH_OTHER)

    def as_data(self) -> dict[str, Any]:
        """The same as JSON keeps it."""
        return {**asdict(self), "day": str(self.day)}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From what `as_data` gave, now or years ago."""
        return cls(
            day=datetime.date.fromisoformat(data["day"]),
            revision=data["revision"],
            forces=tuple(Area(**each) for each in data["forces"]),
            functions=tuple(FunctionName(**each) for each in data["functions"]),
            entries=tuple(_entry(each) for each in data["entries"]),
            counts=tuple(_count(each) for each in data["counts"]),
            sayings=tuple(Saying(**{**each, "sources": tuple(each["sources"])}) for each in data["sayings"]),
            sayings_count=data["sayings_count"],
            sources=tuple(Source(**each) for each in data["sources"]),
        )


def seal(data: Mapping[str, Any]) -> str:
    """SHA-256 of a pack as data: the same for the same facts, whatever order they were kept in."""
    written = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _entry(data: Mapping[str, Any]) -> Entry:
    return Entry(
        **{
            **data,
            "part": Part(data["part"]),
            "place": Place(data["place"]),
            "functions": tuple(data["functions"]),
            "members": tuple(Member(**each) for each in data["members"]),
            "sources": tuple(data["sources"]),
        }
    )


def _count(data: Mapping[str, Any]) -> Count:
    return Count(**{**data, "part": Part(data["part"]), "place": Place(data["place"])})
