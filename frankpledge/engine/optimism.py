"""Optimism bias: how much dearer, and slower, things like this have turned out than was first thought.

Formulas (shares of one):

    managed   = sum of contribution_i x mitigation_i
    resultant = (1 - managed) x upper bound          not below the lower bound at contract award
    adjusted  = estimate x (1 + resultant) + cost of managing the risks
    combined  = sum of share_j x upper bound_j       for a project of several kinds

Units: shares (0.51 is 51%); estimates in any unit, money or months. Source: Mott MacDonald, Review of Large
Public Procurement (2002); HM Treasury supplementary guidance. Limits: the bounds are old and cover buildings,
works, equipment and outsourcing; nobody has bounds for benefits. An uplift and a priced risk, or a long tail
in a simulation, for the same cause count it twice: `stacked` says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from frankpledge.engine import checks
from frankpledge.engine.errors import Contradiction, Empty
from frankpledge.engine.packs.biases import Bounds


@dataclass(frozen=True, slots=True)
class Contribution:
    """One cause's share of the bias, and how far it is dealt with: 0 not at all, 1 wholly."""

    cause: str
    share: float
    mitigation: float = 0.0

    def __post_init__(self) -> None:
        checks.share(f"contribution of {self.cause}", self.share)
        checks.share(f"mitigation of {self.cause}", self.mitigation)


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of work in a combined project, and its share of the whole."""

    share: float
    bounds: Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Uplift:
    """What came of it. `unmitigated` is the estimate with the whole upper bound; all shares are of one."""

    upper: float
    managed: float
    resultant: float
    estimate: float
    unmitigated: float
    adjusted: float
    floored: bool


def managed(contributions: Sequence[Contribution]) -> float:
    """The share of the bias that is dealt with.

    Raises Contradiction when the causes make more than all of it.

    >>> round(managed([Contribution("contract", 0.05, 1.0), Contribution("brief", 0.22, 0.4)]), 3)
    0.138
    """
    checks.unique("causes", (each.cause for each in contributions))
    total = sum(each.share for each in contributions)
    if total > 1 + 1e-9:
        raise Contradiction("contributions", f"{total:.1%} together", "100% or less together")
    return sum(each.share * each.mitigation for each in contributions)


def combined(parts: Sequence[Part]) -> Bounds:
    """The bounds of a project of several kinds: each kind's, weighted by its share of the project.

    Raises Empty, Contradiction (shares that do not add to one; duration mixed with money).

    >>> from frankpledge.engine.packs.biases import Bounds, Measure
    >>> plain = Bounds("standard-buildings", Measure.CAPITAL, 0.24, 0.02)
    >>> system = Bounds("equipment-development", Measure.CAPITAL, 2.0, 0.1)
    >>> round(combined([Part(0.75, plain), Part(0.25, system)]).upper, 4)
    0.68
    """
    if not parts:
        raise Empty("parts", "empty", "one part or more")
    total = sum(checks.share("share of a part", part.share) for part in parts)
    if abs(total - 1) > 1e-9:
        raise Contradiction("shares of the parts", f"{total:g} together", "1 together")
    if len({part.bounds.measure for part in parts}) != 1:
        raise Contradiction("parts", "of different measures", "all of duration, or all of one kind of money")
    kinds = ", ".join(f"{part.share:.0%} {part.bounds.kind}" for part in parts)
    upper, lower = (
        sum(part.share * getattr(part.bounds, end) for part in parts) for end in ("upper", "lower")
    )
    return Bounds(kinds, parts[0].bounds.measure, upper, lower)


def uplift(
    estimate: float,
    *,
    upper: float,
    managed_share: float = 0.0,
    lower: float | None = None,
    risk_management: float = 0.0,
) -> Uplift:
    """An estimate of money or time with what is left of its bias.

    Raises NotFinite, OutOfRange, Contradiction.

    `lower` is the least that may be assumed: give it at contract award only. `risk_management` is what
    dealing with the causes costs, in the estimate's unit.

    >>> result = uplift(100, upper=0.51, managed_share=0.92, risk_management=7)
    >>> round(result.resultant, 4), round(result.adjusted, 2)
    (0.0408, 111.08)
    """
    amount = checks.number("estimate", estimate)
    bound = checks.within("upper bound", upper, 0)
    left = (1 - checks.share("managed", managed_share)) * bound
    if lower is not None and checks.within("lower bound", lower, 0) > bound:
        raise Contradiction("lower bound", lower, f"the upper bound, {bound}, or less")
    resultant = left if lower is None else max(left, lower)
    return Uplift(
        upper=bound,
        managed=managed_share,
        resultant=resultant,
        estimate=amount,
        unmitigated=amount * (1 + bound),
        adjusted=amount * (1 + resultant) + checks.within("risk_management", risk_management, 0),
        floored=resultant > left,
    )


class Allowance(StrEnum):
    """How a way of being wrong is allowed for."""

    OPTIMISM = "optimism bias"
    RISK = "priced risk"
    TAIL = "tail of a distribution"


@dataclass(frozen=True, slots=True)
class Allowed:
    """One allowance on one line, for one cause; "" where nobody said for which."""

    line: str
    allowance: Allowance
    cause: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "allowance", checks.one_of("allowance", self.allowance, Allowance))


def stacked(allowances: Sequence[Allowed]) -> tuple[str, ...]:
    """A warning for each line and cause that is allowed for in more than one way.

    An unnamed cause may be any.

    Source: the Ministry of Defence's guidance names this double count for three-point estimates.

    >>> stacked([Allowed("ICT", Allowance.OPTIMISM, "scope"), Allowed("ICT", Allowance.TAIL, "scope")])
    ('ICT: optimism bias and tail of a distribution both allow for scope. It is counted twice.',)
    """
    warnings = []
    for line in dict.fromkeys(each.line for each in allowances):
        own = [each for each in allowances if each.line == line]
        for cause in dict.fromkeys(each.cause for each in own):
            ways = {each.allowance for each in own if each.cause in {cause, ""} or not cause}
            if len(ways) > 1:
                said = " and ".join(way.value for way in Allowance if way in ways)
                warnings.append(_warning(line, said, cause))
    return tuple(warnings)


def _warning(line: str, ways: str, cause: str) -> str:
    if cause:
        return f"{line}: {ways} both allow for {cause}. It is counted twice."
    return f"{line}: {ways} are both used and a cause is not named. The same cause may be counted twice."
