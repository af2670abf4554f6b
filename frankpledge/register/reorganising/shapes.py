"""What a plan is worked out from, and what it says. Bodies stand in it by their slugs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from frankpledge.people.models import Basis, Capacity, Kind
from frankpledge.register.models import Effect, LegalBasis, PartiesCoverage, Role, StepKind, Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that there is, or one that there is to be (`is_new`)."""

    slug: str
    name: str
    short_name: str
    kind: Kind
    capacity: Capacity
    is_new: bool = False
    is_over: bool = False
    maintained_by: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A policing body that maintains a force. `relation_id` is None for one that is to begin."""

    body: str
    force: str
    relation_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """The bodies of `after` follow those of `before`, each in every place. One that is in both stays.

    `carried_by` says by the reference of a record who of them alone follows there.
    """

    kind: StepKind
    before: tuple[str, ...]
    after: tuple[Body, ...]
    carried_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Renaming:
    """A body that stays, under other names."""

    slug: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """What does this function alone moves to `to`, but for some records."""

    function: str
    function_name: str
    to: Body
    apart_from: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Steps:
    """Everything that is planned."""

    successions: tuple[Succession, ...] = ()
    renamings: tuple[Renaming, ...] = ()
    movings: tuple[Moving, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One party of a record that had not left by the day."""

    id: int
    body: str
    role: Role
    basis: Basis
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record that is not known to be over by the day, with who is then in it."""

    id: int
    reference: str
    title: str
    legal_basis: LegalBasis
    coverage: PartiesCoverage
    expected: int | None
    functions: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Successions:
    """Who follows whom: worked out before any record is read.

    `heirs` has every body that comes to an end; `chosen` who alone follows it in one record, by reference and
    body. `problems` are said to people, and bar the plan.
    """

    bodies: Mapping[str, Body]
    heirs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chosen: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    split: frozenset[str] = frozenset()
    pairs: frozenset[Pair] = frozenset()
    ending: tuple[Pair, ...] = ()
    beginning: tuple[Pair, ...] = ()
    new: tuple[Body, ...] = ()
    problems: tuple[str, ...] = ()

    def following(self, slug: str, record: str) -> tuple[str, ...]:
        """Who is in a body's place in a record afterwards: itself, where nobody follows it."""
        return self.chosen.get((record, slug)) or self.heirs.get(slug, (slug,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """A body that comes into a record, in whose place, and as what."""

    body: str
    role: Role
    basis: Basis
    instead_of: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEffect:
    """What becomes of one record: why, who leaves it, who comes into it, and whether people are asked."""

    record: Record
    effect: Effect
    why: tuple[Why, ...]
    leaving: tuple[Entry, ...] = ()
    joining: tuple[Joining, ...] = ()
    moved: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether people must look at it."""
        return self.effect is Effect.NEEDS_A_PARTY or not ASKING.isdisjoint(self.why)

    @property
    def ends(self) -> bool:
        """Whether it ends on the day."""
        return self.effect is Effect.BECOMES_INTERNAL or (
            self.effect is Effect.MOVES and Why.OTHER_FUNCTIONS not in self.why
        )


ASKING = frozenset({Why.JOINED, Why.SPLIT, Why.LIST_INCOMPLETE, Why.SECTION_22A, Why.OTHER_FUNCTIONS})


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much names a body that comes to an end, and waits to be decided."""

    proposals: int = 0
    registrations: int = 0


NOTHING_WAITS = Waiting()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that a reorganisation does."""

    steps: Steps
    successions: Successions
    effects: tuple[RecordEffect, ...]
    waiting: Waiting = NOTHING_WAITS

    @property
    def problems(self) -> tuple[str, ...]:
        return self.successions.problems

    @property
    def counts(self) -> dict[Effect, int]:
        """How many records there are of each effect."""
        return {effect: sum(each.effect is effect for each in self.effects) for effect in Effect}

    @property
    def asking(self) -> int:
        """At how many records people must look."""
        return sum(each.asks for each in self.effects)
