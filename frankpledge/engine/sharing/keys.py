"""Keys: the plain rules by which parties agree to split a bill, in pence that add up again.

A key gives each party a share of one, held as an exact fraction: the same for all, or by a figure
(population, officers, budget, usage, or whatever the agreement names). Keys mix, and a bill may have a
fixed part by one key and a variable part by another. Only the finished share is rounded, once, by largest
remainder.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from frankpledge.engine import checks, money
from frankpledge.engine.errors import Contradiction, Empty, OutOfRange
from frankpledge.engine.money import Share


@dataclass(frozen=True, slots=True)
class Key:
    """A named rule. `shares` are the parties' exact shares of one.

    >>> key = Key.by("population", {"A": 300_000, "B": 100_000})
    >>> key.shares, key.split(1_000_001)
    ((Fraction(3, 4), Fraction(1, 4)), (750001, 250000))
    """

    name: str
    parties: tuple[str, ...]
    shares: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        if not self.parties:
            raise Empty("parties", "empty", "at least one party")
        checks.unique("parties", self.parties)
        checks.same_length("parties and shares", self.parties, self.shares)
        if sum(self.shares) != 1 or min(self.shares) < 0:
            raise Contradiction(
                f"the key {self.name}", f"{sum(self.shares)} in all", "shares of 0 or more, 1 in all"
            )

    @classmethod
    def equal(cls, parties: Sequence[str]) -> Self:
        """The same for each."""
        if not parties:
            raise Empty("parties", "empty", "at least one party")
        return cls("equal", tuple(parties), (Fraction(1, len(parties)),) * len(parties))

    @classmethod
    def by(cls, name: str, figures: Mapping[str, Share]) -> Self:
        """In proportion to each party's figure, 0 or more; a float counts as the decimal it is written as.

        Raises OutOfRange for a figure below 0 or when all are 0.
        """
        if not figures:
            raise Empty(name, "empty", "a figure for at least one party")
        exact = {party: money.fraction(f"{name} of {party}", figure) for party, figure in figures.items()}
        whole = sum(exact.values(), Fraction(0))
        if min(exact.values()) < 0 or not whole:
            raise OutOfRange(name, "below 0 for a party, or 0 for all", "figures of 0 or more, one above 0")
        return cls(name, tuple(exact), tuple(figure / whole for figure in exact.values()))

    @classmethod
    def mix(cls, name: str, parts: Sequence[tuple[Share, Self]]) -> Self:
        """Keys in given parts: (0.4, equal) and (0.6, population). The parts need not add to one.

        >>> Key.mix("half and half", [(1, Key.equal("AB")), (1, Key.by("use", {"A": 1, "B": 0}))]).shares
        (Fraction(3, 4), Fraction(1, 4))
        """
        if not parts:
            raise Empty(name, "empty", "at least one key")
        parties = parts[0][1].parties
        for _part, key in parts:
            if set(key.parties) != set(parties):
                raise Contradiction(
                    f"the key {key.name}", "for other parties", f"a key for {', '.join(parties)}"
                )
        weights = cls.by(name, {str(place): part for place, (part, _key) in enumerate(parts)}).shares
        shares = (
            sum(
                (weight * key.of(party) for weight, (_part, key) in zip(weights, parts, strict=True)),
                Fraction(0),
            )
            for party in parties
        )
        return cls(name, parties, tuple(shares))

    def of(self, party: str) -> Fraction:
        """One party's share of one."""
        return self.shares[self.parties.index(party)]

    def split(self, amount_pence: int) -> tuple[int, ...]:
        """The amount in whole pence for each party, in the parties' order; they add up to it exactly."""
        return money.split(amount_pence, self.shares)


def fixed_plus_variable(amount_pence: int, fixed_pence: int, *, fixed: Key, variable: Key) -> tuple[int, ...]:
    """A bill whose fixed part is split by one key and the rest by another, rounded once over the whole.

    `fixed_pence` lies between 0 and the amount (or the amount and 0, for a refund). In the order of
    `fixed`'s parties.

    >>> use = Key.by("use", {"A": 3, "B": 1})
    >>> fixed_plus_variable(1000, 400, fixed=Key.equal("AB"), variable=use)
    (650, 350)
    """
    if not min(0, amount_pence) <= fixed_pence <= max(0, amount_pence):
        raise OutOfRange("fixed_pence", fixed_pence, f"from 0 to {amount_pence}")
    if not amount_pence:
        return (0,) * len(fixed.parties)
    part = Fraction(fixed_pence, amount_pence)
    return Key.mix("fixed and variable", [(part, fixed), (1 - part, variable)]).split(amount_pence)
