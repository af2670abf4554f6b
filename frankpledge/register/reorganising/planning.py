"""What a reorganisation does to each body, and then to each record. Nothing here reads or writes anything."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from frankpledge.people.models import Basis
from frankpledge.register.models import Effect, PartiesCoverage, Role, Why
from frankpledge.register.reorganising.problems import problems_in
from frankpledge.register.reorganising.shapes import (
    Body,
    Entry,
    Joining,
    Pair,
    Plan,
    Record,
    RecordEffect,
    Steps,
    Successions,
)
from frankpledge.register.reorganising.standing import UNDER_SECTION_22A, Standing

LEADING = (Role.LEAD, Role.HOST)
# From what a source says to what is only assumed.
_STRENGTH = [Basis.STATED, Basis.PARTIAL, Basis.ASSUMED]


def succession(steps: Steps, bodies: Mapping[str, Body], pairs: Iterable[Pair]) -> Successions:
    """Who follows whom, and who then maintains which force. `pairs` are those of the day before."""
    held = tuple(pairs)
    known = dict(bodies)
    new: dict[str, Body] = {}
    heirs: dict[str, tuple[str, ...]] = {}
    for after in _all_after(steps):
        if after.is_new:
            new.setdefault(after.slug, after)
            known.setdefault(after.slug, after)
    for each in steps.successions:
        for slug in each.before:
            if slug not in _slugs(each.after):
                heirs[slug] = _slugs(each.after)
    split = frozenset(slug for slug, following in heirs.items() if len(following) > 1)
    chosen = {
        (record, slug): carriers
        for each in steps.successions
        for record, carriers in each.carried_by.items()
        for slug in each.before
        if slug in heirs
    }
    ended, begun = _pairs(held, heirs, known)
    pairs_after = frozenset(held) - frozenset(ended) | frozenset(begun)
    found = Successions(
        bodies=known,
        heirs=heirs,
        chosen=chosen,
        split=split,
        pairs=pairs_after,
        ending=tuple(ended),
        beginning=tuple(begun),
        new=tuple(new.values()),
    )
    return Successions(
        **{name: getattr(found, name) for name in found.__slots__ if name != "problems"},
        problems=tuple(problems_in(steps, bodies, found)),
    )


def plan(
    day: datetime.date,
    steps: Steps,
    successions: Successions,
    pairs: Iterable[Pair],
    records: Iterable[Record],
) -> Plan:
    """What becomes of each record on the day; those to which nothing happens are left out."""
    work = _Work(
        steps,
        successions,
        Standing.of(day, successions.bodies, pairs),
        Standing.of(day, successions.bodies, successions.pairs),
    )
    found = (_effect(record, work) for record in records)
    return Plan(
        steps=steps, successions=successions, effects=tuple(each for each in found if each is not None)
    )


@dataclass(frozen=True)
class _Work:
    steps: Steps
    successions: Successions
    before: Standing
    after: Standing

    @cached_property
    def changed(self) -> frozenset[str]:
        """The forces whose policing body changes."""
        return frozenset(pair.force for pair in (*self.successions.ending, *self.successions.beginning))

    @cached_property
    def renamed(self) -> frozenset[str]:
        return frozenset(each.slug for each in self.steps.renamings)


def _effect(record: Record, work: _Work) -> RecordEffect | None:
    moved = tuple(
        each.function
        for each in work.steps.movings
        if each.function in record.functions and record.reference not in each.apart_from
    )
    if moved and set(record.functions) <= set(moved):
        return RecordEffect(record=record, effect=Effect.MOVES, why=(Why.FUNCTION,), moved=moved)
    leaving = tuple(entry for entry in record.entries if entry.body in work.successions.heirs)
    bodies = {entry.body for entry in record.entries}
    why = [
        *([Why.FUNCTION, Why.OTHER_FUNCTIONS] if moved else []),
        *([Why.SUCCESSOR] if leaving else []),
        *([Why.OVERSEER] if not work.changed.isdisjoint(bodies) else []),
        *([Why.RENAMED] if not work.renamed.isdisjoint(bodies) else []),
    ]
    if not why:
        return None
    joining = _joining(record, work.successions)
    effect, further = _standing(record, work)
    if effect is Effect.BECOMES_INTERNAL:
        return RecordEffect(record=record, effect=effect, why=(*why, *further))
    why += _asking(record, leaving, work.successions)
    overtaken = {each.body for each in joining if each.role in LEADING}
    return RecordEffect(
        record=record,
        effect=effect or (Effect.MOVES if moved else Effect.CARRIES_OVER),
        why=(*why, *further),
        leaving=(
            *leaving,
            *(entry for entry in record.entries if entry.role == Role.MEMBER and entry.body in overtaken),
        ),
        joining=joining,
        moved=moved,
    )


def _asking(record: Record, leaving: tuple[Entry, ...], successions: Successions) -> Iterator[Why]:
    """That parties become one, or one becomes several."""
    followed = Counter(
        heir
        for body in {entry.body for entry in record.entries if entry.role != Role.FUNDER}
        for heir in successions.following(body, record.reference)
    )
    if any(count > 1 for count in followed.values()):
        yield Why.JOINED
    split = {entry.body for entry in leaving} & successions.split
    chosen = {body for body in split if (record.reference, body) in successions.chosen}
    if split - chosen:
        yield Why.SPLIT
    if chosen:
        yield Why.CHOSEN


def _standing(record: Record, work: _Work) -> tuple[Effect | None, tuple[Why, ...]]:
    """Whether who remains is one area, or can no longer agree. Funders are no parties to an agreement."""
    parties = {entry.body for entry in record.entries if entry.role != Role.FUNDER}
    remaining = {heir for body in parties for heir in work.successions.following(body, record.reference)}
    areas = work.before.areas(parties)
    if len(areas) > 1 and len(work.after.areas(remaining)) == 1:
        if record.coverage == PartiesCoverage.COMPLETE and (record.expected or 0) <= len(areas):
            return Effect.BECOMES_INTERNAL, (Why.ONE_AREA,)
        return Effect.NEEDS_A_PARTY, (Why.ONE_AREA, Why.LIST_INCOMPLETE)
    could, can = work.before.may_agree(parties), work.after.may_agree(remaining)
    if record.legal_basis in UNDER_SECTION_22A and could and not can:
        return Effect.NEEDS_A_PARTY, (Why.SECTION_22A,)
    return None, ()


def _joining(record: Record, successions: Successions) -> tuple[Joining, ...]:
    """Each successor once in each role; a plain member nowhere where it leads or hosts."""
    places: dict[tuple[str, Role], list[int]] = {}
    by_id = {entry.id: entry for entry in record.entries}
    for entry in record.entries:
        if entry.body in successions.heirs:
            for heir in successions.following(entry.body, record.reference):
                places.setdefault((heir, entry.role), []).append(entry.id)
    there = {(entry.body, entry.role) for entry in record.entries}
    leading = {heir for heir, role in {*places, *there} if role in LEADING}
    found = []
    for (heir, role), instead_of in places.items():
        if (heir, role) in there or (role == Role.MEMBER and heir in leading):
            continue
        entries = tuple(by_id[number] for number in instead_of)
        also = _also_joined(places, heir, role)
        entries = (*entries, *(by_id[number] for number in also if number not in instead_of))
        basis = min((entry.basis for entry in entries), key=_STRENGTH.index)
        found.append(Joining(body=heir, role=role, basis=basis, instead_of=entries))
    return tuple(found)


def _also_joined(places: Mapping[tuple[str, Role], list[int]], heir: str, role: Role) -> list[int]:
    """The plain members whose place a successor takes by leading or hosting."""
    return places.get((heir, Role.MEMBER), []) if role in LEADING else []


def _pairs(
    held: Sequence[Pair], heirs: Mapping[str, tuple[str, ...]], bodies: Mapping[str, Body]
) -> tuple[list[Pair], list[Pair]]:
    """The pairs that end and those that begin."""
    wanted: set[tuple[str, str]] = set()
    for pair in held:
        for force in heirs.get(pair.force, (pair.force,)):
            chosen = bodies[force].maintained_by if force in bodies and bodies[force].is_new else ""
            followed = (chosen,) if chosen else heirs.get(pair.body, (pair.body,))
            # Who is not known maintains nobody: the plan says so.
            wanted |= {(body, force) for body in followed if body in bodies}
    there = {(pair.body, pair.force) for pair in held}
    ending = [pair for pair in held if (pair.body, pair.force) not in wanted]
    return ending, [Pair(*each) for each in sorted(wanted - there)]


def _all_after(steps: Steps) -> Iterator[Body]:
    for each in steps.successions:
        yield from each.after
    for moving in steps.movings:
        yield moving.to


def _slugs(bodies: Iterable[Body]) -> tuple[str, ...]:
    return tuple(body.slug for body in bodies)
