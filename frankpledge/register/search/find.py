"""Finds collaborations: what a page of results, its counts and its questions are."""

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection

from frankpledge.dates import Answer, PartialDate, within
from frankpledge.people.models import Basis
from frankpledge.register.search import statement, vocabulary
from frankpledge.register.search.facets import (
    BY_KEY,
    FACETS,
    FORCE,
    FUNCTION,
    IN_BEING,
    REGION,
    UNLESS_CHOSEN,
    Facet,
    Label,
    Sort,
)
from frankpledge.register.search.folding import key
from frankpledge.register.search.language import Reading, read
from frankpledge.register.search.sets import PAGE_SIZE, Wanted
from frankpledge.register.search.understanding import Known, Understood, look_up, understand

LAST_PAGE = 1_000_000
SLUG = re.compile(r"[a-z0-9_-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a reader asks for. `chosen` holds values by the facet's key; they may be ones nobody knows."""

    text: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    as_at: datetime.date | None = None
    with_assumed: bool = False
    meanings: Sequence[str] = ()
    sort: Sort = Sort.BEST
    page: int = 1


@dataclass(frozen=True, slots=True)
class Stay:
    """A chosen force's entry in a result, and whether it was in it on the date asked for."""

    slug: str
    joined_on: PartialDate | None
    left_on: PartialDate | None
    is_assumed: bool
    belonged: Answer | None


@dataclass(frozen=True, slots=True)
class Result:
    """One collaboration found. `card` holds what is shown of it.

    `is_by_assumption` says that a body asked for is only assumed to be a party; `in_being` answers for the
    date asked for.
    """

    card: Mapping[str, Any]
    is_by_assumption: bool
    in_being: Answer | None
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, with how many results it would give."""

    value: str
    label: Label
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A facet with its values. `without` is how many results there would be without its choice."""

    facet: Facet
    values: tuple[Value, ...]
    without: int | None

    @property
    def chosen(self) -> tuple[Value, ...]:
        return tuple(value for value in self.values if value.is_chosen)


@dataclass(frozen=True, kw_only=True)
class Found:
    """The answer to a search, a page of it.

    `besides` is how many more there are when assumed parties count; `left_out` how many were not in being on
    the date asked for; `unknown` the values that the register does not know, by facet. Where nothing is
    found, `alone` says how many records each part of the words finds by itself.
    """

    asked: Asked
    wanted: Wanted
    reading: Reading
    understood: Understood
    total: int
    besides: int
    left_out: int
    page: int
    results: tuple[Result, ...]
    facets: tuple[Counted, ...]
    unknown: Mapping[str, tuple[str, ...]]
    did_you_mean: Mapping[str, str]
    alone: tuple[tuple[str, int], ...] = ()

    @cached_property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, math.ceil(self.total / PAGE_SIZE))

    def facet(self, wanted: Facet) -> Counted | None:
        """One facet of those counted."""
        return next((counted for counted in self.facets if counted.facet == wanted), None)


