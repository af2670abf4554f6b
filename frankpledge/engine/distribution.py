"""Distributional weights: a pound is worth more to those who have less.

Formula: `weight = (median income of those who pay / median income of those who receive) ** elasticity`;
`impact = change for recipients x weight + change for payers`. Incomes are equivalised (adjusted for the size
of the household), in any one unit. Source: HM Treasury Green Book 2018, A3.14 to A3.20, elasticity 1.3;
published weights for the lowest fifth are 2.5 (Fujiwara, 2010) and 2.4 (data of 2015). Off by default: rarely
useful between forces, sometimes for victims by deprivation. The unweighted figure always stands beside the
weighted one.
"""

from dataclasses import dataclass

from frankpledge.engine import checks

ELASTICITY = 1.3


@dataclass(frozen=True, slots=True)
class Weighted:
    """A net effect without weights and with them, in one unit."""

    unweighted: float
    weighted: float
    weight: float


def weight(payers_income: float, recipients_income: float, *, elasticity: float = ELASTICITY) -> float:
    """How much a pound counts for those who receive it. Raises OutOfRange for incomes that are not above 0.

    >>> round(weight(24_000, 12_000), 3)
    2.462
    """
    payers = checks.positive("payers_income", payers_income)
    recipients = checks.positive("recipients_income", recipients_income)
    return float((payers / recipients) ** checks.within("elasticity", elasticity, 0))


def impact(to_recipients: float, to_payers: float, weighting: float) -> Weighted:
    """The net effect of a change, in the changes' unit. Raises NotFinite, OutOfRange.

    >>> impact(100, -100, 2.5)
    Weighted(unweighted=0.0, weighted=150.0, weight=2.5)
    """
    received = checks.number("to_recipients", to_recipients)
    paid = checks.number("to_payers", to_payers)
    factor = checks.within("weight", weighting, 0)
    return Weighted(received + paid, received * factor + paid, factor)
