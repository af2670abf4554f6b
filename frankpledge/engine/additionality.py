"""Additionality: how much of a change is really new, and ours.

Formulas (shares of one):

    net = gross x (1-deadweight) x (1-leakage) x (1-displacement) x (1-substitution)
    additional impact = GI(1-L)(1-Dp)(1-S)M - GI'(1-L')(1-Dp')(1-S')M'

The second is the same idea with the reference case (what would happen anyway) worked out in full in place of
a deadweight share. Source: English Partnerships, Additionality Guide, third edition; HM Treasury Green Book.
Limits: leakage here is what lands with forces outside the collaboration. It is still a benefit to the
country: it is taken off what the parties count, and reported, not deleted.
"""

from dataclasses import dataclass

from frankpledge.engine import checks
from frankpledge.engine.errors import Contradiction


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What is not additional, as shares of what is left each time. Nought needs a reason in the record.

    `multiplier` is for second-round effects; in policing it is normally one.
    """

    deadweight: float = 0.0
    leakage: float = 0.0
    displacement: float = 0.0
    substitution: float = 0.0
    multiplier: float = 1.0

    def __post_init__(self) -> None:
        for name in ("deadweight", "leakage", "displacement", "substitution"):
            checks.share(name, getattr(self, name))
        checks.within("multiplier", self.multiplier, 0)

    @property
    def kept(self) -> float:
        """The share of the gross that is additional."""
        left = (1 - self.deadweight) * (1 - self.leakage) * (1 - self.displacement) * (1 - self.substitution)
        return left * self.multiplier


@dataclass(frozen=True, slots=True, kw_only=True)
class Additional:
    """The gross, what each step took off it, what the multiplier then added, and what is left."""

    gross: float
    deadweight: float
    leakage: float
    displacement: float
    substitution: float
    multiplied: float
    net: float


def net(gross: float, shares: Shares) -> Additional:
    """What is left of a gross effect, in its unit, and what each step took. Raises NotFinite, OutOfRange.

    >>> net(1000, Shares(deadweight=0.2, displacement=0.1)).net
    720.0
    """
    left = checks.number("gross", gross)
    taken = {}
    for name in ("deadweight", "leakage", "displacement", "substitution"):
        taken[name] = left * getattr(shares, name)
        left -= taken[name]
    return Additional(
        gross=gross, **taken, multiplied=left * (shares.multiplier - 1), net=left * shares.multiplier
    )


def additional_impact(
    gross: float, shares: Shares, reference_gross: float, reference: Shares | None = None
) -> float:
    """What the change adds to the reference case, in the gross effect's unit.

    Deadweight is what the reference case stands for, so it may not be given as well. Raises Contradiction.

    >>> additional_impact(1000, Shares(leakage=0.1, displacement=0.2), 300, Shares(leakage=0.1))
    450.0
    """
    beside = reference or Shares()
    if shares.deadweight or beside.deadweight:
        raise Contradiction(
            "deadweight", "given beside a reference case", "0: the reference case is the deadweight"
        )
    return round(net(gross, shares).net - net(reference_gross, beside).net, 12)
