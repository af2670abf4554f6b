"""An uncertain case: lines of costs and benefits over years, shared between parties."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np

from frankpledge.engine.checks import series, unique
from frankpledge.engine.errors import Contradiction, Empty, Unknown, WrongLength
from frankpledge.engine.uncertainty.correlation import Correlation
from frankpledge.engine.uncertainty.distributions import Distribution, Floats

Kind: TypeAlias = Literal["benefit", "cost", "transfer"]
SIGNS: Mapping[Kind, float] = {"benefit": 1.0, "cost": -1.0, "transfer": 1.0}


@dataclass(frozen=True, slots=True)
class Line:
    """One uncertain amount, and when and to whom it falls.

    `profile` multiplies the amount in each year, from year 0. `shares` gives each party's part: parts of a
    cost or benefit add to 1; those of a transfer (a payment between parties) add to 0 and touch no total.
    `alone` marks what a party would have without the collaboration. `each_year` draws the amount anew
    every year; otherwise one draw holds for all years.
    """

    name: str
    amount: Distribution
    kind: Kind = "benefit"
    profile: tuple[float, ...] = (1.0,)
    shares: Mapping[str, float] = field(default_factory=dict)
    alone: bool = False
    each_year: bool = False

    def __post_init__(self) -> None:
        if self.kind not in SIGNS:
            raise Unknown(f"{self.name}: kind", self.kind, ", ".join(SIGNS))
        series(f"{self.name}: profile", self.profile)
        if not self.shares:
            return
        total = math.fsum(series(f"{self.name}: shares", list(self.shares.values())))
        wanted = 0.0 if self.kind == "transfer" else 1.0
        if abs(total - wanted) > 1e-9:
            raise Contradiction(
                f"{self.name}: shares", f"adding to {total:.10g}", f"shares adding to {wanted:g}"
            )


@dataclass(frozen=True, slots=True)
class Model:
    """Lines, the discount factor of each year, and how the lines' amounts move together.

    NPV = sum over lines and years of sign * amount * profile[t] * discount[t]: benefits add, costs take away,
    transfers only move. A line's profile has one number for each discount factor.
    """

    lines: tuple[Line, ...]
    discount: tuple[float, ...] = (1.0,)
    correlation: Correlation | None = None

    def __post_init__(self) -> None:
        if not self.lines:
            raise Empty("lines", "empty", "at least one line")
        unique("lines", (line.name for line in self.lines))
        series("discount", self.discount)
        for line in self.lines:
            if len(line.profile) != len(self.discount):
                raise WrongLength(
                    f"{line.name}: profile",
                    f"{len(line.profile)} years long",
                    f"one number for each of the {len(self.discount)} years discounted",
                )
            if self.parties and not line.shares:
                raise Empty(f"{line.name}: shares", "empty", "shares on every line, where some have them")
        if self.correlation is not None and len(self.correlation.matrix) != len(self.lines):
            raise WrongLength(
                "correlation", f"for {len(self.correlation.matrix)} lines", f"for {len(self.lines)} lines"
            )

    @property
    def parties(self) -> tuple[str, ...]:
        """Everyone with a share, in the order they are first named."""
        return tuple(dict.fromkeys(party for line in self.lines for party in line.shares))

    def weights(self) -> Floats:
        """Signed, discounted weight of each line in each year: years down, lines across."""
        signs = np.array([SIGNS[line.kind] for line in self.lines])
        profiles = np.array([line.profile for line in self.lines], dtype=np.float64)
        return np.asarray((signs[:, None] * profiles * np.array(self.discount)).T)

    def outcomes(self) -> tuple[tuple[str, ...], Floats]:
        """What is summed over lines: the NPV, then each party together, alone, and the one less the other."""
        together = [0.0 if line.alone or line.kind == "transfer" else 1.0 for line in self.lines]
        names, columns = ["npv"], [np.array(together)]
        for party in self.parties:
            share = np.array([line.shares.get(party, 0.0) for line in self.lines])
            alone = np.array([line.alone for line in self.lines])
            names += [f"{party}: together", f"{party}: alone", f"{party}: gain"]
            columns += [share * ~alone, share * alone, share * np.where(alone, -1.0, 1.0)]
        return tuple(names), np.column_stack(columns)