def find(asked: Asked) -> Found:
    """One page of what is asked for, with complete counts.

    Two statements; one more for words that nobody used, and one for ways on where nothing is found.
    """
    search = Search.of(asked)
    with connection.cursor() as cursor:
        cursor.execute(*statement.page(search.wanted))
        summed, counts, rows = cursor.fetchone()
    total = summed["total"]
    last_page = max(1, math.ceil(total / PAGE_SIZE))
    return Found(
        asked=asked,
        wanted=search.wanted,
        reading=search.reading,
        understood=search.understood,
        total=total,
        besides=0 if asked.with_assumed else summed["wide"] - summed["plain"],
        left_out=summed[f"but_{IN_BEING.key}"] - total if asked.as_at else 0,
        page=min(search.wanted.page, last_page),
        results=tuple(_result(row, asked.as_at) for row in rows or ()),
        facets=_facets(search, summed, counts or []),
        unknown=search.unknown,
        did_you_mean=vocabulary.suggestions(search.understood.not_found),
        alone=() if total else _alone(search.understood),
    )


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, understood: what the register knows of it, and what it does not."""

    reading: Reading
    understood: Understood
    wanted: Wanted
    unknown: Mapping[str, tuple[str, ...]]
    known: Known

    @classmethod
    def of(cls, asked: Asked) -> "Search":
        """Understands what is asked, in one statement."""
        reading = read(asked.text)
        functions, forces = (
            [value for value in asked.chosen.get(facet.key, ()) if SLUG.fullmatch(value)]
            for facet in (FUNCTION, FORCE)
        )
        known = look_up(reading, functions, forces)
        understood = understand(reading, known, asked.meanings)
        chosen, unknown = _sorted_out(asked, known)
        wanted = Wanted(
            stated=understood.stated,
            stated_or_assumed=understood.stated_or_assumed,
            common=understood.common,
            exact=key(reading.text),
            chosen=chosen,
            as_at=asked.as_at,
            with_assumed=asked.with_assumed,
            involves_bodies=understood.involves_bodies or REGION.key in chosen or FORCE.key in chosen,
            sort=asked.sort,
            page=min(max(asked.page, 1), LAST_PAGE),
        )
        return cls(reading, understood, wanted, unknown, known)

    def label(self, facet: Facet, value: str, held: str | None) -> Label:
        """What a value is called."""
        named = {FUNCTION.key: self.known.functions, FORCE.key: self.known.forces}
        return facet.labels.get(value) or held or named.get(facet.key, {}).get(value) or value


def _sorted_out(asked: Asked, known: Known) -> tuple[dict[str, list[str]], dict[str, tuple[str, ...]]]:
    """The values chosen that the register knows, and those that it does not."""
    held: dict[str, Mapping[str, Any]] = {key: facet.labels for key, facet in BY_KEY.items()}
    held |= {FUNCTION.key: known.functions, FORCE.key: known.forces}
    chosen, unknown = {}, {}
    for name, values in asked.chosen.items():
        if good := [value for value in dict.fromkeys(values) if value in held[name]]:
            chosen[name] = good
        if bad := tuple(value for value in dict.fromkeys(values) if value not in held[name]):
            unknown[name] = bad
    if not asked.as_at:
        chosen.pop(IN_BEING.key, None)
    elif IN_BEING.key not in chosen:
        chosen[IN_BEING.key] = sorted(UNLESS_CHOSEN)
    return chosen, unknown


def _facets(
    search: Search, summed: Mapping[str, int], counts: Sequence[tuple[str, str, str | None, int]]
) -> tuple[Counted, ...]:
    by_facet: dict[str, dict[str, tuple[str | None, int]]] = {}
    for name, value, label, count in counts:
        by_facet.setdefault(name, {})[value] = (label, int(count))
    listed = (*FACETS, IN_BEING) if search.wanted.as_at else FACETS
    return tuple(
        Counted(facet, _values(search, facet, by_facet.get(facet.key, {})), summed.get(f"but_{facet.key}"))
        for facet in listed
    )


def _values(search: Search, facet: Facet, held: Mapping[str, tuple[str | None, int]]) -> tuple[Value, ...]:
    chosen = search.wanted.chosen.get(facet.key, ())
    values = [
        Value(
            value,
            search.label(facet, value, held.get(value, (None, 0))[0]),
            held.get(value, (None, 0))[1],
            value in chosen,
        )
        for value in {*held, *chosen}
    ]
    if facet.labels:
        order = list(facet.labels)
        return tuple(sorted(values, key=lambda value: order.index(value.value)))
    return tuple(sorted(values, key=lambda value: str(value.label)))


def _alone(understood: Understood) -> tuple[tuple[str, int], ...]:
    """How many records each part of the words finds by itself, of those that find any."""
    parts = {clause.written: clause.condition("=") for clause in understood.clauses if not clause.is_left_out}
    if len(understood.clauses) < 2 or not parts:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(*statement.counts_of(list(parts.values())))
        counts = cursor.fetchone()
    return tuple((words, count) for words, count in zip(parts, counts, strict=True) if count)


def _result(row: Sequence[Any], as_at: datetime.date | None) -> Result:
    card, is_plain, answer, stays = row
    in_being = Answer(answer) if answer else None
    return Result(card, not is_plain, in_being, tuple(_stay(stay, as_at, in_being) for stay in stays or ()))


def _stay(row: Sequence[Any], as_at: datetime.date | None, in_being: Answer | None) -> Stay:
    slug, joined, left, basis = row
    joined_on = PartialDate.parse(joined) if joined else None
    left_on = PartialDate.parse(left) if left else None
    belonged = None
    if as_at and in_being:
        belonged = _belonged(within(as_at, joined_on, left_on), in_being, left_on)
    return Stay(slug, joined_on, left_on, basis == Basis.ASSUMED, belonged)


def _belonged(own_span: Answer, in_being: Answer, left_on: PartialDate | None) -> Answer:
    """As `Party.belonged_on` has it."""
    if Answer.NO in (in_being, own_span):
        return Answer.NO
    sure = own_span is Answer.YES and (left_on is not None or in_being is Answer.YES)
    return Answer.YES if sure else Answer.NOT_KNOWN
