"""The cost game: what the work would cost for every group of parties that might do it together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from frankpledge.engine import checks
from frankpledge.engine.errors import Empty, OutOfRange, TooFew, WrongLength
from frankpledge.engine.sharing import coalitions
from frankpledge.engine.sharing.coalitions import Numbers

MOST_PARTIES = 24
ROWS_AT_ONCE = 1 << 16
Group: TypeAlias = str | Iterable[str]
CostFunction: TypeAlias = Callable[[NDArray[np.bool_]], Numbers]
"""From rows of memberships (a row for each group, a column for each party) to the cost of each."""


@dataclass(frozen=True, slots=True, eq=False)
class CostGame:
    """`costs[mask]` is what the group `mask` would pay to do the work by itself, in any one unit.

    Nobody costs nothing: `costs[0]` is 0. `modelled[mask]` marks costs that come from a formula and that no
    finance officer gave. A cost may be negative (a saving); NaN and infinities are refused. There may be 1
    to 24 parties.

    >>> game = CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5})
    >>> game.whole, game.cost(["B"]), game.savings
    (5.0, 4.0, 2.0)
    """

    parties: tuple[str, ...]
    costs: Numbers
    modelled: NDArray[np.bool_]

    def __post_init__(self) -> None:
        _count(self.parties)
        checks.unique("parties", self.parties)
        for name, table in (("costs", self.costs), ("modelled", self.modelled)):
            if table.shape != (1 << len(self.parties),):
                raise WrongLength(name, f"{table.size} long", f"{1 << len(self.parties)}, one for each group")
            table.setflags(write=False)
        checks.finite("costs", self.costs)
        if self.costs[0] != 0:
            raise OutOfRange("the cost of nobody", self.costs[0], "0")

    @classmethod
    def of(cls, parties: Sequence[str], costs: Mapping[str, float] | Mapping[tuple[str, ...], float]) -> Self:
        """From the cost of each group, written `A+B` or as a tuple. Raises TooFew when a group has none."""
        names = checks.unique("parties", parties)
        table = np.full(1 << len(names), np.nan)
        table[0] = 0.0
        for group, cost in costs.items():
            table[_mask(group, names)] = checks.number(f"the cost of {group}", cost)
        missing = np.flatnonzero(np.isnan(table))
        if missing.size:
            first = coalitions.written(coalitions.members(int(missing[0]), names))
            raise TooFew(
                "costs", f"without {missing.size} groups, {first} the first", "a cost for every group"
            )
        return cls(names, table, np.zeros(len(table), dtype=np.bool_))

    @classmethod
    def in_binary_order(cls, parties: Sequence[str], costs: ArrayLike) -> Self:
        """From a table by bit mask, nobody first: A, B, A+B, C, A+C, B+C, A+B+C."""
        table = checks.series("costs", costs)
        return cls(checks.unique("parties", parties), table, np.zeros(len(table), dtype=np.bool_))

    @classmethod
    def modelled_by(cls, parties: Sequence[str], function: CostFunction) -> Self:
        """From a formula for the cost of any group; every cost is marked as modelled."""
        names = checks.unique("parties", parties)
        _count(names)
        last = 1 << len(names)
        pieces = [
            function(coalitions.memberships(len(names), first, min(first + ROWS_AT_ONCE, last)))
            for first in range(0, last, ROWS_AT_ONCE)
        ]
        return cls(names, np.concatenate(pieces).astype(np.float64), np.arange(last) > 0)

    def with_known(self, costs: Mapping[str, float] | Mapping[tuple[str, ...], float]) -> Self:
        """The same game with the costs that are known in place of the modelled ones."""
        table, modelled = self.costs.copy(), self.modelled.copy()
        for group, cost in costs.items():
            number = _mask(group, self.parties)
            table[number], modelled[number] = checks.number(f"the cost of {group}", cost), False
        return type(self)(self.parties, table, modelled)

    def among(self, members: Iterable[str]) -> Self:
        """The game of some of the parties, in this game's order. Raises Unknown, Empty."""
        chosen = coalitions.mask(members, self.parties)
        places = [place for place in range(len(self.parties)) if chosen >> place & 1]
        inside = coalitions.sums(np.array([float(1 << place) for place in places])).astype(np.int64)
        parties = tuple(self.parties[place] for place in places)
        return type(self)(parties, self.costs[inside], self.modelled[inside])

    def cost(self, members: Iterable[str]) -> float:
        """What these parties would pay together. Raises Unknown."""
        return float(self.costs[coalitions.mask(members, self.parties)])

    @property
    def whole(self) -> float:
        """What all pay together."""
        return float(self.costs[-1])

    @property
    def alone(self) -> Numbers:
        """What each would pay by itself."""
        each: Numbers = self.costs[1 << np.arange(len(self.parties))]
        return each

    @property
    def separable(self) -> Numbers:
        """What each one's being there adds to the cost of all the others: c(N) - c(N without i)."""
        last = len(self.costs) - 1
        added: Numbers = self.whole - self.costs[last ^ (1 << np.arange(len(self.parties)))]
        return added

    @property
    def savings(self) -> float:
        """What all save by working together, beside each alone."""
        return float(self.alone.sum() - self.whole)

    @property
    def is_modelled(self) -> bool:
        """Whether any cost comes from a formula."""
        return bool(self.modelled.any())

    @property
    def tolerance(self) -> float:
        """Differences up to this are the machine's rounding."""
        return 1e-9 * max(1.0, float(np.abs(self.costs).max()))


def _count(parties: Sequence[str]) -> None:
    if not parties:
        raise Empty("parties", "empty", "at least one party")
    if len(parties) > MOST_PARTIES:
        raise OutOfRange("parties", len(parties), f"{MOST_PARTIES} at most; sample beyond that")


def _mask(group: Group, parties: Sequence[str]) -> int:
    names = [name.strip() for name in group.split(coalitions.SEPARATOR)] if isinstance(group, str) else group
    number = coalitions.mask(names, parties)
    if not number:
        raise Empty("a group", "empty", "at least one member")
    return number
