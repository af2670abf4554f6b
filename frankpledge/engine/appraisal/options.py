"""Options side by side, by one formulation: which is worth most, and which costs least.

Net present value ranks options that differ in what they achieve; net present cost, those that achieve the
same; the even yearly amount, those that last for different times. The first option is what the others are
beside: usually the least that would have to be done anyway. Source: Green Book 2018, 5.54 to 5.61. Limits:
what nobody put a price on is not in the ranking.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.engine.appraisal.appraising import Appraisal, appraise
from frankpledge.engine.appraisal.cases import Case
from frankpledge.engine.appraisal.packs import Packs
from frankpledge.engine.errors import Contradiction, Empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Every option's appraisal, what each adds to the first, and who comes first by each measure."""

    appraisals: Mapping[str, Appraisal]
    beside_first: Mapping[str, float]
    worth_most: str
    costs_least: str
    most_a_year: str


def compare(cases: Mapping[str, Case], packs: Packs) -> Compared:
    """The options by name. Ties go to the one named earlier.

    Raises Empty, and Contradiction unless all are in the prices of one year and seen from one year.
    """
    if not cases:
        raise Empty("options", "empty", "one option or more")
    found = {name: appraise(case, packs) for name, case in cases.items()}
    if len({(each.base_year, each.seen_from, each.case.discount) for each in found.values()}) != 1:
        raise Contradiction("options", "in different prices, years or rates", "one base year, view and rate")
    first = next(iter(found.values())).whole.npsv
    yearly = {name: each.whole.equivalent_annual.value or each.whole.npsv for name, each in found.items()}
    return Compared(
        appraisals=found,
        beside_first={name: each.whole.npsv - first for name, each in found.items()},
        worth_most=max(found, key=lambda name: found[name].whole.npsv),
        costs_least=min(found, key=lambda name: found[name].whole.ledger.npsc),
        most_a_year=max(yearly, key=lambda name: yearly[name]),
    )
